"""Certificates and decisions: from a template to the citizen's account, checked by anybody, revoked if wrong."""

import re
from typing import Any
from unittest.mock import patch

import pytest
from tests.functional.test_copies import change, text_of, with_file
from tests.support.installation import Installation
from tests.support.visitors import LAMP, Citizen, MemberOfStaff, form_to, path_of, words_of
from webtest import TestResponse

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.domain.errors import RefusedError
from serres_requests.services.integrity import check_site

TYPE = "/manage/services/street-lighting"
NAME = "Βεβαίωση βλάβης"
TEXT = "Βεβαιώνεται ότι ο/η {applicant} δήλωσε βλάβη:\n\n# Πού\n\n{answer.place}\n- αρ. {protocol_number}"


@pytest.fixture(autouse=True)
def template(admin: MemberOfStaff) -> None:
    add(admin, NAME, TEXT)


def add(
    admin: MemberOfStaff, name: str, text: str, status: int = 303, purpose: str = "certificate"
) -> TestResponse:
    return admin.save(f"{TYPE}/add_template", name=name, purpose=purpose, text=text, status=status)


def draft(who: MemberOfStaff, page: str, name: str = NAME) -> TestResponse:
    form = form_to(who.get(page), "/issue")
    form["template"].select(text=name)
    return form.submit()


def issue(who: MemberOfStaff, page: str, status: int = 303, **changes: str) -> TestResponse:
    form = form_to(draft(who, page), "/issue")
    for name, value in changes.items():
        form[name] = value
    return form.submit(status=status)


def downloads(page: TestResponse) -> list[str]:
    return [link["href"] for link in page.html.select("#documents a[download]")]


def issued(application: Installation, maria: Citizen, filed: str, page: str, who: MemberOfStaff) -> bytes:
    issue(who, page)
    application.drain()
    [link] = downloads(maria.get(filed))
    content: bytes = maria.get(link, status=200).body
    return content


def code_in(pdf: bytes) -> str:
    [code] = re.findall(r"(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}", text_of(pdf))
    return str(code)


def revoke(who: MemberOfStaff, page: str, reason: str, status: int = 303) -> TestResponse:
    form = form_to(who.get(page), "/revoke")
    form["revoking"] = reason
    return form.submit(status=status)


def test_from_the_template_to_the_citizen_and_the_check(
    application: Installation, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    maria = application.citizen("maria", "maria@example.gr")
    shown = draft(lighting, page)
    form, number = form_to(shown, "/issue"), maria.number_of(filed)
    assert form["title"].value == NAME
    assert form["text"].value == TEXT.replace("{applicant}", "ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ").replace(
        "{answer.place}", "Βενιζέλου 12"
    ).replace("{protocol_number}", str(number))
    form["text"] = f"{form['text'].value}\n\nΓια κάθε νόμιμη χρήση."
    done = form.submit(status=303).follow()
    assert "Το έγγραφο παίρνει αριθμό" in words_of(done)
    assert "Ετοιμάζεται" in words_of(done)
    assert downloads(maria.get(filed)) == []
    application.drain()
    citizens = maria.get(filed)
    assert "Εκδόθηκε έγγραφο" in words_of(citizens)
    [link] = downloads(citizens)
    answer = maria.get(link, status=200)
    assert answer.content_type == "application/pdf"
    pdf, text = answer.body, text_of(answer.body)
    for words in ("ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ", "Βενιζέλου 12", "Για κάθε νόμιμη χρήση.", NAME, "2/"):
        assert words in text
    [staffs] = downloads(lighting.get(page))
    assert lighting.get(staffs).body == pdf
    assert f"{NAME} 2/" in text_of(maria.get("/me/data/pdf").body)
    assert NAME in words_of(maria.get("/me/notices"))
    assert NAME in application.standins.messages("maria@example.gr")[0]["text"]
    visitor, code = application.visitor(), code_in(pdf)
    assert "Ο κωδικός είναι γνήσιος" in words_of(visitor.get(f"/check/{code}"))
    assert "είναι ακριβώς αυτό το έγγραφο" in words_of(with_file(visitor, f"/check/{code}", pdf))
    altered = pdf[:-9] + b"X" + pdf[-8:]
    assert "Το αρχείο σας δεν είναι αυτό το έγγραφο" in words_of(with_file(visitor, f"/check/{code}", altered))
    assert application.look(lambda site: list(check_site(site))) == []


def test_numbers_come_from_the_one_series_and_each_once(
    application: Installation, maria: Citizen, filed: str, page: str, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    issue(lighting, page)
    issue(lighting, page, title="Δεύτερη")
    application.drain()
    maria.file()
    application.drain()
    lines = words_of(admin.get("/manage/protocol/contents"))
    assert (lines.count("Εξερχόμενο "), lines.count("Εισερχόμενο ")) == (2, 3), "the heading says one of them too"
    numbers = application.look(lambda site: [str(line.number) for line in reversed(site.register.newest(10))])
    assert numbers == ["1", "2", "3", "4"]
    maria.get(f"/requests/{application.clock.now().year}/2", status=404)
    about = admin.get("/manage/audit/contents", {"about": f"2/{application.clock.now().year}"})
    assert about.status_int == 200


def test_a_closed_register_only_makes_it_wait(
    application: Installation, maria: Citizen, filed: str, page: str, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    admin.save("/manage/protocol/properties", is_open=False, status=303)
    issue(lighting, page)
    application.drain()
    assert downloads(maria.get(filed)) == []
    assert "Βεβαίωση ή απόφαση" in words_of(admin.get("/manage/outbox/contents"))
    admin.save("/manage/protocol/properties", is_open=True, status=303)
    application.drain()
    assert len(downloads(maria.get(filed))) == 1


def test_doing_it_again_changes_nothing(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    pdf, reference = issued(application, maria, filed, page, lighting), application.reference_of(filed)

    def again(site: Any) -> None:
        for document_id in (site.requests.by_reference(reference).documents[0].id, "none"):
            effect = Effect(EffectKind.ISSUE, reference, (("document", document_id),))
            site.outbox.add(effect, application.clock.now())

    change(application, again)
    application.drain()
    assert maria.get(downloads(maria.get(filed))[0]).body == pdf
    assert application.look(lambda site: len(site.register.newest(10))) == 2


def test_what_cant_be_made_takes_no_number_and_waits_for_a_person(
    application: Installation, maria: Citizen, filed: str, page: str, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    issue(lighting, page)
    with patch("serres_requests.services.issuing.outgoing", side_effect=RefusedError("no")):
        application.drain()
    assert application.look(lambda site: len(site.register.newest(10))) == 1
    admin.press(admin.get("/manage/outbox/contents"), "/retry", status=303)
    application.drain()
    assert len(downloads(maria.get(filed))) == 1


def test_answers_are_words_whatever_is_in_them(
    application: Installation, maria: Citizen, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    nasty = '# Τίτλος #panic("x") $ *b* _e_ {afm} @r'
    filed = maria.file({**LAMP, "place": nasty, "description": "- α\n# β\n\\- γ"})
    application.drain()
    add(admin, "Όλα", "{answer.place}\n\n{answer.description}")
    page = application.staff_page(filed)
    form_to(draft(lighting, page, "Όλα"), "/issue").submit(status=303)
    application.drain()
    [link] = downloads(maria.get(filed))
    text = text_of(maria.get(link).body)
    assert nasty in text
    assert "- α # β \\- γ" in text


def test_what_is_missing_is_told_and_nothing_is_lost(
    filed: str, page: str, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    add(admin, "Κολόνα", "Η {answer.pole}.")
    assert "Συμπληρώστε όπου υπάρχουν τελείες" in words_of(draft(lighting, page, "Κολόνα"))
    refused = issue(lighting, page, 422, title=" ", text="Κείμενο")
    assert "Γράψτε τίτλο και κείμενο." in words_of(refused)
    assert form_to(refused, "/issue")["text"].value == "Κείμενο"
    refused = issue(lighting, page, 422, text="Μ" * 20_001)
    assert "έως 20000 χαρακτήρες" in words_of(refused)
    for wrong in ("", "?template=x"):
        assert path_of(lighting.get(f"{page}/issue{wrong}", status=303)).startswith(page)


def test_what_has_no_number_gets_no_document(
    application: Installation, maria: Citizen, admin: MemberOfStaff, lighting: MemberOfStaff
) -> None:
    page = application.staff_page(maria.file())
    assert not [f for f in lighting.get(page).forms.values() if "/issue" in f.action]
    template = application.look(lambda site: site.request_types["street-lighting"].templates[0].id)
    form = form_to(lighting.get(f"{page}/issue?template={template}"), "/issue")
    assert "αφού πάρει αριθμό" in words_of(form.submit(status=422))
    values = {"csrf_token": form["csrf_token"].value, "template": "x", "title": "Τ", "text": "Κ"}
    assert path_of(lighting.post(f"{page}/issue", values, status=303)).startswith(page)


def test_it_is_for_whom_it_concerns_alone(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    issued(application, maria, filed, page, lighting)
    [link], [staffs] = downloads(maria.get(filed)), downloads(lighting.get(page))
    application.citizen("giorgos").get(link, status=404)
    application.staff("cleaning").get(staffs, status=403)
    assert path_of(maria.get(f"{filed}/documents/none", status=303)) == filed


def test_a_manager_revokes_and_the_check_says_so(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    pdf = issued(application, maria, filed, page, lighting)
    assert not [f for f in lighting.get(page).forms.values() if "/revoke" in f.action]
    manager = application.staff("lighting-manager")
    stale = form_to(manager.get(page), "/revoke")
    assert "Γράψτε" in words_of(revoke(manager, page, " ", 422))
    revoke(manager, page, "Λάθος όνομα.")
    application.drain()
    for seen in (maria.get(filed), manager.get(page)):
        assert "Ανακλήθηκε: δεν ισχύει" in words_of(seen)
        assert "Λάθος όνομα." in words_of(seen)
    assert "Λάθος όνομα." in words_of(maria.get("/me/notices"))
    checked = words_of(with_file(application.visitor(), f"/check/{code_in(pdf)}", pdf))
    assert "Το έγγραφο ανακλήθηκε" in checked
    title = application.visitor().get(f"/check/{code_in(pdf)}").html.title.get_text(strip=True)
    assert title.startswith("Το έγγραφο ανακλήθηκε")
    stale["revoking"] = "Ξανά"
    stale.submit(status=422)
    assert application.look(lambda site: list(check_site(site))) == []


def test_the_administrator_sees_a_sample(admin: MemberOfStaff) -> None:
    add(admin, "Έγινε", "Έγινε.", purpose="complete")
    page = admin.get(f"{TYPE}/templates")
    [link] = [a["href"] for a in page.html.select("a[download]")]
    text = text_of(admin.get(link).body)
    assert "ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ" in text
    assert "«Πού βρίσκεται το φωτιστικό;»" in text
    reply = page.html.find("a", string="Έγινε")["href"].rsplit("/", 1)[-1]
    admin.get(f"{TYPE}/preview_template/{reply}", status=404)


def test_long_texts_are_for_documents_alone(admin: MemberOfStaff) -> None:
    add(admin, "Μεγάλη", "Μ" * 5000, purpose="decision")
    refused = add(admin, "Μεγάλη", "Μ" * 5000, 422, purpose="reject")
    assert "έως 4000 χαρακτήρες" in words_of(refused)


def test_what_is_theirs_is_in_their_data(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    issued(application, maria, filed, page, lighting)
    [document] = maria.get("/me/data/json").json["requests"][0]["documents"]
    assert document["title"] == NAME
    assert document["sha256"]
