"""The form shows what a draft holds, also when it is not checked."""

import xml.etree.ElementTree as ET

import pytest
from tests.support.forms import form_of

CHOICES = [{"value": value, "title": {"el": value, "en": value}} for value in ("a", "b")]


@pytest.mark.usefixtures("form_templates")
@pytest.mark.parametrize("typed", ["told", "\none\n\ntwo", "  blanks ", "😀", "<script>"])
def test_what_a_draft_holds_is_shown_without_checking_it(definition_of, typed):
    definition = definition_of(
        {"name": "word", "kind": "text"},
        {"name": "story", "kind": "long_text"},
        {"name": "pick", "kind": "choice", "choices": CHOICES},
        {"name": "when", "kind": "date"},
    )
    draft = {"word": "told", "story": typed, "pick": "b", "when": "2026-03-25"}
    page = ET.fromstring(f"<form>{form_of(definition, draft).render_typed()}</form>")  # noqa: S314
    assert page.find(".//*[@id='field-word']").get("value") == "told"
    assert page.find(".//*[@id='field-story']").text == f"\n{typed}"
    assert page.find(".//*[@id='field-pick-1']").get("checked") == "checked"
    assert page.find(".//*[@id='field-when']").get("value") == "2026-03-25"
