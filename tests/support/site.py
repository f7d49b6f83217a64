"""The application in this process over a new database on disk, with one citizen and nothing else in it."""

import atexit
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, TypeVar

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    import deform
    import transaction
    from pyramid.request import Request
    from pyramid.threadlocal import manager as threadlocals
    from substanced.form import Form as SubstanceForm
    from tests.support.prepared import Prepared
    from webtest import TestApp

    from serres_requests.domain.people import Identity
    from serres_requests.services.citizens import log_in
    from serres_requests.services.unit_of_work import UnitOfWork

from tests.support.clock import SettableClock
from tests.support.settings import SECRETS, in_process

CITIZEN = Identity("123456783", "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "ΕΛΕΝΗ", 1980)
ACTOR = "kalliopi"
_OF_A_SITE = ("login_throttle", "read_notes", "ports")
"""What the application's registry holds for one database."""
T = TypeVar("T")


class TaxOffice:
    """An identity provider that knows one person."""

    def authorize_url(self, state: str) -> str:
        return f"http://taxisnet.example/authorize?state={state}"

    def fetch_identity(self, code: str) -> Identity:
        return CITIZEN

    def logout_url(self) -> str:
        return "http://taxisnet.example/logout"


@dataclass
class Site:
    """The application and its database."""

    router: Any
    clock: SettableClock

    @property
    def registry(self) -> Any:
        return self.router.registry

    @property
    def database(self) -> Any:
        return self.registry._zodb_databases[""]

    def change(self, act: Callable[[UnitOfWork], T]) -> T:
        """Let `act` change the site in a connection of its own, and commit."""
        with self._unit_of_work() as uow:
            done = act(uow)
            transaction.commit()
            return done

    def look(self, at: Callable[[UnitOfWork], T]) -> T:
        """Return what `at` finds, in another connection than any before."""
        with self._unit_of_work() as uow:
            return at(uow)

    @contextmanager
    def _unit_of_work(self) -> Iterator[UnitOfWork]:
        transaction.abort()
        connection = self.database.open()
        request = Request.blank("/")
        request.registry = self.registry
        threadlocals.push({"registry": self.registry, "request": request})  # where Substance D and forms look
        try:
            root = connection.root()["app_root"]
            yield UnitOfWork(root, self.registry.ports, self.registry.app_settings, self.registry, ACTOR)
        finally:
            threadlocals.pop()
            transaction.abort()
            connection.close()

    def browser(self) -> TestApp:
        return TestApp(self.router)

    def citizen(self) -> TestApp:
        """A browser in which the citizen is logged in."""
        browser = self.browser()
        state = browser.get("/login/taxisnet", status=303).location.rpartition("=")[2]
        browser.get(f"/login/taxisnet/callback?state={state}&code=any", status=303)
        return browser


@cache
def _prepared() -> tuple[Prepared, tuple[Any, Any]]:
    """The application of all sites of this process, with the renderers of its forms."""
    before = deform.Form.default_renderer, SubstanceForm.default_renderer
    folder = Path(mkdtemp())
    atexit.register(rmtree, folder)
    prepared = Prepared(folder, in_process(folder), SECRETS)
    renderers = deform.Form.default_renderer, SubstanceForm.default_renderer
    _render_forms_with(*before)
    return prepared, renderers


def _render_forms_with(ours: Any, theirs: Any) -> None:
    deform.Form.set_default_renderer(ours)
    SubstanceForm.set_default_renderer(theirs)


@contextmanager
def new_site(folder: Path) -> Iterator[Site]:
    """Yield a site whose database lies in `folder`; one within another takes its place until it is left."""
    transaction.abort()  # an earlier test's database is closed, but its work may still hang in this thread
    prepared, renderers = _prepared()
    registry = prepared.registry
    before = deform.Form.default_renderer, SubstanceForm.default_renderer
    outer, outer_database = {name: getattr(registry, name) for name in _OF_A_SITE}, registry._zodb_databases[""]
    database = prepared.open_copy(folder)
    _render_forms_with(*renderers)
    site = Site(prepared.router, SettableClock())
    registry.ports = replace(registry.ports, identity_provider=TaxOffice(), clock=site.clock)
    try:
        site.change(lambda uow: log_in(uow, CITIZEN))
        yield site
    finally:
        database.close()
        for name, value in outer.items():
            setattr(registry, name, value)
        registry._zodb_databases[""] = outer_database
        _render_forms_with(*before)
