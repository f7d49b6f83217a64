"""Submissions made by use cases alone, without pages: as many as a test or a benchmark needs, quickly."""

from collections.abc import Iterator
from typing import Any

from serres_requests.content_types.citizen import Citizen
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.people import Identity
from serres_requests.services.citizens import log_in
from serres_requests.services.drafts import open_draft
from serres_requests.services.submission import submit
from serres_requests.services.unit_of_work import UnitOfWork

SERVICE = "street-lighting"
_STREETS = ("Μεραρχίας", "Βενιζέλου", "Ερμού", "Κερασούντος", "Δορυλαίου", "Αθανασίου Αργυρού", "Νιγρίτης")
_FAULTS = ("lamp-out", "flickering", "lit-by-day", "pole-damaged", "new-lamp")
_AREAS = ("serres", "lefkonas", "skoutari", "oreini", "kapetan-mitrousi")


def a_citizen(uow: UnitOfWork, number: int) -> Citizen:
    """Return the citizen with `number`, made when needed."""
    return log_in(uow, Identity(f"{number:09}", "ΔΟΚΙΜΑΣΤΙΚΟΣ", "ΝΙΚΟΣ", "ΠΕΤΡΟΣ", "ΣΟΦΙΑ", 1975))


def answers(number: int) -> dict[str, Any]:
    """Return the answers of the submission with `number`; always the same for one number."""
    return {
        "fault": _FAULTS[number % len(_FAULTS)],
        "area": _AREAS[number % len(_AREAS)],
        "place": f"{_STREETS[number % len(_STREETS)]} {number}",
        "pole": str(number),
        "description": "Η λάμπα τρεμοπαίζει μόλις νυχτώσει και το πεζοδρόμιο μένει σκοτεινό.",
    }


def submit_one(
    uow: UnitOfWork, citizen: Citizen, number: int, service: str = SERVICE, typed: dict[str, Any] | None = None
) -> str:
    """Let `citizen` submit a request, with the answers of its `number` or as `typed`; return its reference."""
    request_type = uow.site.request_types[service]
    draft = open_draft(uow, citizen, request_type, new_id())
    draft.move_to(draft.type_version, typed or answers(number), ())
    request = submit(uow, citizen, draft)
    assert request is not None
    return str(request.reference)


def submit_some(uow: UnitOfWork, numbers: Iterator[int] | range, citizens: int = 5) -> list[str]:
    """Let some citizens take turns in submitting; return the references in the order of submission."""
    return [submit_one(uow, a_citizen(uow, number % citizens), number) for number in numbers]
