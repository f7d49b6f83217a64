"""Entry on behalf of somebody at the counter or on the phone: filed, marked, and found by its owner alone."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.support.installation import Installation
from tests.support.photo import JPEG
from tests.support.visitors import LAMP, MemberOfStaff, form_to, path_of, words_of

from serres_requests.domain.identifiers import new_id
from serres_requests.domain.people import Identity
from serres_requests.services.entries import KEPT

MARIA = {"afm": "123456783", "last_name": "Δοκιμαστική", "first_name": "Μαρία", "reason": "Δεν έχει υπολογιστή."}
"""As an officer hears it on the phone; taxisnet has the name in capitals."""
MARK = "Καταχωρίστηκε από: Τμήμα Ηλεκτροφωτισμού, τηλεφωνικά, για λογαριασμό του αιτούντος."


def entered(staff: MemberOfStaff, **values: str) -> str:
    """Enter a request about a lamp to its end; return the address of its receipt."""
    step = path_of(staff.begin_entry(**values))
    form = form_to(staff.get(step), "/step")
    kept = [(name, value) for name, value in form.submit_fields() if name not in LAMP and name != "photo"]
    files = [("photo", "φωτογραφία.jpg", JPEG)]
    answer = staff.post(step, [*kept, *LAMP.items()], upload_files=files, content_type="multipart/form-data")
    preview = staff.get(path_of(answer), status=200)
    assert "Βενιζέλου 12" in words_of(preview)
    assert staff.get(preview.html.select_one(".sr-answers a")["href"]).body == JPEG
    return path_of(staff.press(preview, "/submit", status=303))


def reference_of(receipt: str) -> str:
    return receipt.removeprefix("/manage/requests/").removesuffix("/receipt")


def history_of(application: Installation, receipt: str) -> list[tuple[str, str]]:
    return application.look(
        lambda site: [(e.transition, e.actor) for e in site.requests.by_reference(reference_of(receipt)).history]
    )


def test_what_is_entered_is_filed_and_marked(application: Installation, lighting: MemberOfStaff) -> None:
    receipt = entered(lighting)
    assert "παίρνει αριθμό πρωτοκόλλου" in words_of(lighting.get(receipt))
    application.drain()
    printed = words_of(lighting.get(receipt))
    assert "1/" in printed
    assert "ΕΛΠΙΔΑ ΑΓΝΩΣΤΟΥ" in printed
    assert MARK in printed
    shown = words_of(lighting.get(receipt.removesuffix("/receipt")))
    assert MARK in shown
    assert "Δεν έχει υπολογιστή." in shown
    assert history_of(application, receipt) == [("enter_phone", "lighting"), ("file", "")]
    assert ";Τηλεφωνικά" in lighting.get("/manage/export").body.decode("utf-8-sig")
    [done] = [e.event for e in application.audit() if e.event.event == "Request/enter"]
    assert (done.name, done.subject, done.detail) == ("lighting", reference_of(receipt), "phone")
    assert application.look(lambda site: list(site.entries)) == []


def test_the_copy_of_what_is_entered_is_marked(application: Installation, lighting: MemberOfStaff) -> None:
    page = entered(lighting).removesuffix("/receipt")
    application.drain()
    lighting.press(lighting.get(page), "/copy", status=303)
    application.drain()
    copy = PdfReader(BytesIO(lighting.get(f"{page}/copy", status=200).body))
    text = " ".join(" ".join(part.extract_text() for part in copy.pages).split())
    assert MARK in text
    assert "taxisnet" not in text


def test_its_owner_finds_it_once_they_log_in(application: Installation, lighting: MemberOfStaff) -> None:
    receipt = entered(lighting, **MARIA)
    application.drain()
    maria = application.citizen("maria")
    own = f"/me/requests/{reference_of(receipt).rpartition('/')[2]}"
    assert own in maria.get("/me/requests")
    assert MARK in words_of(maria.get(own))
    assert maria.get("/me/data/json").json["requests"][0]["entered_by_staff"]["channel"] == "phone"
    assert "Το αίτημά σας" in words_of(maria.get("/me/notices"))
    assert application.look(lambda site: site.citizens.find("123456783").identity.last_name) == "ΔΟΚΙΜΑΣΤΙΚΗ"
    assert application.look(lambda site: site.citizens.find("123456783").has_logged_in)
    later = entered(lighting, **MARIA)
    assert reference_of(later).rpartition("/")[2] in maria.get("/me/requests")


def test_a_mistyped_number_shows_nobody_what_another_asked(
    application: Installation, lighting: MemberOfStaff
) -> None:
    receipt = entered(lighting, **{**MARIA, "last_name": "ΑΛΛΗ"})
    application.drain()
    maria = application.citizen("maria")
    own = f"/me/requests/{reference_of(receipt).rpartition('/')[2]}"
    assert own not in maria.get("/me/requests")
    maria.get(own, status=404)
    assert history_of(application, receipt)[-1] == ("not_theirs", "")
    assert "με άλλο όνομα" in words_of(lighting.get(receipt.removesuffix("/receipt")))


def test_a_number_that_is_known_with_another_name_is_refused(
    application: Installation, maria, lighting: MemberOfStaff
) -> None:
    page = lighting.begin_entry(422, **{**MARIA, "first_name": "ΆΝΝΑ"})
    assert "γνωστός με άλλο όνομα" in words_of(page)
    assert page.forms["deform"]["reason"].value == MARIA["reason"]
    step = path_of(lighting.begin_entry(afm="000000036"))

    change(application, lambda site: site.citizens.add(Identity("000000036", "ΑΛΛΟΣ", "ΠΕΤΡΟΣ")))
    form = form_to(lighting.get(step), "/step")
    kept = [(n, v) for n, v in form.submit_fields() if n not in LAMP and n != "photo"]
    preview = lighting.get(path_of(lighting.post(step, [*kept, *LAMP.items()])))
    assert path_of(lighting.press(preview, "/submit", status=303)) == f"{step}?check=1"


def change(application: Installation, act) -> None:
    connection = application._database.open()
    act(connection.root()["app_root"])
    connection.transaction_manager.commit()
    connection.close()


def test_who_tries_and_opens_what_is_not_submitted_is_in_the_audit_log(
    application: Installation, maria, lighting: MemberOfStaff
) -> None:
    lighting.begin_entry(422, **{**MARIA, "first_name": "ΆΝΝΑ"})
    lighting.get(path_of(lighting.begin_entry(**MARIA)))
    events = [entry.event for entry in application.audit()]
    looks = [(one.event, one.detail) for one in events if one.event.startswith("Entr")]
    assert ("Entries/view", "") in looks
    assert ("Entries/refused", MARIA["afm"]) in looks
    [opened] = [one for one in events if one.event == "Entry/view"]
    assert opened.role == "lighting/officers"
    assert opened.detail == "Μαρία Δοκιμαστική"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("afm", "123456789"),
        ("last_name", ""),
        ("email", "nowhere"),
        ("reason", ""),
        ("type_name", "cleaning"),
        ("channel", "carrier"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_begins(
    application: Installation, lighting: MemberOfStaff, name: str, value: str
) -> None:
    form = lighting.get("/manage/entries/new").forms["deform"]
    right = {"type_name": "street-lighting", **MARIA, "channel": "counter"}
    for field, words in {**right, name: value}.items():
        form[field].force_value(words) if hasattr(form[field], "force_value") else form.set(field, words)
    assert form.submit("save", status=422).html.select_one(".sr-summary")
    assert application.look(lambda site: list(site.entries)) == []


def test_a_service_of_persons_takes_no_company(application: Installation) -> None:
    form = application.staff("admin").get("/manage/entries/new").forms["deform"]
    assert {option[0] for option in form["type_name"].options} >= {"certificates", "street-lighting"}
    page = application.staff("admin").begin_entry(422, type_name="certificates", first_name="")
    assert "φυσικά πρόσωπα" in words_of(page)


def test_other_departments_are_kept_out(application: Installation, lighting: MemberOfStaff) -> None:
    step = path_of(lighting.begin_entry())
    cleaning = application.staff("cleaning")
    cleaning.get(step, status=403)
    page = cleaning.get("/manage/entries/new")
    assert "ΑΓΝΩΣΤΟΥ" not in words_of(page)
    assert [option[0] for option in page.forms["deform"]["type_name"].options] == ["cleaning"]
    assert "ΑΓΝΩΣΤΟΥ" in words_of(application.staff("lighting-manager").get("/manage/entries/new"))


def test_what_is_missing_is_asked_and_what_was_typed_is_kept(lighting: MemberOfStaff) -> None:
    step = path_of(lighting.begin_entry())
    assert path_of(lighting.get(step.replace("/step", "/preview"), status=303)) == step
    token = form_to(lighting.get(step), "/step")["csrf_token"].value
    assert path_of(lighting.post(step.replace("/step", "/submit"), {"csrf_token": token})) == f"{step}?check=1"
    page = lighting.post(step, {"csrf_token": token, "place": "Ερμού 3"}, status=422)
    assert page.html.select_one(".sr-summary")
    assert "Ερμού 3" in lighting.get(step)
    assert path_of(lighting.get(step.replace("/step", "/preview"), status=303)) == f"{step}?check=1"
    assert path_of(lighting.post(step.replace("/step", "/submit"), {"csrf_token": token})) == f"{step}?check=1"
    shown = lighting.post(step.replace("/step", "/conditions"), {"csrf_token": token, "place": "Ερμού 3"}).json
    assert "place" in shown["shown"]
    lighting.get(step.replace("/step", f"/file/{new_id()}"), status=404)


def test_an_entry_is_thrown_away_by_hand_or_after_a_week(
    application: Installation, lighting: MemberOfStaff
) -> None:
    lighting.begin_entry()
    lighting.press(lighting.get("/manage/entries/new"), "/discard", status=303)
    assert application.look(lambda site: list(site.entries)) == []
    lighting.begin_entry()
    application.worker.sweep()
    assert application.look(lambda site: len(site.entries)) == 1
    application.clock.advance(KEPT)
    application.worker.sweep()
    assert application.look(lambda site: list(site.entries)) == []


def test_an_address_gets_a_link_unless_there_is_one(application: Installation, lighting: MemberOfStaff) -> None:
    for _ in range(2):
        entered(lighting, **MARIA, email="maria@example.gr")
        application.drain()
    assert len(application.standins.messages("maria@example.gr")) == 1
    assert application.link_sent_to("maria@example.gr")


def test_a_service_that_closes_meanwhile_takes_nothing(application: Installation, lighting: MemberOfStaff) -> None:
    step = path_of(lighting.begin_entry())
    form = form_to(lighting.get(step), "/step")
    kept = [(name, value) for name, value in form.submit_fields() if name not in LAMP and name != "photo"]
    preview = lighting.get(path_of(lighting.post(step, [*kept, *LAMP.items()], status=303)))
    change(application, lambda site: setattr(site.request_types["street-lighting"], "is_open", False))
    assert path_of(lighting.press(preview, "/submit", status=303)) == f"{step}?check=1"
