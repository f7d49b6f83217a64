"""The application in this process over a new database on disk, with one citizen and nothing else in it."""

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    import deform
    import transaction
    from pyramid.request import Request
    from pyramid.threadlocal import manager as threadlocals
    from substanced.form import Form as SubstanceForm
    from webtest import TestApp

    from serres_requests.application import make_application
    from serres_requests.domain.people import Identity
    from serres_requests.services.citizens import log_in
    from serres_requests.services.unit_of_work import UnitOfWork

from tests.support.clock import SettableClock
from tests.support.settings import SECRETS, in_process

CITIZEN = Identity("123456783", "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "ΕΛΕΝΗ", 1980)
ACTOR = "kalliopi"
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


@contextmanager
def new_site(folder: Path) -> Iterator[Site]:
    """Yield a site whose database lies in `folder`."""
    renderers = deform.Form.default_renderer, SubstanceForm.default_renderer
    transaction.abort()  # an earlier test's database is closed, but its work may still hang in this thread
    with patch.dict(os.environ, SECRETS), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        router = make_application(in_process(folder))
    site = Site(router, SettableClock())
    ports = router.registry.ports
    router.registry.ports = replace(ports, identity_provider=TaxOffice(), clock=site.clock)
    try:
        site.change(lambda uow: log_in(uow, CITIZEN))
        yield site
    finally:
        site.database.close()
        deform.Form.set_default_renderer(renderers[0])
        SubstanceForm.set_default_renderer(renderers[1])
