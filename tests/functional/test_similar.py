"""Before they submit, citizens see what others asked near the same place, and can watch it instead."""

from typing import Any

import pytest
from substanced.evolution import EvolutionManager
from tests.integration.conftest import change
from tests.support.installation import Installation
from tests.support.typical import EVERYDAY
from tests.support.visitors import LAMP, Citizen, form_to, words_of

from serres_requests.catalog.checking import Fault, differences
from serres_requests.services import lifecycle
from serres_requests.services.unit_of_work import UnitOfWork

POTHOLE = "/services/pothole"
HERE, NEAR, FAR = "41.0911, 23.5476", "41.0918, 23.5476", "41.0950, 23.5476"
TITLE = "Το ζήτησε ήδη κάποιος;"
APPLICANT = ("ΜΑΡΙΑ", "ΔΟΚΙΜΑΣΤΙΚΗ")


def answers(words: str, position: str) -> dict[str, str]:
    return {
        "damage": "manhole",
        "area": "serres",
        "place.words": words,
        "place.position": position,
        "is_dangerous": "no",
    }


@pytest.fixture
def maria(application: Installation) -> Citizen:
    return application.citizen("maria")


@pytest.fixture
def giorgos(application: Installation) -> Citizen:
    return application.citizen("giorgos")


def file(application: Installation, citizen: Citizen, words: str, position: str, *moves: str) -> None:
    path = citizen.file(answers(words, position), service=POTHOLE)
    application.drain()
    reference = application.reference_of(path)

    def act(site: Any, registry: Any) -> None:
        uow = UnitOfWork(site, application.registry.ports, application.settings, registry)
        for name in moves:
            lifecycle.move(uow, site.requests.by_reference(reference), name, "Το είδαμε.")

    change(application, act)
    application.drain()


def preview(citizen: Citizen, words: str, position: str = "") -> Any:
    return citizen.get(citizen.fill(answers(words, position), service=POTHOLE))


def places(page: Any) -> list[str]:
    """Return the places of the shown requests."""
    return [card.find_all("dd")[2].get_text(" ").split(" (")[0] for card in page.html.select("li.sr-card")]


def test_open_public_requests_near_are_shown_newest_first(
    application: Installation, maria: Citizen, giorgos: Citizen
) -> None:
    file(application, maria, "Ερμού 1", HERE, "start")
    file(application, maria, "Ερμού 3", NEAR, "start")
    file(application, maria, "Ερμού 5", NEAR, "start", "complete")
    file(application, maria, "Ερμού 7", NEAR)
    file(application, maria, "Κύπρου 9", FAR, "start")
    file(application, maria, "Ερμού 11, γωνία", "", "start")
    page = preview(giorgos, "Μπροστά στο σχολείο", HERE)
    assert TITLE in words_of(page)
    assert [place.split(",")[0] for place in places(page)] == ["Ερμού 3", "Ερμού 1"]
    assert "περίπου 80 μ. μακριά" in words_of(page)
    assert "περίπου 10 μ. μακριά" in words_of(page)
    assert not [word for word in APPLICANT if word in str(page.html.select("li.sr-card"))]
    assert TITLE not in words_of(preview(giorgos, "Αλλού", "41.2, 23.6"))


def test_a_corner_that_is_too_far_is_left_out(application: Installation, maria: Citizen, giorgos: Citizen) -> None:
    file(application, maria, "Στη γωνία", "41.0925, 23.5494", "start")  # 218 m away, in a cell beside it
    assert TITLE not in words_of(preview(giorgos, "Εδώ", "41.0911, 23.5476"))


def test_without_a_position_the_words_decide(application: Installation, maria: Citizen, giorgos: Citizen) -> None:
    file(application, maria, "Ερμού 1", HERE, "start")
    file(application, maria, "Ερμού 31", "", "start")
    file(application, maria, "Κύπρου 1", "", "start")
    page = preview(giorgos, "ερμου 3")
    assert [place.split(",")[0] for place in places(page)] == ["Ερμού 1"]
    assert "μακριά" not in words_of(page)
    assert TITLE not in words_of(preview(giorgos, "και"))


def take_up(application: Installation, citizen: Citizen, place: str, name: str = "street-lighting") -> None:
    path = citizen.file(in_words(name, place), service=f"/services/{name}")
    application.drain()
    department = "lighting" if name == "street-lighting" else name
    application.staff(department).move(application.staff_page(path), "start", status=303)
    application.drain()


def offered(citizen: Citizen, place: str, name: str = "street-lighting") -> list[str]:
    """Return the places of what is offered before a request with a place in words is submitted."""
    page = citizen.get(citizen.fill(in_words(name, place), service=f"/services/{name}"))
    terms = page.html.select("li.sr-card dt")
    return [dt.find_next("dd").get_text(" ", strip=True) for dt in terms if dt.get_text().startswith("Πού")]


def in_words(name: str, place: str) -> dict[str, str]:
    return {**(LAMP if name == "street-lighting" else EVERYDAY[name]), "place": place}


def test_services_with_a_place_in_words_offer_those_of_others_on_the_same_street(
    application: Installation, maria: Citizen, giorgos: Citizen
) -> None:
    take_up(application, maria, "ΕΡΜΟΥ 14")
    take_up(application, maria, "Κύπρου 12")
    take_up(application, giorgos, "Ερμού 12")
    maria.file({**LAMP, "place": "Ερμού 12"})
    application.drain()
    assert offered(giorgos, "Ερμού 12, γωνία") == ["ΕΡΜΟΥ 14"]
    assert offered(giorgos, "Ερμού 52") == []


@pytest.mark.parametrize("name", ["cleaning", "greenery"])
def test_cleaning_and_greenery_do_so_too(
    application: Installation, maria: Citizen, giorgos: Citizen, name: str
) -> None:
    take_up(application, maria, "Οδός Ερμού 14", name)
    assert offered(giorgos, "ερμου 12", name) == ["Οδός Ερμού 14"]
    assert offered(giorgos, "Ερμού 12") == []


def test_one_watches_instead_and_the_draft_stays(
    application: Installation, maria: Citizen, giorgos: Citizen
) -> None:
    file(application, maria, "Ερμού 1", HERE, "start")
    address = giorgos.fill(answers("Ερμού 1", HERE), service=POTHOLE)
    back = giorgos.press(giorgos.get(address), "/watch", status=303).follow()
    assert back.request.path == address
    assert "Σας ενδιαφέρει" in words_of(back)
    form_to(back, "/submit")
    assert "Ερμού 1" in words_of(giorgos.get("/me/watching"))
    giorgos.press(back, "/submit", status=303)


def test_there_are_five_at_most(application: Installation, maria: Citizen, giorgos: Citizen) -> None:
    for number in range(6):
        file(application, maria, f"Ερμού {number}", HERE, "start")
    assert len(places(preview(giorgos, "Εδώ", HERE))) == 5


def test_what_stopped_to_be_open_a_moment_ago_is_left_out(
    application: Installation, maria: Citizen, giorgos: Citizen
) -> None:
    file(application, maria, "Ερμού 1", HERE, "start")

    def complete(site: Any, registry: Any) -> None:
        uow = UnitOfWork(site, application.registry.ports, application.settings, registry)
        [request] = [one for year in site.requests.values() for one in year.values()]
        lifecycle.move(uow, request, "complete", "Έγινε.")

    change(application, complete)
    assert TITLE not in words_of(preview(giorgos, "Εδώ", HERE))


def test_a_catalogue_that_knew_no_places_is_filled_by_the_worker(
    application: Installation, maria: Citizen, giorgos: Citizen
) -> None:
    file(application, maria, "Ερμού 1", HERE, "start")

    def make_older(site: Any, registry: Any) -> None:
        del site.catalog.indexes._catalog["cell"]
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.index_places")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    faults = application.look(lambda site: [one.fault for one in differences(site) if one])
    assert faults == [Fault.CELL]
    assert TITLE not in words_of(preview(giorgos, "Εδώ", HERE))
    assert application.worker.rebuild_catalogue() is False
    assert application.look(lambda site: [one for one in differences(site) if one]) == []
    assert TITLE in words_of(preview(giorgos, "Εδώ", HERE))
