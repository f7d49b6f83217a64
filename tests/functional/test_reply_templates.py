"""Templates of replies: administrators keep them, staff begin with them, for one request or for several."""

from tests.support.installation import Installation
from tests.support.visitors import LAMP, Citizen, MemberOfStaff, form_to, words_of
from webtest import TestResponse

TYPE = "/manage/services/street-lighting"
TEXT = "Αξιότιμη/ε {applicant},\nτο αίτημα {protocol_number} για «{answer.place}» έγινε."


def add(admin: MemberOfStaff, name: str, purpose: str, text: str = TEXT, status: int = 303) -> TestResponse:
    return admin.save(f"{TYPE}/add_template", name=name, purpose=purpose, text=text, status=status)


def choose(who: MemberOfStaff, page: TestResponse, box: str, name: str) -> TestResponse:
    """Take the text of a template for one of the boxes of the page."""
    [form] = [f for f in page.forms.values() if f.action.endswith(f"#{box}") and "reply" in f.fields]
    form["reply"].select(text=name)
    return form.submit()


def act(who: MemberOfStaff, **values: str) -> TestResponse:
    form = form_to(who.get("/manage/queue"), "/act")
    for box in form.fields["request"]:
        box.checked = True
    if "template" in values:
        form["template"].select(text=values.pop("template"))
    for name, value in values.items():
        form[name] = value
    return form.submit(expect_errors=True)


def report(page: TestResponse) -> list[str]:
    return [line.strong.get_text() for line in page.html.select("section[role=status] li")]


def test_an_administrator_adds_changes_and_removes_one(admin: MemberOfStaff) -> None:
    assert "Δεν υπάρχει ακόμη πρότυπο." in words_of(admin.get(f"{TYPE}/templates"))
    done = add(admin, "Έγινε", "complete").follow()
    edit = done.html.find("a", string="Έγινε")["href"]
    form = admin.get(edit).forms["deform"]
    assert (form["name"].value, form["purpose"].value, form["text"].value) == ("Έγινε", "complete", TEXT)
    admin.save(edit, name="Έτοιμο", text="Έγινε {today}.", status=303)
    done = admin.get(f"{TYPE}/templates")
    assert [row.a.get_text() for row in done.html.select("tbody th")] == ["Έτοιμο"]
    remove = done.html.select("tbody td a")[0]["href"]
    assert "Έτοιμο" in words_of(admin.get(remove))
    done = admin.get(remove).forms["deform"].submit("save", status=303).follow()
    assert "Δεν υπάρχει ακόμη πρότυπο." in words_of(done)
    admin.get(edit, status=404)


def test_it_holds_at_once_and_no_version_is_made(application: Installation, admin: MemberOfStaff) -> None:
    add(admin, "Έγινε", "complete")
    versions = application.look(lambda site: len(site.request_types["street-lighting"].versions))
    assert versions == 1
    assert "αδημοσίευτες αλλαγές" not in words_of(admin.get(f"{TYPE}/edit"))


def test_the_placeholders_stand_beside_the_form(admin: MemberOfStaff) -> None:
    page = admin.get(f"{TYPE}/add_template")
    shown = {code.get_text(): code.find_parent("div").dd.get_text() for code in page.html.select(".sr-names code")}
    assert shown["{applicant}"] == "Ονοματεπώνυμο του αιτούντος"
    assert shown["{answer.place}"] == "Πού βρίσκεται το φωτιστικό;"
    assert "{answer.photo}" not in shown


def test_a_type_that_was_never_published_has_placeholders_but_those_of_answers(admin: MemberOfStaff) -> None:
    admin.save("/manage/services/add_type", name="new", el="Νέο", en="New", status=303)
    codes = admin.get("/manage/services/new/add_template").html.select(".sr-names code")
    assert "{service}" in [code.get_text() for code in codes]
    assert not [code for code in codes if "answer" in code.get_text()]


def test_unknown_placeholders_are_refused_with_their_line(admin: MemberOfStaff) -> None:
    page = add(admin, "Έγινε", "complete", "Καλημέρα\n{όνομα} και {answer.nothing} }", status=422)
    words = page.html.find(id="error-text").get_text(" ")
    assert "Γραμμή 2: το {όνομα} δεν είναι πεδίο αντικατάστασης" in words
    assert "{answer.nothing}" in words
    assert "το άγκιστρο } είναι μόνο του" in words
    assert page.forms["deform"]["text"].value.startswith("Καλημέρα")
    assert "Δεν υπάρχει ακόμη πρότυπο." in words_of(admin.get(f"{TYPE}/templates"))


def test_the_officer_begins_with_its_text_and_changes_it(
    application: Installation, maria: Citizen, filed: str, page: str, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    add(admin, "Έγινε", "complete")
    assert "reply" not in str(lighting.get(page).html.find(id="reply-message")), "it can't be completed yet"
    lighting.move(page, "start", status=303)
    shown = choose(lighting, lighting.get(page), "message", "Ολοκλήρωση: Έγινε")
    form = form_to(shown, "/move")
    number = maria.number_of(filed)
    assert form["message"].value == f"Αξιότιμη/ε ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ,\nτο αίτημα {number} για «Βενιζέλου 12» έγινε."
    assert form_to(shown, "/write")["text"].value == ""
    form["message"] = f"{form['message'].value} Ευχαριστούμε!"
    form.submit("transition", value="complete", status=303)
    assert "για «Βενιζέλου 12» έγινε. Ευχαριστούμε!" in words_of(maria.get(filed))


def test_a_plain_message_goes_into_the_other_box(
    filed: str, page: str, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    add(admin, "Πότε", "message", "Κύριε/Κυρία {applicant}, {fathers_name} {answer.description}")
    shown = choose(lighting, lighting.get(page), "text", "Απλό μήνυμα: Πότε")
    assert form_to(shown, "/write")["text"].value.startswith("Κύριε/Κυρία ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ, ΙΩΑΝΝΗΣ")
    assert form_to(shown, "/move")["message"].value == ""


def test_what_is_typed_comes_out_as_it_is(
    application: Installation, maria: Citizen, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    nasty = "<b>{afm}</b> ${x} #panic() </textarea>"
    page = application.staff_page(maria.file({**LAMP, "place": nasty}))
    application.drain()
    add(admin, "Πού", "message", "Στο {answer.place}.")
    shown = choose(lighting, lighting.get(page), "text", "Απλό μήνυμα: Πού")
    assert form_to(shown, "/write")["text"].value == f"Στο {nasty}."


def test_what_the_request_does_not_hold_is_left_open_and_told(
    application: Installation, maria: Citizen, filed: str, page: str, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    add(admin, "Κολόνα", "message", "Η κολόνα {answer.pole}.")
    shown = choose(lighting, lighting.get(page), "text", "Απλό μήνυμα: Κολόνα")
    assert form_to(shown, "/write")["text"].value == "Η κολόνα ……."
    assert "Συμπληρώστε όπου υπάρχουν τελείες" in words_of(shown)
    lighting.get(f"{page}?reply=none")
    done = act(lighting, action="template", template="Αίτημα ηλεκτροφωτισμού – Απλό μήνυμα: Κολόνα")
    assert report(done)[0].startswith("Δεν έγινε: το πρότυπο")


def test_several_get_each_their_own_text(
    application: Installation, maria: Citizen, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    for place in ("Ερμού 1", "Ερμού 2"):
        maria.file({**LAMP, "place": place})
    application.drain()
    add(admin, "Πότε", "message", "Ερχόμαστε στο {answer.place}.")
    add(admin, "Έγινε", "complete")
    title = "Αίτημα ηλεκτροφωτισμού"
    assert report(act(lighting, action="template", template=f"{title} – Απλό μήνυμα: Πότε")) == ["Έγινε", "Έγινε"]
    paths = [link["href"] for link in maria.get("/me/requests").html.select("a[href^='/me/requests/']")]
    texts = " ".join(words_of(maria.get(path)) for path in set(paths))
    assert "Ερχόμαστε στο Ερμού 1." in texts
    assert "Ερχόμαστε στο Ερμού 2." in texts
    refused = act(lighting, action="template", template=f"{title} – Ολοκλήρωση: Έγινε")
    assert set(report(refused)) == {"Δεν έγινε: δεν το επιτρέπει η κατάστασή του."}
    act(lighting, action="start")
    assert report(act(lighting, action="template", template=f"{title} – Ολοκλήρωση: Έγινε")) == ["Έγινε", "Έγινε"]
    application.drain()
    log = words_of(admin.get("/manage/audit/contents"))
    assert "Ολοκλήρωσε το αίτημα" in log
    assert "Έγραψε μήνυμα ή σημείωση" in log


def test_a_template_of_another_service_is_not_used(
    application: Installation, maria: Citizen, filed: str, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    admin.save("/manage/services/cleaning/add_template", name="Α", purpose="message", text="Α", status=303)
    template = application.look(lambda site: site.request_types["cleaning"].templates[0].id)
    form = form_to(lighting.get("/manage/queue"), "/act")
    values = {
        "action": "template",
        "request": application.reference_of(filed),
        "csrf_token": form["csrf_token"].value,
    }
    done = lighting.post("/manage/act", {**values, "template": f"cleaning/{template}"})
    assert report(done)[0].startswith("Δεν έγινε: το πρότυπο")
    for wrong in ("", "nonsense", "cleaning/x", "x/y"):
        refused = lighting.post("/manage/act", {**values, "template": wrong}, status=422)
        assert "Επιλέξτε πρότυπο." in words_of(refused)


def test_who_is_no_administrator_meets_no_editor(lighting: MemberOfStaff) -> None:
    refused = lighting.get(f"{TYPE}/templates", status=403)
    assert "Προσθήκη προτύπου" not in words_of(refused)
    assert refused.html.find(id="deform") is None
