"""The real application in this process over a populated database: people, drafts and requests in every state."""

import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar
from unittest.mock import patch

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    import deform
    import transaction
    from pyramid.threadlocal import manager as threadlocals
    from substanced.form import Form as SubstanceForm
    from tests.support.photo import JPEG
    from webob.multidict import MultiDict
    from webtest import TestApp

    from serres_requests.application import make_application
    from serres_requests.content_types.outbox import Effect, EffectKind
    from serres_requests.domain.entry import Channel
    from serres_requests.domain.identifiers import new_id
    from serres_requests.domain.lifecycle import State, WorkflowName
    from serres_requests.domain.mail import Email
    from serres_requests.domain.notices import NoticeKind
    from serres_requests.domain.people import Identity
    from serres_requests.domain.queue_views import Column, SavedView
    from serres_requests.domain.templates import Purpose, Template
    from serres_requests.services.citizens import confirm_email, confirmation_token, enter_email, log_in
    from serres_requests.services.corrections import ask
    from serres_requests.services.documents import order_copy
    from serres_requests.services.entries import begin_entry
    from serres_requests.services.filling import fill_step
    from serres_requests.services.issuing import order_document
    from serres_requests.services.lifecycle import move
    from serres_requests.services.mail_stop import stop_token
    from serres_requests.services.queue_views import choose_columns, keep_view
    from serres_requests.services.submission import submit
    from serres_requests.services.templates import keep_template
    from serres_requests.services.unit_of_work import UnitOfWork
    from serres_requests.services.watching import watch
    from serres_requests.settings import DEMONSTRATION_PASSWORD
    from serres_requests.worker import Worker

from tests.support.settings import SECRETS, in_process

APPLICANT = Identity("123456783", "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "ΕΛΕΝΗ", 1980)
NEIGHBOUR = Identity("094259216", "ΓΕΙΤΟΝΑΣ", "ΝΙΚΟΣ", "ΠΕΤΡΟΣ", "ΣΟΦΙΑ", 1975)
WATCHER = Identity("090165560", "ΠΑΡΑΤΗΡΗΤΗΣ", "ΠΑΥΛΟΣ", "ΑΝΔΡΕΑΣ", "ΑΝΝΑ", 1990)
EMAIL = "maria.dokimastiki@example.gr"
PLACE = "Κρυφή οδός 7"
"""Stands in every request and draft of the applicant: who may not see them must never meet it."""

TEMPLATE = Template("0123456789abcdef0123", "Έτοιμο", Purpose.COMPLETE, "Το αίτημά σας {protocol_number} έγινε.")
CERTIFICATE = Template("0123456789abcdef0124", "Βεβαίωση", Purpose.CERTIFICATE, "# Βεβαιώνεται\n\n{applicant}")
"""Of the type of all requests."""
VIEW = SavedView("0123456789abcdef0125", "Ανοιχτά του τμήματος", (("assignee", "-"),), ("state", "due"))
"""Shared with the department of all requests."""

_MOVES = {
    State.FILED: (),
    State.ACCEPTED: ("accept",),
    State.IN_PROGRESS: ("start",),
    State.WAITING_FOR_CITIZEN: ("start",),
    State.WAITING_FOR_PAYMENT: ("start", "charge"),
    State.COMPLETED: ("start", "complete"),
    State.REJECTED: ("accept", "reject"),
    State.WITHDRAWN: ("accept", "withdraw"),
}
"""Those that ended without an answer were public before."""

T = TypeVar("T")


class Mailbox:
    """A mail server that takes everything."""

    def __init__(self) -> None:
        self.emails: list[Email] = []

    def send(self, email: Email) -> None:
        self.emails.append(email)

    def rest(self) -> None:
        """Nothing is kept."""


class TaxOffice:
    """An identity provider for which the code of a person is their ΑΦΜ."""

    def authorize_url(self, state: str) -> str:
        return f"http://taxisnet.example/authorize?state={state}"

    def fetch_identity(self, code: str) -> Identity:
        return next(identity for identity in (APPLICANT, NEIGHBOUR, WATCHER) if identity.afm == code)

    def logout_url(self) -> str:
        return "http://taxisnet.example/logout"


@dataclass
class World:
    """The application, its database and the names of what lies in it.

    draft and its draft_file are the applicant's, as are requests (references), their protocol numbers and their
    files, each by state. token: of the link that proves the applicant's address;
    stop_token: of one that stops mails to it.
    entry_file: of what staff are entering for somebody.
    """

    router: Any
    database: Any
    applicant_id: str = ""
    draft: str = ""
    draft_file: str = ""
    token: str = ""
    stop_token: str = ""
    entry_file: str = ""
    requests: dict[State, str] = field(default_factory=dict)
    numbers: dict[State, tuple[int, int]] = field(default_factory=dict)
    files: dict[State, str] = field(default_factory=dict)

    @property
    def registry(self) -> Any:
        return self.router.registry

    def look(self, at: Callable[[Any], T]) -> T:
        """Return what `at` finds in the root, and change nothing."""
        with self._site() as site:
            return at(site)

    def change(self, act: Callable[[UnitOfWork], T]) -> T:
        """Let `act` change the site as the system, and commit."""
        with self._site() as site:
            done = act(
                UnitOfWork(site, self.registry.ports, self.registry.app_settings, self.registry, "lighting")
            )
            transaction.commit()
            return done

    @contextmanager
    def _site(self) -> Iterator[Any]:
        connection = self.database.open()
        threadlocals.push({"registry": self.registry, "request": None})  # where Substance D's indexes look
        try:
            yield connection.root()["app_root"]
        finally:
            threadlocals.pop()
            transaction.abort()
            connection.close()

    def drain(self) -> None:
        """Let the worker do all that is due."""
        Worker(self.database, self.registry, self.registry.ports, self.registry.app_settings).drain()

    def browser(self) -> TestApp:
        return TestApp(self.router)

    def citizen(self, identity: Identity) -> TestApp:
        """A browser in which a citizen is logged in."""
        browser = self.browser()
        state = browser.get("/login/taxisnet", status=303).location.rpartition("=")[2]
        browser.get(f"/login/taxisnet/callback?state={state}&code={identity.afm}", status=303)
        return browser

    def staff(self, login: str) -> TestApp:
        """A browser in which a member of staff is logged in."""
        browser = self.browser()
        form = browser.get("/manage/login").forms[0]
        form["login"], form["password"] = login, DEMONSTRATION_PASSWORD
        form.submit(status=303)
        return browser

    def principals(self) -> dict[str, TestApp]:
        """The browsers of everybody whom the table of access tells apart (tests/access/matrix.py), logged in."""
        return {
            "anonymous": self.browser(),
            "applicant": self.citizen(APPLICANT),
            "citizen": self.citizen(NEIGHBOUR),
            "officer": self.staff("lighting"),
            "manager": self.staff("lighting-manager"),
            "stranger": self.staff("cleaning"),
            "admin": self.staff("admin"),
            "watcher": self.citizen(WATCHER),
            "treasury": self.staff("treasury"),
        }


@contextmanager
def populated_world(folder: Path) -> Iterator[World]:
    """Yield a world whose database lies in `folder`."""
    renderers = deform.Form.default_renderer, SubstanceForm.default_renderer
    transaction.abort()  # an earlier test's database is closed, but its work may still hang in this thread
    world = _application(folder)
    try:
        world.change(_people)
        world.change(_templates)
        world.change(_views)
        for state in _MOVES:
            _request_in(world, state)
        world.change(lambda uow: _documents_made(world, uow))
        world.drain()
        world.change(lambda uow: _submitted(world, uow))
        world.change(lambda uow: _draft_left(world, uow))
        world.change(lambda uow: _entry_left(world, uow))
        world.change(_work_set_aside)
        world.change(lambda uow: _watched(world, uow))
        _add_to_treasury(world)
        yield world
    finally:
        world.database.close()
        deform.Form.set_default_renderer(renderers[0])
        SubstanceForm.set_default_renderer(renderers[1])


def _application(folder: Path) -> World:
    with patch.dict(os.environ, SECRETS), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Substance D's deprecations at start; ours stay errors
        router = make_application(in_process(folder))
    ports = router.registry.ports
    router.registry.ports = replace(ports, mail=Mailbox(), identity_provider=TaxOffice())
    return World(router, router.registry._zodb_databases[""])


def _templates(uow: UnitOfWork) -> None:
    for template in (TEMPLATE, CERTIFICATE):
        keep_template(uow.site.request_types["street-lighting"], template)


def _views(uow: UnitOfWork) -> None:
    keep_view(uow.site.departments["lighting"], VIEW)
    choose_columns(uow.site["principals"]["users"]["lighting"], tuple(Column))


def _people(uow: UnitOfWork) -> None:
    applicant, neighbour = log_in(uow, APPLICANT), log_in(uow, NEIGHBOUR)
    for citizen, email in ((applicant, EMAIL), (neighbour, "nikos@example.gr")):
        enter_email(uow, citizen, email)
        confirm_email(citizen)


def _watched(world: World, uow: UnitOfWork) -> None:
    """Let somebody watch every request that is public, and what was."""
    watcher = log_in(uow, WATCHER)
    enter_email(uow, watcher, "pavlos@example.gr")
    for state in set(_MOVES) - {State.FILED}:
        watch(uow, watcher, _request(world, uow, state))


def _add_to_treasury(world: World) -> None:
    """Let the administrator enter an officer of the treasury."""
    page = world.staff("admin").get("/manage/principals/users/add_user")
    words = {label["for"]: label.get_text() for label in page.html.find_all("label")}
    form = page.forms["deform"]
    form["login"], form["email"], form["password"] = "treasury", "treasury@serres.example", DEMONSTRATION_PASSWORD
    for box in form.fields["checkbox"]:
        box.checked = words[box.id] == "Ταμειακή Υπηρεσία: Χειριστές"
    form.submit("save", status=303)


def _filled(uow: UnitOfWork, marker: str) -> Any:
    """Return a draft of the applicant with everything filled in and one photo."""
    citizen, request_type = uow.site.citizens.find(APPLICANT.afm), uow.site.request_types["street-lighting"]
    return _draft_of(uow, citizen, request_type, new_id(), f"{PLACE}, {marker}")


def _draft_of(uow: UnitOfWork, citizen: Any, request_type: Any, draft_id: str, place: str) -> Any:
    typed: Mapping[str, Any] = MultiDict(
        fault="out",
        area="centre",
        place=place,
        description="Η λάμπα τρεμοπαίζει.",
        photo=SimpleNamespace(filename="φωτογραφία.jpg", file=BytesIO(JPEG)),
    )
    for wanted in request_type.definition.fields:
        if wanted.choices:
            typed[wanted.name] = wanted.choices[0].value  # type: ignore[index]
    seen = " ".join(field.name for field in request_type.definition.fields)
    filled = fill_step(uow, citizen, request_type, draft_id, "", typed, seen=seen)
    assert filled.is_done, filled
    return filled.draft


def _submitted(world: World, uow: UnitOfWork, state: State = State.SUBMITTED) -> None:
    request = submit(uow, uow.site.citizens.find(APPLICANT.afm), _filled(uow, state.value))
    assert request is not None
    request.workflow = WorkflowName.PAID  # it has all states
    world.requests[state] = request.reference
    world.files[state] = str(request.attachments[0].__name__)


def _request_in(world: World, state: State) -> None:
    world.change(lambda uow: _submitted(world, uow, state))
    world.drain()
    for name in _MOVES[state]:
        world.change(lambda uow, name=name: move(uow, _request(world, uow, state), name, "Το είδαμε."))  # type: ignore[misc]
    if state is State.WAITING_FOR_CITIZEN:
        world.change(lambda uow: ask(uow, _request(world, uow, state), "Το είδαμε.", ["place"], ["Χαρτί"]))
    world.drain()

    def protocol(site: Any) -> tuple[int, int]:
        number = site.requests.by_reference(world.requests[state]).protocol
        return number.year, number.number

    world.numbers[state] = world.look(protocol)


def _request(world: World, uow: UnitOfWork, state: State) -> Any:
    return uow.site.requests.by_reference(world.requests[state])


def _draft_left(world: World, uow: UnitOfWork) -> None:
    """Leave a draft, and the token of a link to the applicant's address."""
    draft = _filled(uow, "πρόχειρο")
    world.draft, world.draft_file = draft.id, str(draft.attachments[0].__name__)
    citizen = uow.site.citizens.find(APPLICANT.afm)
    world.applicant_id = citizen.id
    world.token = confirmation_token(uow.settings.secret, citizen)
    world.stop_token = stop_token(uow.settings.secret, citizen, NoticeKind.FILED)


def _entry_left(world: World, uow: UnitOfWork) -> None:
    """Leave a request that staff are entering for somebody who never logged in."""
    service = uow.site.request_types["street-lighting"]
    identity = Identity("000000024", "ΑΓΝΩΣΤΟΥ", "ΕΛΠΙΔΑ", "ΑΝΔΡΕΑΣ")
    entry = begin_entry(uow, service, identity, Channel.PHONE, "Δεν έχει υπολογιστή.", "")
    draft = _draft_of(uow, entry, service, entry.id, "Ερμού 3")
    world.entry_file = str(draft.attachments[0].__name__)


def _documents_made(world: World, uow: UnitOfWork) -> None:
    """Have a copy and a certificate made of every request that has a number."""
    for state in _MOVES:
        request = _request(world, uow, state)
        order_copy(uow, request)
        order_document(uow, request, Purpose.CERTIFICATE, "Βεβαίωση", "Βεβαιώνεται.")


def _work_set_aside(uow: UnitOfWork) -> None:
    """Leave one piece of work that failed too often."""
    lane, soon = uow.site.outbox.outside, uow.now() + timedelta(minutes=1)
    details = (("kind", "new_request"), ("to", "lighting"))
    uow.site.outbox.add(Effect(EffectKind.STAFF_MAIL, "2020/none", details), uow.now())
    [key, *_others] = [key for key, entry in lane.due(soon, 100) if entry.effect.subject == "2020/none"]
    lane.set_aside(key, "δεν απάντησε")
