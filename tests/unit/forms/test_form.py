"""The form shows what was typed, safely, with its errors beside it."""

import xml.etree.ElementTree as ET

import pytest
from tests.support.forms import form_of

from serres_requests.content_types.attachment import Attachment

WORD = {
    "name": "word",
    "kind": "text",
    "max_length": 10,
    "required": True,
    "public": True,
    "autocomplete": "street-address",
    "help": {"el": "Οδός", "en": "A <b>street</b>"},
}
STORY = {"name": "story", "kind": "long_text"}
PICK = {
    "name": "pick",
    "kind": "choice",
    "required": True,
    "choices": [
        {"value": "lamp-out", "title": {"el": "Δεν ανάβει", "en": "It is <out>"}},
        {"value": "flickers", "title": {"el": "Αναβοσβήνει", "en": "It flickers"}},
    ],
}
PHOTO = {"name": "photo", "kind": "files", "max_files": 2, "max_megabytes": 5}
SCRIPT = '"><script>alert(1)</script></textarea>'

pytestmark = pytest.mark.usefixtures("form_templates")


def tree(html):
    """The HTML as elements; breaks when it is not well formed."""
    return ET.fromstring(f"<form>{html}</form>")  # noqa: S314  our own output


def by_id(html, name):
    return tree(html).find(f".//*[@id='{name}']")


def attachment(name, filename):
    made = Attachment(filename, "image/jpeg", 3, "")
    made.__name__ = name
    return made


@pytest.fixture
def form(definition_of):
    """A function that makes the form of three fields with what was typed."""

    def form(typed=None):
        return form_of(definition_of(WORD, STORY, PHOTO), typed)

    return form


def test_an_empty_form_shows_every_field_with_a_label(form):
    page = tree(form().render_typed())
    labels = {label.get("for"): label.text.strip() for label in page.iter("label")}
    assert labels["field-word"] == "Word (English)"
    assert labels["field-story"] == "Story (English)"
    assert [legend.text.strip() for legend in page.iter("legend")] == ["Photo (English)"]
    assert page.findall(".//script") == []


def test_controls_say_what_they_are(form):
    html = form().render_typed()
    word = by_id(html, "field-word")
    assert (word.get("type"), word.get("name"), word.get("required")) == ("text", "word", "required")
    assert word.get("autocomplete") == "street-address"
    assert word.get("aria-describedby") == "hint-field-word"
    story = by_id(html, "field-story")
    assert (story.tag, story.get("required"), story.get("autocomplete")) == ("textarea", None, None)
    photo = by_id(html, "field-photo-input")
    assert (photo.get("type"), photo.get("multiple"), photo.get("data-max-bytes")) == (
        "file",
        "multiple",
        "5242880",
    )


def test_help_is_text_and_optional_and_public_are_told(form):
    html = form().render_typed()
    assert by_id(html, "hint-field-word").text == "A <b>street</b>"
    assert "(optional)" in "".join(by_id(html, "item-field-story").itertext())
    assert "(optional)" not in "".join(by_id(html, "item-field-word").itertext())
    assert "Everybody can read this answer." in "".join(by_id(html, "item-field-word").itertext())
    assert "Everybody can read" not in "".join(by_id(html, "item-field-story").itertext())


def test_a_files_field_tells_its_limits(form):
    words = "".join(by_id(form().render_typed(), "item-field-photo").itertext())
    assert "Number of files: up to 2. Size of each: up to 5 MB." in words


def test_one_file_alone_is_picked_from_a_single_input(definition_of):
    html = form_of(definition_of({**PHOTO, "max_files": 1})).render_typed()
    assert by_id(html, "field-photo-input").get("multiple") is None


@pytest.mark.parametrize(
    "typed",
    [
        SCRIPT,
        "Ο'Κόνορ & <Υιοί>",
        "${1+1} ${field.name}",
        "&lt;already&gt;",
        "]]> <!-- -->",
        "😀 👩‍👩‍👧",
        "α" * 100_000,
    ],
    ids=["script", "quotes", "template", "entities", "cdata", "emoji", "long"],
)
def test_what_was_typed_comes_back_as_it_was_when_it_was_checked(form, typed):
    checked = form({"word": typed, "story": typed})
    checked.answers()
    html = checked.render_typed()
    assert "<script" not in html
    assert by_id(html, "field-word").get("value") == typed
    assert by_id(html, "field-story").text == f"\n{typed}"


def test_errors_stand_beside_their_field_and_are_tied_to_it(form):
    checked = form({"word": SCRIPT, "story": "told"})
    assert checked.answers() is None
    html = checked.render_typed()
    word = by_id(html, "field-word")
    assert (word.get("value"), word.get("aria-invalid")) == (SCRIPT, "true")
    assert word.get("aria-describedby") == "hint-field-word error-field-word"
    words = "".join(by_id(html, "error-field-word").itertext()).strip()
    assert words == "The text has 38 characters; at most 10 fit here."
    assert by_id(html, "error-field-story") is None
    assert by_id(html, "field-story").get("aria-invalid") is None


def test_a_message_about_a_file_is_escaped(definition_of):
    form = form_of(definition_of(PHOTO), problems={"photo": ["<script>.jpg is too large"]})
    assert form.answers() is None
    html = form.render_typed()
    assert "<script" not in html
    assert "<script>.jpg is too large" in "".join(by_id(html, "error-field-photo").itertext())


def test_titles_of_an_administrator_are_escaped(definition_of):
    field = {**STORY, "title": {"el": "<script>", "en": "<script>alert(1)</script>"}}
    assert "<script" not in form_of(definition_of(field)).render_typed()


def test_no_id_is_used_twice(form):
    checked = form()
    checked.answers()
    ids = [element.get("id") for element in tree(checked.render_typed()).iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_rendering_twice_gives_the_same(form):
    told = form({"word": "told"})
    assert told.render_typed() == told.render_typed()


def test_choices_are_radio_buttons_in_a_group_with_a_legend(definition_of):
    html = form_of(definition_of(PICK)).render_typed()
    buttons = [by_id(html, f"field-pick-{n}") for n in (0, 1)]
    assert [(b.get("type"), b.get("name"), b.get("value")) for b in buttons] == [
        ("radio", "pick", "lamp-out"),
        ("radio", "pick", "flickers"),
    ]
    assert by_id(html, "field-pick").find("legend").text.strip() == "Pick (English)"
    assert [label.text for label in tree(html).iter("label")] == ["It is <out>", "It flickers"]
    assert "checked" not in html


def test_the_choice_made_is_marked(definition_of):
    form = form_of(definition_of(PICK), {"pick": "flickers"})
    form.answers()
    html = form.render_typed()
    assert [by_id(html, f"field-pick-{n}").get("checked") for n in (0, 1)] == [None, "checked"]


def test_a_choice_outside_the_list_marks_none(definition_of):
    form = form_of(definition_of(PICK), {"pick": "gone"})
    assert form.answers() is None
    html = form.render_typed()
    assert "checked" not in html
    assert by_id(html, "field-pick-0").get("aria-invalid") == "true"


def test_kept_files_are_shown_each_with_a_box_to_drop_it(definition_of):
    kept = {"photo": [attachment("id1", "<b>.jpg"), attachment("id2", "λάμπα.jpg")]}
    html = form_of(definition_of(PHOTO), {"photo": ["id1", "id2"]}, kept=kept).render_typed()
    boxes = [by_id(html, f"field-photo-remove-{n}") for n in (0, 1)]
    assert [(b.get("name"), b.get("value")) for b in boxes] == [("photo.remove", "id1"), ("photo.remove", "id2")]
    words = "".join(by_id(html, "item-field-photo").itertext())
    assert "<b>.jpg" in words
    assert "λάμπα.jpg" in words


def test_a_wrong_date_is_shown_as_it_was_typed(definition_of):
    form = form_of(definition_of({"name": "when", "kind": "date"}), {"when": "30/2/2026"})
    assert form.answers() is None
    control = by_id(form.render_typed(), "field-when")
    assert (control.get("value"), control.get("aria-invalid")) == ("30/2/2026", "true")
