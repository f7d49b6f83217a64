"""What everybody can find: accepted requests by their public fields, and nothing of the applicant."""

from datetime import UTC, datetime

import pytest
from tests.integration.conftest import change
from tests.support.installation import Installation
from tests.support.visitors import A_PHOTO, Citizen, Visitor, title_of, words_of

TYPED = {
    "fault": "lamp-out",
    "area": "serres",
    "place": "Βενιζέλου 12",
    "pole": "Σ-12",
    "since": "2026-03-25",
    "description": "Τρεμοπαίζει μπροστά στο σπίτι μου.",
}
PRIVATE = ("ΜΑΡΙΑ", "ΔΟΚΙΜΑΣΤΙΚΗ", "123456783", "maria@example.gr", "Τρεμοπαίζει", "Μαρτίου", "φωτογραφία")


@pytest.fixture
def anybody(application: Installation) -> Visitor:
    return application.visitor()


@pytest.fixture
def request_path(application: Installation) -> str:
    """A filed request with every answer given."""
    path = application.citizen("maria", "maria@example.gr").file(TYPED, A_PHOTO)
    application.drain()
    return path


@pytest.fixture
def public_path(application: Installation) -> str:
    return f"/requests/{application.clock.now().year}/1"


def move(application: Installation, request_path: str, transition: str, message: str = "") -> None:
    application.staff("lighting").move(application.staff_page(request_path), transition, message, status=303)
    application.drain()


def number_found(anybody: Visitor, words: str) -> int:
    page = anybody.get("/requests", {"q": words})
    return len(page.html.select("li.sr-card"))


def test_what_is_not_accepted_is_found_by_nobody(
    application: Installation, anybody: Visitor, request_path: str, public_path: str
) -> None:
    assert number_found(anybody, "") == 0
    assert number_found(anybody, "Βενιζέλου") == 0
    assert title_of(anybody.get(public_path, status=404)) == "Η σελίδα δεν βρέθηκε"
    application.staff("lighting").get(public_path, status=404)


def test_what_its_citizen_is_asked_before_it_is_taken_up_makes_nothing_public(
    application: Installation, anybody: Visitor, request_path: str, public_path: str
) -> None:
    move(application, request_path, "ask", "Ποιος στύλος είναι;")
    assert number_found(anybody, "Βενιζέλου") == 0
    anybody.get(public_path, status=404)
    application.citizen("giorgos").get(public_path, status=404)
    move(application, request_path, "resume")
    assert number_found(anybody, "Βενιζέλου") == 1
    move(application, request_path, "ask", "Και ποια λάμπα;")
    assert number_found(anybody, "Βενιζέλου") == 1
    assert "Βενιζέλου 12" in words_of(anybody.get(public_path))


def test_what_is_accepted_is_found_by_its_public_words(
    application: Installation, anybody: Visitor, request_path: str
) -> None:
    move(application, request_path, "start")
    for words in ("βενιζελου", "ΒΕΝΙΖΈΛΟΥ 12", "λάμπες", "ΛΑΜΠΑ", "serres", "ηλεκτροφωτισμός"):
        assert number_found(anybody, words) == 1, words


def test_what_is_accepted_is_not_found_by_its_private_words(
    application: Installation, anybody: Visitor, request_path: str
) -> None:
    move(application, request_path, "start")
    for words in ("τρεμοπαίζει", "ΔΟΚΙΜΑΣΤΙΚΗ", "123456783", "φωτογραφία", "κάδος", "Μαρία"):
        assert number_found(anybody, words) == 0, words


def test_its_public_page_shows_public_answers_alone(
    application: Installation, anybody: Visitor, request_path: str, public_path: str
) -> None:
    move(application, request_path, "start")
    for page in (anybody.get(public_path), anybody.get("/requests")):
        for shown in ("Βενιζέλου 12", "Σ-12", "Σε επεξεργασία", "Τμήμα Ηλεκτροφωτισμού"):
            assert shown in words_of(page)
        for private in PRIVATE:
            assert private not in page.text


def test_its_public_page_tells_on_which_days_it_went_on_and_by_nobody(
    application: Installation, anybody: Visitor, request_path: str, public_path: str
) -> None:
    application.clock.set(datetime(2026, 5, 4, 22, tzinfo=UTC))
    move(application, request_path, "start")
    application.clock.set(datetime(2026, 5, 12, 9, tzinfo=UTC))
    move(application, request_path, "complete", "Κυρία Μαρία, το φτιάξαμε.")
    page = anybody.get(public_path)
    steps = [line.get_text(" ", strip=True) for line in page.html.select("ol.sr-history li")]
    assert [step.split(" 2026")[0] for step in steps[1:]] == [
        "Άρχισε η επεξεργασία 5 Μαΐου",
        "Ολοκληρώθηκε 12 Μαΐου",
    ]
    assert steps[0].startswith("Πρωτοκολλήθηκε")
    assert [day["datetime"] for day in page.html.select("ol.sr-history time")][1:] == ["2026-05-05", "2026-05-12"]
    assert "lighting" not in words_of(page)
    assert "Συνήθως" not in words_of(page), "too few were completed"
    change(application, lambda site, registry: setattr(site.request_types["street-lighting"], "usual_days", 8))
    assert "Συνήθως ολοκληρώνεται μέσα σε 8 ημέρες." in words_of(anybody.get(public_path))


def test_a_completed_request_stays_public_without_the_message(
    application: Installation, anybody: Visitor, request_path: str, public_path: str
) -> None:
    move(application, request_path, "start")
    move(application, request_path, "complete", "Κυρία Μαρία, το φτιάξαμε.")
    page = anybody.get(public_path)
    assert "Ολοκληρώθηκε" in words_of(page)
    assert "Μαρία" not in page.text


def test_a_rejected_request_is_no_longer_public(
    application: Installation, anybody: Visitor, request_path: str, public_path: str
) -> None:
    move(application, request_path, "start")
    anybody.get(public_path, status=200)
    move(application, request_path, "reject", "Δεν είναι δημοτικό φωτιστικό.")
    anybody.get(public_path, status=404)
    assert number_found(anybody, "Βενιζέλου") == 0


def test_a_rejection_is_at_once_hidden_also_before_the_search_knows_of_it(
    application: Installation, anybody: Visitor, request_path: str, public_path: str
) -> None:
    move(application, request_path, "start")
    application.staff("lighting").move(application.staff_page(request_path), "reject", "Όχι.", status=303)
    assert title_of(anybody.get(public_path, status=404)) == "Η σελίδα δεν βρέθηκε"


def test_an_address_of_no_request_is_a_404(anybody: Visitor) -> None:
    for path in ["/requests/2026/0", "/requests/2026/999999999", "/requests/0000/1", "/requests/x"]:
        assert title_of(anybody.get(path, status=404)) == "Η σελίδα δεν βρέθηκε"


def test_a_search_for_anything_is_answered(anybody: Visitor) -> None:
    for words in [
        "",
        "   ",
        "και",
        '"',
        "(",
        "*",
        "a OR b",
        "NOT x",
        "\x00",
        "%",
        "ά" * 5000,
        "💡",
        "'; drop table",
        "?*",
    ]:
        for path in ("/", "/requests", "/requests?start=20"):
            assert anybody.get(path, {"q": words}, status=200).html.select_one("form[role=search]"), (path, words)


def test_the_owner_of_a_request_gets_its_state_as_before(
    application: Installation, anybody: Visitor, request_path: str
) -> None:
    maria: Citizen = application.citizen("maria")
    move(application, request_path, "start")
    assert maria.get(f"{request_path}/status").json["state"] == "in_progress"
