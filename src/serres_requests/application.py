"""The composition root: includes in their order, one scan, gateways bound to ports, the worker started."""

from types import SimpleNamespace
from typing import Any

import deform
import transaction
from limits.storage import MemoryStorage
from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.router import Router
from pyramid.threadlocal import get_current_request
from pyramid_retry import mark_error_retryable
from substanced.db import root_factory
from substanced.evolution import EvolutionManager
from substanced.form import Form as SubstanceForm

from serres_requests.content_types.site import Site
from serres_requests.database import open_database, preparing
from serres_requests.forms.rendering import form_renderer
from serres_requests.gateways.business_registry import AadeRegistry
from serres_requests.gateways.clock import SystemClock
from serres_requests.gateways.resting import RestingRegistry
from serres_requests.gateways.smtp import SmtpSender
from serres_requests.gateways.taxisnet import Taxisnet
from serres_requests.i18n import DEFAULT_LOCALE
from serres_requests.ports import Ports
from serres_requests.root import (
    DEMONSTRATION_LOGINS,
    add_audit_log,
    add_changes,
    add_closing_days,
    add_demonstration_staff,
    add_demonstration_table,
    add_documents,
    add_due_days,
    add_entries,
    add_figures,
    add_reference_data,
    add_staff_text,
    divide_due_days,
    hide_what_was_not_taken_up,
    index_places,
    note_turns,
    order_requests,
    pack_terms,
    pile_up_trays,
    populate,
    renew_access_lists,
    renew_catalogue,
    renew_due_days,
    separate_lanes,
    widen_years,
)
from serres_requests.security import include_security
from serres_requests.services.access import table_version
from serres_requests.services.read_notes import ReadNotes
from serres_requests.services.staff import authenticate
from serres_requests.services.throttle import LoginThrottle
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.settings import DEMONSTRATION_PASSWORD, Settings, SettingsError, read_settings
from serres_requests.views.errors import UNREACHABLE_TEMPLATE, unreachable
from serres_requests.views.inclusion import include_views
from serres_requests.worker import Worker

_NOT_SCANNED = ("serres_requests.standins", "serres_requests.scripts")


def make_application(ini: dict[str, str]) -> Router:
    """Return the WSGI application; raise SettingsError when it must not start so."""
    settings = read_settings(ini)
    config = configure(ini, settings)
    database = config.registry._zodb_databases[""]
    with config, preparing(settings):
        _prepare_database(database, config.registry, settings)
    application = config.make_wsgi_app()
    application.worker = Worker(database, config.registry, config.registry.ports, settings)
    if not settings.on_postgresql:
        config.registry.work_arrived = application.worker.arrivals
    if settings.worker == "thread":
        application.worker.start()
    if settings.worker == "thread" or settings.on_postgresql:
        config.registry.read_notes.start()
    return application


def configure(ini: dict[str, str], settings: Settings, *, read_only: bool = False) -> Configurator:
    """Return everything wired together, the database opened and left as it is; commands need no more.

    Raises what `database.open_database` does.
    """
    config = Configurator(settings=_framework_settings(ini, settings), root_factory=root_factory)
    with config:
        config.include("pyramid_retry")
        config.include("pyramid_tm")
        config.include("serres_requests.substance")
        include_security(config, settings)
        include_views(config)
        config.scan("serres_requests", categories=("pyramid", "substanced"), ignore=_NOT_SCANNED)
        config.add_evolution_step(add_reference_data)
        config.add_evolution_step(widen_years)
        config.add_evolution_step(order_requests, after=widen_years)
        config.add_evolution_step(note_turns, after=order_requests)
        config.add_evolution_step(add_documents)
        config.add_evolution_step(renew_catalogue, after=add_closing_days)
        config.add_evolution_step(pack_terms, after=renew_catalogue)
        config.add_evolution_step(index_places, after=pack_terms)
        config.add_evolution_step(separate_lanes, before=add_documents)
        config.add_evolution_step(pile_up_trays, after=separate_lanes)
        config.add_evolution_step(add_closing_days)
        config.add_evolution_step(add_entries, after=widen_years)
        config.add_evolution_step(renew_access_lists, after=add_entries, name=f"access table {table_version()}")
        config.add_evolution_step(add_audit_log)
        config.add_evolution_step(add_changes)
        config.add_evolution_step(add_due_days, after=index_places)
        config.add_evolution_step(divide_due_days, after=add_due_days)
        config.add_evolution_step(add_figures, after=divide_due_days)
        config.add_evolution_step(add_staff_text, after=add_figures)
        config.add_evolution_step(hide_what_was_not_taken_up, after=add_staff_text)
        config.add_evolution_step(renew_due_days, after=hide_what_was_not_taken_up)
        _include_forms()
        config.registry.app_settings = settings
        config.registry.ports = bind_ports(settings)
        open_database(settings, config.registry._zodb_databases, read_only=read_only)
        _share(config, settings)
        config.registry.read_notes = ReadNotes(config.registry)
        config.commit()
    return config


def _share(config: Configurator, settings: Settings) -> None:
    """Keep what the web shares with the worker, and with itself: within this process, or among all of them."""
    registry = config.registry
    if not settings.on_postgresql:
        registry.login_throttle = LoginThrottle(MemoryStorage())
        return
    from serres_requests.postgresql.address import dsn_of
    from serres_requests.postgresql.connection import BROKEN
    from serres_requests.postgresql.rate_limits import SharedCounters
    from serres_requests.postgresql.wake_up import Bell

    registry.work_arrived = Bell(dsn_of(settings))
    registry.login_throttle = LoginThrottle(SharedCounters(dsn_of(settings)))
    for error in BROKEN:  # the next attempt has a new connection
        mark_error_retryable(error)
        config.add_exception_view(unreachable, context=error, renderer=UNREACHABLE_TEMPLATE)


def bind_ports(settings: Settings) -> Ports:
    """Bind each port to its gateway."""
    return Ports(
        clock=SystemClock(),
        identity_provider=Taxisnet(
            base_url=settings.taxisnet_url,
            client_id=settings.taxisnet_client_id,
            client_secret=settings.taxisnet_client_secret,
            redirect_uri=settings.taxisnet_callback,
            return_url=f"{settings.public_url}/",
        ),
        register=lambda site: site.register,
        mail=SmtpSender(
            host=settings.mail_host,
            port=settings.mail_port,
            sender=settings.mail_sender,
            security=settings.mail_security,
            username=settings.mail_username,
            password=settings.mail_password,
            reports_to=settings.mail_reports,
        ),
        business_registry=_business_registry(settings),
    )


def _business_registry(settings: Settings) -> RestingRegistry | None:
    if not settings.registry_url:
        return None
    return RestingRegistry(
        AadeRegistry(
            url=settings.registry_url,
            username=settings.registry_username,
            password=settings.registry_password,
        )
    )


def _framework_settings(ini: dict[str, str], settings: Settings) -> dict[str, Any]:
    """Settings under the names that Pyramid, ZODB and Substance D know."""
    return {
        **ini,
        "substanced.secret": settings.secret,
        "substanced.initial_login": "admin",
        "substanced.initial_password": settings.admin_password,
        "substanced.initial_email": settings.mail_sender,
        "pyramid.default_locale_name": DEFAULT_LOCALE,
        "tm.annotate_user": False,
        # A manager of its own that is told to begin: connections then look for news once, not four times.
        "tm.manager_hook": "pyramid_tm.explicit_manager",
        "retry.attempts": 5,
    }


def _include_forms() -> None:
    """Let every deform form find our accessible templates before deform's own."""
    renderer = form_renderer(_translate)
    deform.Form.set_default_renderer(renderer)
    SubstanceForm.set_default_renderer(renderer)


def _translate(term: object) -> str:
    return str(get_current_request().localizer.translate(term))


def _prepare_database(database: Any, registry: Registry, settings: Settings) -> None:
    """Make the root of a new database; refuse a demonstration one in production."""
    connection = database.open()
    try:
        is_new = "app_root" not in connection.root()
        site = root_factory(SimpleNamespace(registry=registry), g=lambda _request: connection)
        if is_new:
            populate(site, registry)
            if settings.demonstration:
                add_demonstration_staff(site, registry)
                add_demonstration_table(UnitOfWork(site, registry.ports, settings, registry))
            transaction.commit()
        EvolutionManager(site, registry).evolve(commit=True)
        if settings.production:
            _refuse_demonstration_passwords(site)
    finally:
        transaction.abort()
        connection.close()


def _refuse_demonstration_passwords(site: Site) -> None:
    """Only the names that a demonstration makes are tried: each check takes a fifth of a second on purpose."""
    weak = [name for name in DEMONSTRATION_LOGINS if authenticate(site, name, DEMONSTRATION_PASSWORD)]
    if weak:
        raise SettingsError(f"These users have the demonstration password: {', '.join(weak)}")
