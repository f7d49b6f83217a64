"""The job, end to end, as the first issue tells it; `make demo` runs this and shows each step."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import NewContext
from tests.support.people import Citizen, MemberOfStaff, Visitor, wait_for_mail
from tests.support.processes import SiteProcess

pytestmark = pytest.mark.browser

EMAIL = "maria.dokimastiki@example.gr"
PLACE = "Βενιζέλου 12, απέναντι από το φαρμακείο"
ANSWER = "Αλλάξαμε τη λάμπα σήμερα το πρωί. Ευχαριστούμε που μας το είπατε."


def say(step: str) -> None:
    """Tell whoever watches the demonstration what has just happened."""
    print(f"  · {step}")


def test_a_citizen_files_a_request_and_the_municipality_completes_it(
    site: SiteProcess, new_context: NewContext, tmp_path: Path
) -> None:
    print()
    maria = Citizen(site, new_context())
    lighting = MemberOfStaff(site, new_context())
    cleaning = MemberOfStaff(site, new_context())

    _choose_service(maria)
    _log_in(maria)
    _fill_with_errors_first(maria)
    path, number = _submit(maria)
    _confirm_email(maria)
    _staff_starts(lighting, number)
    _others_see_nothing(cleaning, lighting.page.url, number)
    _staff_completes(lighting, number)
    _citizen_is_told(maria, path, number)
    _public_finds(Visitor(site, new_context()), number)
    for person in (maria, lighting, cleaning):
        assert person.problems == []


def _choose_service(maria: Citizen) -> None:
    maria.open("/")
    expect(maria.page.get_by_role("heading", level=1)).to_have_text("Τι θα θέλατε να ζητήσετε από τον Δήμο;")
    expect(maria.page.get_by_role("heading", name="Τμήμα Ηλεκτροφωτισμού")).to_be_visible()
    maria.follow("English")
    expect(maria.page.get_by_role("heading", level=1)).to_have_text(
        "What would you like to ask of the municipality?"
    )
    maria.follow("Ελληνικά")
    maria.follow("Αίτημα ηλεκτροφωτισμού")
    maria.sees("10 ημέρες")
    say("A visitor reads the home page in Greek and in English and chooses «Αίτημα ηλεκτροφωτισμού»")
    maria.follow("Ξεκινήστε")


def _log_in(maria: Citizen) -> None:
    maria.log_in_at_taxisnet("maria")
    for certified in ("ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "123456783", "1980"):
        maria.sees(certified)
    say("She logs in with taxisnet and sees her card: name, father's name, ΑΦΜ and year of birth, read-only")
    maria.page.fill("#email", "χωρίς παπάκι")
    maria.page.locator("#email").press("Enter")
    expect(maria.page.locator("#error-email")).to_be_visible()
    maria.page.fill("#email", EMAIL)
    maria.page.locator("#email").press("Enter")
    maria.page.wait_for_url(re.compile("/services/street-lighting/apply"))
    say("She gives her e-mail; a link to confirm it is on its way")


def _fill_with_errors_first(maria: Citizen) -> None:
    maria.page.fill("#field-place", PLACE)
    maria.save()
    summary = maria.page.locator(".sr-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_count(3)
    expect(maria.page.locator("#error-field-description")).to_contain_text("Συμπληρώστε αυτό το πεδίο.")
    expect(maria.page.locator("#field-place")).to_have_value(PLACE)
    say("She forgets three answers: errors in Greek beside the fields and in a summary on top; nothing is lost")
    maria.fill_lamp_request(PLACE)
    maria.save()
    maria.sees("φωτογραφία.jpg")
    maria.sees(PLACE)
    say("She attaches a photo and sees everything once more before she submits")


def _submit(maria: Citizen) -> tuple[str, str]:
    path = maria.submit()
    number = maria.number()
    say(f"She submits; without reloading the page shows her protocol number {number}")
    maria.page.reload()
    maria.sees(number)
    maria.open("/me/notices")
    maria.sees(f"Το αίτημά σας πρωτοκολλήθηκε με αριθμό {number}.")
    say("Her first notice on the platform is the protocol filing")
    return path, number


def _confirm_email(maria: Citizen) -> None:
    maria.confirm_email(EMAIL)
    maria.sees("Η διεύθυνση")
    say("She opens the link in the mail that arrived over SMTP: her address is confirmed")


def _staff_starts(lighting: MemberOfStaff, number: str) -> None:
    [mail, *_] = wait_for_mail(lighting.site, "lighting@serres.example", 1)
    assert number in mail["subject"]
    assert "ΔΟΚΙΜΑΣΤΙΚΗ" not in mail["text"]
    lighting.log_in("lighting")
    lighting.open_from_queue(number)
    lighting.sees("ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ")
    lighting.sees(PLACE)
    with lighting.page.expect_download() as download:
        lighting.page.get_by_role("link", name="φωτογραφία.jpg").click()
    assert download.value.path().stat().st_size > 0
    lighting.move("start")
    lighting.sees("Σε επεξεργασία")
    say("An officer of the lighting department was told by e-mail, finds it in the queue and starts work")


def _others_see_nothing(cleaning: MemberOfStaff, address: str, number: str) -> None:
    cleaning.log_in("cleaning")
    cleaning.open("/manage/queue")
    expect(cleaning.page.locator("main")).not_to_contain_text(number)
    answer = cleaning.page.goto(address)
    assert answer is not None
    assert answer.status == 403
    for told in (number, "ηλεκτροφωτισμού", PLACE):
        assert told not in cleaning.page.content()
    say("An officer of another department sees it neither in the queue nor at its direct address (403)")


def _staff_completes(lighting: MemberOfStaff, number: str) -> None:
    lighting.move("complete", "")
    expect(lighting.page.locator("#error-message")).to_be_visible()
    lighting.move("complete", ANSWER)
    lighting.sees("Ολοκληρώθηκε")
    [mail, *_] = wait_for_mail(lighting.site, "lighting-manager@serres.example", 2)
    assert mail["subject"] == f"Το αίτημα {number} ολοκληρώθηκε: Αίτημα ηλεκτροφωτισμού"
    say("The officer completes it with a message; the department's manager gets the e-mail of completion")


def _citizen_is_told(maria: Citizen, path: str, number: str) -> None:
    mails = wait_for_mail(maria.site, EMAIL, 3)
    assert mails[0]["subject"] == f"Αρ. πρωτ. {number}: Αίτημα ηλεκτροφωτισμού"
    assert "ολοκληρώθηκε" in mails[0]["text"]
    assert ANSWER in mails[0]["text"]
    maria.open(path)
    maria.sees("Ολοκληρώθηκε")
    maria.sees(ANSWER)
    maria.open("/me/notices")
    maria.sees("Στάλθηκε και με e-mail")
    say("She is told on the platform and by e-mail, with the message")


def _public_finds(anybody: Visitor, number: str) -> None:
    for word in ("λαμπα", "ΛΆΜΠΑ", "λάμπες"):
        anybody.open("/requests")
        anybody.page.fill("#search-requests", word)
        anybody.page.locator("#search-requests").press("Enter")
        anybody.sees(number)
        anybody.sees(PLACE)
    anybody.page.locator("main").get_by_role("link").filter(has_text=number).click()
    for page in (anybody.page.content(),):
        for private in ("ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "123456783", EMAIL, "τρεμοπαίζει", "φωτογραφία"):
            assert private not in page
    say("Anybody finds it with λαμπα, ΛΆΜΠΑ or λάμπες: its public fields, nothing of the applicant")
