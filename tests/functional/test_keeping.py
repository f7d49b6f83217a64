"""What is typed is kept while it is typed, and a business is looked up when its owner asks for it."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from tests.support.installation import Installation
from tests.support.photo import JPEG
from tests.support.typical import DECISION
from tests.support.visitors import LAMP, SERVICE, Citizen, form_to, path_of, title_of, words_of
from webtest import TestResponse

FEE = "/services/fee-exemption"


@pytest.fixture(autouse=True)
def _no_calls(application: Installation) -> None:
    application.standins.forget_registry_calls()


def keep(citizen: Citizen, page: TestResponse, values: dict[str, str], status: int = 200) -> TestResponse:
    """Send the page as the browser does while it is being written."""
    form = form_to(page, "/apply")
    kept = [(name, value) for name, value in form.submit_fields() if name not in values and name != "photo"]
    return citizen.post(form.action.replace("/apply", "/keep"), [*kept, *values.items()], status=status)


def value(page: TestResponse, name: str) -> Any:
    return form_to(page, "/apply")[name].value


def test_what_is_typed_is_there_on_another_device(application: Installation, maria: Citizen) -> None:
    answer = keep(maria, maria.get(f"{SERVICE}/apply"), {"place": "Βενιζέλου 12", "fault": "", "description": ""})
    assert re.fullmatch(r"Αποθηκεύτηκε στις \d\d:\d\d\.", answer.json["words"])
    page = application.citizen("maria").get(answer.json["address"])
    assert value(page, "place") == "Βενιζέλου 12"
    assert page.html.select(".sr-summary") == []


def test_wrong_answers_are_kept_without_a_word_on_them(maria: Citizen) -> None:
    answer = keep(maria, maria.get(f"{SERVICE}/apply"), {"since": "χθες"})
    page = maria.get(answer.json["address"])
    assert value(page, "since") == "χθες"
    assert page.html.select(".sr-error") == []


def test_one_page_can_keep_again_and_again(maria: Citizen) -> None:
    page = maria.get(f"{SERVICE}/apply")
    keep(maria, page, {"place": "Β"})
    answer = keep(maria, page, {"place": "Βε"})
    assert value(maria.get(answer.json["address"]), "place") == "Βε"


def test_an_older_page_does_not_write_over_a_newer_saving(maria: Citizen) -> None:
    old = maria.get(f"{SERVICE}/apply")
    address = keep(maria, old, {"place": "πρώτα"}).json["address"]
    maria.send(maria.get(address), {**LAMP, "place": "ύστερα"}, status=303)
    answer = keep(maria, old, {"place": "πάλι πρώτα"}, status=409)
    assert "σε άλλη σελίδα" in answer.json["words"]
    assert value(maria.get(address), "place") == "ύστερα"


def test_a_file_sent_from_the_page_does_not_make_it_an_older_one(maria: Citizen) -> None:
    page = maria.get(f"{SERVICE}/apply")
    form = form_to(page, "/apply")
    sent = [("ticket", value(page, "ticket")), ("page", value(page, "page")), ("field", "photo")]
    maria.post(form.action.replace("/apply", "/files"), sent, upload_files=[("file", "α.jpg", JPEG)], status=200)
    answer = keep(maria, page, {"place": "Βενιζέλου 12"})
    kept = maria.get(answer.json["address"])
    assert value(kept, "place") == "Βενιζέλου 12"
    assert [name.get_text() for name in kept.html.select(".sr-files__name")] == ["α.jpg"]


def test_what_was_thrown_away_does_not_come_back(maria: Citizen) -> None:
    page = maria.get(keep(maria, maria.get(f"{SERVICE}/apply"), {"place": "Β"}).json["address"])
    maria.press(maria.get("/me/requests"), "/discard", status=303)
    keep(maria, page, {"place": "Βε"}, status=409)
    assert maria.get("/me/requests").html.select("a[href*='/me/drafts/']") == []


def test_what_was_submitted_is_not_kept_again(maria: Citizen) -> None:
    page = maria.get(f"{SERVICE}/apply")
    maria.submit(path_of(maria.send(page, LAMP, status=303)))
    assert "σε άλλη σελίδα" in keep(maria, page, {"place": "Βε"}, status=409).json["words"]


def test_without_session_it_is_kept_and_said(application: Installation, maria: Citizen) -> None:
    page = maria.get(f"{SERVICE}/apply")
    answer = keep(application.stranger(), page, {"place": "Βενιζέλου 12"})
    assert "δεν είστε πια συνδεδεμένοι" in answer.json["words"]
    assert value(maria.get(answer.json["address"]), "place") == "Βενιζέλου 12"


def test_values_say_where_they_come_from(maria: Citizen) -> None:
    page = maria.get(f"{FEE}/apply")
    name = page.html.find(id="field-full_name")
    assert name["aria-describedby"] == "source-field-full_name"
    assert "taxisnet" in page.html.find(id="source-field-full_name").get_text()
    assert page.html.find(id="source-field-trade_name") is None


def ask(citizen: Citizen, page: TestResponse) -> TestResponse:
    button = page.html.find("button", formaction=True)
    form = form_to(page, "/apply")
    return citizen.post(button["formaction"], form.submit_fields(), status=303).follow()


def test_the_registry_fills_in_what_is_empty(application: Installation, maria: Citizen) -> None:
    page = ask(maria, maria.get(f"{FEE}/apply"))
    assert value(page, "trade_name") == "ΤΟ ΥΠΟΔΕΙΓΜΑ"
    assert "μητρώο επιχειρήσεων" in page.html.find(id="source-field-trade_name").get_text()
    described = page.html.find(id="field-trade_name")["aria-describedby"].split()
    assert described == ["hint-field-trade_name", "source-field-trade_name"]
    assert page.html.find("button", formaction=True) is None
    new = maria.get(f"{FEE}/apply")
    assert value(new, "trade_name") == "ΤΟ ΥΠΟΔΕΙΓΜΑ"
    assert len(application.standins.registry_calls()) == 1


def test_what_was_typed_stays(maria: Citizen) -> None:
    page = maria.get(f"{FEE}/apply")
    form_to(page, "/apply")["trade_name"] = "Το δικό μου"
    assert value(ask(maria, page), "trade_name") == "Το δικό μου"


def test_a_registry_that_does_not_answer_leaves_the_form_open(application: Installation, maria: Citizen) -> None:
    application.standins.set_faults(registry="error")
    page = ask(maria, maria.get(f"{FEE}/apply"))
    assert "δεν απαντά τώρα" in page.html.get_text()
    assert value(page, "trade_name") == ""
    assert page.html.find("button", formaction=True) is not None


def test_who_has_no_business_is_told_and_not_looked_up_twice(application: Installation) -> None:
    anna = application.citizen("anna")
    page = ask(anna, ask(anna, anna.get(f"{FEE}/apply")))
    assert "καμία επιχείρησή σας" in page.html.get_text()
    assert len(application.standins.registry_calls()) == 1


def test_without_session_nobody_is_looked_up(application: Installation, maria: Citizen) -> None:
    page = maria.get(f"{FEE}/apply")
    form, stranger = form_to(page, "/apply"), application.stranger()
    answer = stranger.post(
        page.html.find("button", formaction=True)["formaction"], form.submit_fields(), status=303
    )
    assert "/me/drafts/" in answer.location
    assert application.standins.registry_calls() == []


def test_a_draft_that_is_gone_is_told(maria: Citizen) -> None:
    page = maria.get(keep(maria, maria.get(f"{FEE}/apply"), {"trade_name": "Α"}).json["address"])
    maria.press(maria.get("/me/requests"), "/discard", status=303)
    answer = ask(maria, page)
    assert title_of(answer) == "Τα αιτήματά μου"
    assert "σε άλλη σελίδα" in answer.html.get_text()


def test_certified_answers_are_marked_in_the_preview(maria: Citizen) -> None:
    page = maria.get(f"{FEE}/apply")
    draft = keep(maria, page, {}).json["address"].partition("?")[0]
    assert "βεβαιωμένο" not in words_of(maria.get(maria.fill(LAMP)))
    assert maria.get(draft).html.find(id="field-afm").has_attr("readonly")
    preview = fill_all(maria.get("/services/documents-order/apply"), DECISION)
    assert certified_in(preview) == ["Όνομα ή επωνυμία", "ΑΦΜ"]
    assert certified_in(maria.press(preview, "/submit", status=303).follow()) == ["Όνομα ή επωνυμία", "ΑΦΜ"]


def fill_all(page: TestResponse, answers: Mapping[str, Any]) -> TestResponse:
    """Answer step by step without JavaScript; return the preview."""
    typed = {name: raw for name, raw in answers.items() if isinstance(raw, str)}
    for name in (name for name, raw in answers.items() if isinstance(raw, dict)):
        typed |= {f"{name}.{part}": text for part, text in answers[name].items()}
    for _step in range(10):
        form = form_to(page, "/apply")
        for name in typed.keys() & form.fields.keys():
            form[name] = typed[name]
        page = form.submit(expect_errors=True)  # the same step again when its answers make more appear
        page = page.follow() if page.status_int == 303 else page
        if page.request.path.endswith("/preview"):
            break
    return page


def certified_in(page: TestResponse) -> list[str]:
    return [" ".join(mark.parent.find(string=True).split()) for mark in page.html.select(".sr-certified")]
