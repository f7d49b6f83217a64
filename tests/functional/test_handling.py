"""Messages and notes, who deals with a request, and passing it on to another department."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.support.installation import Installation
from tests.support.pdfs import a_pdf
from tests.support.photo import JPEG
from tests.support.visitors import EMAIL, Citizen, MemberOfStaff, form_to, words_of
from webtest import TestResponse

from serres_requests.catalog.checking import differences

pytestmark = pytest.mark.usefixtures("proven_address")

MANAGER = "lighting-manager@serres.example"
OFFICER = "lighting@serres.example"


def subjects(application: Installation, to: str) -> list[str]:
    return [mail["subject"] for mail in application.standins.messages(to)]


def write(
    who: MemberOfStaff, page: str, kind: str, text: str, *files: tuple[str, bytes], status: int = 303
) -> TestResponse:
    form = form_to(who.get(page), "/write")
    form["text"] = text
    values = [(name, value) for name, value in form.submit_fields("kind", submit_value=kind) if name != "files"]
    uploads = [("files", name, content) for name, content in files]
    return who.post(form.action, values, upload_files=uploads, status=status)


def send(maria: Citizen, filed: str, text: str, *files: tuple[str, bytes], status: int = 303):
    form = form_to(maria.get(filed), "/messages")
    form["text"] = text
    values = [(name, value) for name, value in form.submit_fields() if name != "files"]
    uploads = [("files", name, content) for name, content in files]
    return maria.post(form.action, values, upload_files=uploads, status=status)


def test_a_message_reaches_the_citizen_and_a_note_does_not(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    write(lighting, page, "note", "Μάλλον είναι του ΔΕΔΔΗΕ.")
    write(lighting, page, "to_citizen", "Θα έρθουμε την Τρίτη.")
    application.drain()
    shown = words_of(maria.get(filed))
    assert "Από το τμήμα" in shown
    assert "Θα έρθουμε την Τρίτη." in shown
    assert "ΔΕΔΔΗΕ" not in shown
    assert "– lighting" not in shown
    for words in ("Μάλλον είναι του ΔΕΔΔΗΕ.", "Θα έρθουμε την Τρίτη.", "Σημείωση μέσα στο τμήμα – lighting"):
        assert words in words_of(lighting.get(page))
    mail = application.standins.messages(EMAIL)[0]
    assert "σάς έγραψε για το αίτημά σας" in mail["text"]
    assert "Θα έρθουμε την Τρίτη." in mail["text"]


def told(who: Citizen | MemberOfStaff, path: str) -> list[str]:
    """The lines of what happened, without their moments; a line with a link leads to words on the same page."""
    page = who.get(path)
    for link in page.html.select("ol.sr-history a"):
        assert page.html.select_one(f".sr-messages > {link['href']}"), link
    return [
        " ".join(" ".join(part.get_text(" ") for part in line.select("strong, span, p")).split())
        for line in page.html.select("ol.sr-history > li")
    ]


def test_what_was_written_stands_in_the_history_where_it_happened(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    def later(act: Callable[[], object]) -> None:
        application.clock.advance(timedelta(minutes=1))
        act()

    later(lambda: write(lighting, page, "note", "Μάλλον είναι του ΔΕΔΔΗΕ."))
    later(lambda: lighting.move(page, "start", status=303))
    later(lambda: write(lighting, page, "to_citizen", "Θα έρθουμε την Τρίτη."))
    later(lambda: send(maria, filed, "Ευχαριστώ."))
    later(lambda: lighting.move(page, "complete", "Έγινε.", status=303))
    application.drain()
    assert told(lighting, page)[2:] == [
        "Κρατήθηκε σημείωση μέσα στο τμήμα – lighting",
        "Άρχισε η επεξεργασία – lighting",
        "Το τμήμα έγραψε στον πολίτη – lighting",
        "Ο πολίτης έγραψε στο τμήμα – ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ",
        "Ολοκληρώθηκε – lighting Έγινε.",
    ]
    assert told(maria, filed)[2:] == [
        "Άρχισε η επεξεργασία",
        "Το τμήμα σάς έγραψε",
        "Γράψατε στο τμήμα",
        "Ολοκληρώθηκε Έγινε.",
    ]
    links = [link["href"] for link in maria.get(filed).html.select("ol.sr-history a")]
    assert links == ["#message-1", "#message-2"], "nothing betrays that there is a note"


def test_the_citizen_writes_with_a_file_that_staff_can_open(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    done = send(maria, filed, "Νά και μια φωτογραφία.", ("λάμπα.jpg", JPEG)).follow()
    assert "Το μήνυμά σας στάλθηκε." in words_of(done)
    application.drain()
    assert "Ο πολίτης έγραψε" in subjects(application, MANAGER)[0]
    seen = lighting.get(page)
    assert "Νά και μια φωτογραφία." in words_of(seen)
    assert lighting.get(seen.html.find("a", string="λάμπα.jpg")["href"]).body == JPEG
    assert maria.get(done.html.find("a", string="λάμπα.jpg")["href"]).body == JPEG


def test_staff_write_with_files_that_the_citizen_can_open(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    write(lighting, page, "to_citizen", "Δείτε το σχέδιο.", ("σχέδιο.exe", JPEG), ("κάτοψη.pdf", a_pdf(2)))
    application.drain()
    shown = maria.get(filed)
    picture = shown.html.find("a", string="σχέδιο.jpg")["href"]
    assert maria.get(picture).body == JPEG
    application.citizen("giorgos").get(picture, status=404)
    assert maria.get(shown.html.find("a", string="κάτοψη.pdf")["href"]).content_type == "application/pdf"
    seen = lighting.get(page)
    assert lighting.get(seen.html.find("a", string="σχέδιο.jpg")["href"]).body == JPEG
    assert len(seen.html.select("#messages .sr-leaves img")) == 2
    told = "Αρχεία που συνοδεύουν το μήνυμα: 2. Τα κατεβάζετε από τη σελίδα του αιτήματος."
    mail = application.standins.messages(EMAIL)[0]
    assert told in mail["text"]
    assert "σχέδιο" not in mail["text"].replace("Δείτε το σχέδιο.", "")
    assert told in words_of(maria.get("/me/notices"))
    data = maria.get("/me/data/json").json
    [message] = data["requests"][0]["messages"]
    assert [file["name"] for file in message["files"]] == ["σχέδιο.jpg", "κάτοψη.pdf"]
    assert data["notices"][0]["files"] == 2


def test_a_file_alone_is_a_message(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    write(lighting, page, "to_citizen", "", ("σχέδιο.jpg", JPEG))
    application.drain()
    assert "σχέδιο.jpg" in words_of(maria.get(filed))
    assert "Αρχεία που συνοδεύουν το μήνυμα: 1." in application.standins.messages(EMAIL)[0]["text"]


def test_the_file_of_a_note_stays_in_the_department(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    write(lighting, page, "note", "Από την αυτοψία.", ("αυτοψία.jpg", JPEG))
    link = lighting.get(page).html.find("a", string="αυτοψία.jpg")["href"]
    assert lighting.get(link).body == JPEG
    assert "αυτοψία" not in maria.get(filed).text
    assert "αυτοψία" not in maria.get("/me/data/json").text
    name = link.rstrip("/").rpartition("/")[2]
    maria.get(f"{filed}/files/{name}", status=404)
    application.staff("cleaning").get(link, status=403)


def test_a_file_of_staff_that_can_not_be_taken_is_refused_with_the_words_kept(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    refused = write(lighting, page, "to_citizen", "Δείτε το.", ("σχέδιο.docx", b"PK\x03\x04 words"), status=422)
    assert "σχέδιο.docx" in words_of(refused)
    assert refused.html.select_one("#text").get_text().strip() == "Δείτε το."
    assert "Δείτε το." not in words_of(maria.get(filed))
    many = [(f"{number}.jpg", JPEG) for number in range(4)]
    assert "3.jpg" in words_of(write(lighting, page, "to_citizen", "Δείτε τα.", *many, status=422))


def test_each_message_is_a_mail_of_its_own(application: Installation, maria: Citizen, filed: str) -> None:
    for text in ("Πρώτο", "Δεύτερο"):
        send(maria, filed, text)
        application.clock.advance(timedelta(minutes=1))
    application.drain()
    ids = [mail["message_id"] for mail in application.standins.messages(MANAGER)]
    assert len(set(ids)) == len(ids)
    assert len(ids) >= 3


def test_an_answer_ends_the_waiting(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    lighting.move(page, "ask", "Ποια κολόνα;", status=303)
    assert maria.get(filed).html.find("label", {"for": "text"}).get_text() == "Η απάντησή σας"
    send(maria, filed, "Την τρίτη από τη γωνία.")
    application.drain()
    assert "Σε επεξεργασία" in words_of(maria.get(filed))
    told = subjects(application, MANAGER)
    assert "Ο πολίτης απάντησε" in told[0]
    assert not [subject for subject in told if "Ο πολίτης έγραψε" in subject], "one mail is enough"


@pytest.mark.parametrize(
    ("text", "files", "words"),
    [
        ("", (), "Γράψτε κάτι ή προσθέστε ένα αρχείο."),
        ("Μ" * 4001, (), "έως 4000 χαρακτήρες"),
        ("Κείμενο", (("ιός.jpg", b"\x7fELF" + b"x" * 100),), "ιός"),
        ("Κείμενο", (("άδειο.jpg", b""),), "άδειο"),
        ("Κείμενο", tuple((f"{n}.jpg", JPEG) for n in range(4)), "3.jpg"),
    ],
    ids=["nothing", "too long", "no picture", "empty file", "too many"],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(
    maria: Citizen, filed: str, text: str, files: tuple[tuple[str, bytes], ...], words: str
) -> None:
    refused = send(maria, filed, text, *files, status=422)
    assert words in refused.html.find(id="error-text").get_text()
    assert form_to(refused, "/messages")["text"].value == text
    assert refused.html.select(".sr-message") == []


def test_a_closed_request_takes_no_message(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    form = form_to(maria.get(filed), "/messages")
    form["text"] = "Και κάτι ακόμη"
    lighting.move(page, "reject", "Δεν είναι δημοτικό.", status=303)
    assert "Το αίτημα έχει κλείσει" in words_of(form.submit(status=303).follow())
    assert "/messages" not in maria.get(filed).text


def test_a_request_is_given_to_a_colleague_who_is_told(
    application: Installation, maria: Citizen, filed: str, page: str
) -> None:
    manager = application.staff("lighting-manager")
    form = form_to(manager.get(page), "/assign")
    assert [value for value, *_rest in form["assignee"].options] == ["", "lighting", "lighting-manager"]
    form["assignee"] = "lighting"
    form.submit(status=303)
    form.submit(status=303)
    application.drain()
    told = [subject for subject in subjects(application, OFFICER) if "Σας ανατέθηκε" in subject]
    assert len(told) == 1
    shown = words_of(manager.get(page))
    assert shown.count("Ανατέθηκε") == 1
    assert "Ανατέθηκε" not in words_of(maria.get(filed))
    assert form_to(manager.get(page), "/assign")["assignee"].value == "lighting"


def test_who_takes_it_gets_no_mail_and_can_give_it_back(
    application: Installation, page: str, lighting: MemberOfStaff
) -> None:
    for login in ("lighting", ""):
        form = form_to(lighting.get(page), "/assign")
        form["assignee"] = login
        form.submit(status=303)
    application.drain()
    assert not [subject for subject in subjects(application, OFFICER) if "Σας ανατέθηκε" in subject]
    assert "Έμεινε χωρίς ανάθεση" in words_of(lighting.get(page))


def test_nobody_of_another_department_can_be_given_it(page: str, lighting: MemberOfStaff) -> None:
    form = form_to(lighting.get(page), "/assign")
    form["assignee"].force_value("cleaning")
    assert "Δεν ανήκει πια στο τμήμα" in words_of(form.submit(status=422))


def pass_on(who: MemberOfStaff, page: str, department: str, reason: str, status: int):
    form = form_to(who.get(page), "/hand_over")
    form["department"].force_value(department)
    form["why"] = reason
    return form.submit(status=status)


def test_a_request_is_passed_on_and_everybody_who_must_know_does(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    assert "Γράψτε τι θέλετε" in words_of(pass_on(lighting, page, "cleaning", "", 422))
    assert "Διαλέξτε άλλο τμήμα" in words_of(pass_on(lighting, page, "lighting", "Γιατί;", 422))
    assert pass_on(lighting, page, "cleaning", "Είναι κάδος, όχι λάμπα.", 303).location.endswith("/manage/queue")
    application.drain()
    lighting.get(page, status=403)
    assert page not in lighting.get("/manage/queue").text
    cleaning = application.staff("cleaning")
    assert page in cleaning.get("/manage/queue").text
    passed_on = "Διαβιβάστηκε από «Τμήμα Ηλεκτροφωτισμού» σε «Τμήμα Καθαριότητας»"
    assert f"{passed_on} – lighting" in words_of(cleaning.get(page))
    assert "Νέο αίτημα" in subjects(application, "cleaning@serres.example")[0]
    mail = application.standins.messages(EMAIL)[0]
    assert "διαβιβάστηκε" in mail["text"]
    assert "Είναι κάδος, όχι λάμπα." in mail["text"]
    shown = words_of(maria.get(filed))
    assert f"{passed_on} Είναι κάδος, όχι λάμπα." in shown
    assert "– lighting" not in shown
    assert f"{passed_on.lower()}." in words_of(maria.get("/me/notices")).lower()
    told = maria.get("/me/data/json").json["requests"][0]["history"]
    assert told[-1]["departments"] == ["Τμήμα Ηλεκτροφωτισμού", "Τμήμα Καθαριότητας"]


@pytest.fixture
def unfiled(application: Installation, maria: Citizen) -> str:
    """Where staff see a request that has no protocol number yet."""
    return application.staff_page(maria.file())


@pytest.mark.parametrize(
    ("form", "values"),
    [
        ("hand_over", {"department": "cleaning", "why": "Είναι κάδος."}),
        ("set_state", {"state": "completed", "reason": "Έγινε."}),
        ("assign", {"assignee": "lighting"}),
    ],
)
def test_what_is_done_before_the_filing_neither_stops_it_nor_confuses_the_search(
    application: Installation, unfiled: str, form: str, values: dict[str, str]
) -> None:
    manager = application.staff("lighting-manager")
    token = form_to(manager.get(unfiled), "/assign")["csrf_token"].value
    manager.post(f"{unfiled}/{form}", {"csrf_token": token, **values}, status=303 if form == "assign" else 422)
    application.drain()
    assert application.look(lambda site: [one for one in differences(site) if one]) == []
    assert application.look(lambda site: site.outbox.aside()) == []
    assert "Πρωτοκολλήθηκε" in words_of(manager.get(unfiled))


def test_a_closed_request_is_not_passed_on(application: Installation, page: str, lighting: MemberOfStaff) -> None:
    form = form_to(lighting.get(page), "/hand_over")
    lighting.move(page, "reject", "Δεν είναι δημοτικό.", status=303)
    form["department"], form["why"] = "cleaning", "Είναι κάδος."
    assert "Η κατάσταση του αιτήματος άλλαξε" in words_of(form.submit(status=422))
