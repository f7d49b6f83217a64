"""Staff see what other citizens asked for at the same place, whether it is public yet or not."""

import pytest
from tests.functional.test_similar import FAR, HERE, NEAR, POTHOLE, answers
from tests.support.installation import Installation
from tests.support.visitors import LAMP, Citizen, MemberOfStaff


@pytest.fixture
def roads(application: Installation) -> MemberOfStaff:
    return application.staff("admin")


def file(application: Installation, citizen: Citizen, words: str, position: str = "") -> str:
    path = citizen.file(answers(words, position), service=POTHOLE)
    application.drain()
    return application.staff_page(path)


def shown(staff: MemberOfStaff, page: str) -> list[str]:
    return [" ".join(line.get_text(" ").split()) for line in staff.get(page).html.select("#same-place li")]


def test_requests_of_others_near_are_named_with_state_and_distance(
    application: Installation, roads: MemberOfStaff
) -> None:
    maria, giorgos = application.citizen("maria"), application.citizen("giorgos")
    first = file(application, maria, "Ερμού 1", HERE)
    file(application, maria, "Ερμού 2", NEAR)
    rejected = file(application, giorgos, "Ερμού 3", NEAR)
    roads.move(rejected, "reject", "Έγινε ήδη.", status=303)
    file(application, giorgos, "Κύπρου 9", FAR)
    file(application, giorgos, "Ερμού 5, γωνία")
    application.drain()
    [line] = shown(roads, first)
    assert line.startswith("Ερμού 3 3/")
    assert "Απορρίφθηκε περίπου 80 μ. μακριά" in line
    assert shown(roads, rejected)[0].startswith("Ερμού 2")
    link = roads.get(first).html.select_one("#same-place a")["href"]
    assert link.rstrip("/") == rejected


def test_without_a_position_the_words_decide(application: Installation, roads: MemberOfStaff) -> None:
    page = file(application, application.citizen("maria"), "Ερμού 1")
    file(application, application.citizen("giorgos"), "ΕΡΜΟΥ 1, στη γωνία")
    [line] = shown(roads, page)
    assert "μακριά" not in line


def test_there_are_five_at_most(application: Installation, roads: MemberOfStaff) -> None:
    page = file(application, application.citizen("maria"), "Ερμού 1", HERE)
    giorgos = application.citizen("giorgos")
    for number in range(6):
        file(application, giorgos, f"Ερμού {number}", HERE)
    assert len(shown(roads, page)) == 5


def test_those_of_another_department_are_not_told(application: Installation, roads: MemberOfStaff) -> None:
    page = file(application, application.citizen("maria"), "Ερμού 1", HERE)
    other = file(application, application.citizen("giorgos"), "Ερμού 3", HERE)
    assert len(shown(roads, page)) == 1
    form = next(form for form in roads.get(other).forms.values() if "/hand_over" in form.action)
    form["department"], form["why"] = "cleaning", "Άλλου."
    form.submit(status=303)
    application.drain()
    assert shown(roads, page) == []


def test_services_with_a_place_in_words_go_by_street_and_number(
    application: Installation, page: str, lighting: MemberOfStaff
) -> None:
    maria, giorgos = application.citizen("maria"), application.citizen("giorgos")
    maria.file({**LAMP, "place": "Βενιζέλου 10"})
    for place in ("Οδός Βενιζέλου 14, γωνία", "Βενιζέλου 90", "Κύπρου 12"):
        giorgos.file({**LAMP, "place": place})
    application.drain()
    [line] = shown(lighting, page)
    assert line.startswith("Οδός Βενιζέλου 14")
    assert "μακριά" not in line
