"""What helps staff on the page of a request: pictures in place, and what else the same citizen asked for."""

from tests.support.installation import Installation
from tests.support.visitors import A_PHOTO, LAMP, Citizen, MemberOfStaff

from serres_requests.views.management.others import MOST_OTHERS

OTHERS = "#same-citizen a"


def links(page, selector: str = OTHERS) -> list[str]:
    return [link["href"].rstrip("/") for link in page.html.select(selector)]


def test_a_picture_is_shown_in_place_when_it_is_asked_for(page: str, lighting: MemberOfStaff) -> None:
    picture = lighting.get(page).html.select_one("details.sr-picture:not([open]) > img[loading=lazy]")
    answer = lighting.get(picture["src"])
    assert (answer.content_type, picture["alt"]) == ("image/jpeg", A_PHOTO[0][0])


def test_the_latest_of_the_same_citizen_are_named(
    application: Installation, maria: Citizen, page: str, lighting: MemberOfStaff
) -> None:
    assert links(lighting.get(page)) == []
    pages = []
    for _ in range(MOST_OTHERS + 1):
        pages.append(application.staff_page(maria.file(LAMP)))
        application.drain()
    assert links(lighting.get(page)) == pages[:0:-1]
    assert links(lighting.get(pages[-1])) == pages[-2::-1][:MOST_OTHERS]


def test_those_of_other_departments_and_other_citizens_are_not(
    application: Installation, maria: Citizen, page: str, lighting: MemberOfStaff
) -> None:
    application.citizen("giorgos").file(LAMP)
    maria.file({"matter": "full-bin", "place": "Πλατεία Ελευθερίας"}, service="/services/cleaning")
    application.drain()
    assert links(lighting.get(page)) == []
    assert len(links(application.staff("admin").get(page))) == 1


def test_newer_ones_of_other_departments_do_not_hide_those_of_the_own(
    application: Installation, maria: Citizen, page: str, lighting: MemberOfStaff
) -> None:
    earlier = application.staff_page(maria.file(LAMP))
    for _ in range(MOST_OTHERS):
        maria.file({"matter": "full-bin", "place": "Πλατεία Ελευθερίας"}, service="/services/cleaning")
    application.drain()
    assert links(lighting.get(page)) == [earlier]
