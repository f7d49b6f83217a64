"""A site in which requests stand in every state, and what only happens on the way lies there to be looked at."""

import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    from tests.support.submissions import answers
    from tests.support.visitors import form_to
    from tests.support.world import APPLICANT, CERTIFICATE, NEIGHBOUR, TEMPLATE, World, populated_world

    from serres_requests.domain.identifiers import new_id
    from serres_requests.domain.lifecycle import ACCEPTED_STATES, State
    from serres_requests.domain.messages import MessageKind
    from serres_requests.services.approval import move_or_propose
    from serres_requests.services.corrections import ask
    from serres_requests.services.correspondence import write
    from serres_requests.services.drafts import open_draft
    from serres_requests.services.lifecycle import move
    from serres_requests.services.submission import submit
    from serres_requests.services.unit_of_work import UnitOfWork

LAMP, HOLE = "street-lighting", "pothole"
HERE, NEAR = "41.0911, 23.5476", "41.0918, 23.5476"


@dataclass
class Addresses:
    """Where the pages of each kind of person are, each under what it shows."""

    anybody: dict[str, str] = field(default_factory=dict)
    citizen: dict[str, str] = field(default_factory=dict)
    officer: dict[str, str] = field(default_factory=dict)
    manager: dict[str, str] = field(default_factory=dict)
    administrator: dict[str, str] = field(default_factory=dict)


def every_state(folder: Path) -> Addresses:
    """Make the database in `folder`; return where its pages are."""
    with populated_world(folder) as world:
        known = Addresses()
        for state, reference in world.requests.items():
            _add(known, state.value, reference)
        for state in ACCEPTED_STATES:
            year, number = world.numbers[state]
            known.anybody[state.value] = f"/requests/{year}/{number}"
        _add_a_proposal(world, known)
        _add_what_is_near(world, known)
        _add_messages(world)
        _add_what_was_corrected(world, known)
        _add_pages_with_forms(world, known)
        _add(known, State.SUBMITTED.value, world.change(lambda uow: _filed(uow, APPLICANT, LAMP, answers(3))))
    return known


def _add(known: Addresses, what: str, reference: str) -> None:
    known.citizen[what] = f"/me/requests/{reference.partition('/')[2]}"
    known.officer[what] = f"/manage/requests/{reference}"


def _add_a_proposal(world: World, known: Addresses) -> None:
    """Let lamps need four eyes from now on, and one request wait for the second pair."""
    _ask_for_four_eyes(world)
    reference = world.change(lambda uow: _filed(uow, NEIGHBOUR, LAMP, answers(1)))
    world.drain()
    world.change(lambda uow: move(uow, uow.site.requests.by_reference(reference), "start", ""))
    world.change(
        lambda uow: move_or_propose(
            uow, uow.site.requests.by_reference(reference), "complete", "Αλλάχτηκε η λάμπα."
        )
    )
    world.drain()
    known.officer["a proposal of one's own"] = f"/manage/requests/{reference}"
    known.manager["a proposal"] = f"/manage/requests/{reference}"
    known.manager["the queue with a proposal"] = "/manage/queue"


def _ask_for_four_eyes(world: World) -> None:
    admin = world.staff("admin")
    form = admin.get(f"/manage/services/{LAMP}/edit_terms").forms["deform"]
    form["four_eyes"].checked = True
    form.submit("save", status=303)
    form_to(admin.get(f"/manage/services/{LAMP}/publish"), "/publish").submit(status=303)


def _add_what_is_near(world: World, known: Addresses) -> None:
    """Leave a draft about a hole that somebody else told of."""
    reference = world.change(lambda uow: _filed(uow, NEIGHBOUR, HOLE, _hole("Ερμού 3", NEAR)))
    world.drain()
    world.change(lambda uow: move(uow, uow.site.requests.by_reference(reference), "start", ""))
    world.drain()
    draft = world.change(lambda uow: _draft(uow, APPLICANT, HOLE, _hole("Έξω από το σχολείο", HERE)).id)
    known.citizen["a preview with what is near"] = f"/me/drafts/{draft}/preview"


def _hole(words: str, position: str) -> dict[str, Any]:
    place = {"words": words, "position": position}
    return {"damage": "manhole", "area": "serres", "place": place, "is_dangerous": "no"}


def _draft(uow: UnitOfWork, identity: Any, service: str, raw: dict[str, Any]) -> Any:
    draft = open_draft(uow, uow.site.citizens.find(identity.afm), uow.site.request_types[service], new_id())
    draft.move_to(draft.type_version, raw, ())
    return draft


def _filed(uow: UnitOfWork, identity: Any, service: str, raw: dict[str, Any]) -> str:
    request = submit(uow, uow.site.citizens.find(identity.afm), _draft(uow, identity, service, raw))
    assert request is not None
    return str(request.reference)


def _add_messages(world: World) -> None:
    """Let people write to each other about the request that is in progress."""

    def talk(uow: UnitOfWork) -> None:
        request = uow.site.requests.by_reference(world.requests[State.IN_PROGRESS])
        write(uow, request, MessageKind.FROM_CITIZEN, "Πότε θα έρθει το συνεργείο;")
        write(uow, request, MessageKind.TO_CITIZEN, "Την Πέμπτη το πρωί.")
        write(uow, request, MessageKind.NOTE, "Να πάρουν και τη μεγάλη σκάλα.")

    world.change(talk)
    world.drain()


def _add_what_was_corrected(world: World, known: Addresses) -> None:
    """Let one request be corrected by its applicant, so that its answers stand there before and after."""
    reference = world.change(lambda uow: _filed(uow, APPLICANT, LAMP, answers(2)))
    world.drain()
    words = "Γράψτε ακριβώς πού είναι η κολόνα."
    world.change(lambda uow: ask(uow, uow.site.requests.by_reference(reference), words, ["place"], []))
    world.drain()
    _add(known, "corrected answers", reference)
    form = form_to(world.citizen(APPLICANT).get(f"{known.citizen['corrected answers']}/correct"), "/correct")
    form["place"] = "Ερμού 2, μπροστά στο φαρμακείο"
    form.submit(status=303)
    world.drain()


def _add_pages_with_forms(world: World, known: Addresses) -> None:
    asked, filed = known.citizen[State.WAITING_FOR_CITIZEN], known.citizen[State.FILED]
    known.citizen["a correction"] = f"{asked}/correct"
    known.citizen["a withdrawal"] = f"{filed}/withdraw"
    known.citizen["a preview"] = f"/me/drafts/{world.draft}/preview"
    known.anybody["the end of mails of a kind"] = f"/me/notices/stop/{world.stop_token}"
    known.anybody["a document that holds"] = f"/check/{world.look(lambda site: _code(world, site))}"
    completed = known.officer[State.COMPLETED]
    known.officer["the draft of a document"] = f"{completed}/issue?template={CERTIFICATE.id}"
    known.officer["a reply from a template"] = f"{known.officer[State.IN_PROGRESS]}?reply={TEMPLATE.id}"
    known.manager["a document to revoke"] = completed
    for page in ("templates", "add_template", f"edit_template/{TEMPLATE.id}", f"edit_template/{CERTIFICATE.id}"):
        known.administrator[page] = f"/manage/services/{LAMP}/{page}"


def _code(world: World, site: Any) -> str:
    return str(site.requests.by_reference(world.requests[State.COMPLETED]).documents[0].file.code)
