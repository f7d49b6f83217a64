"""Answers as people read them."""

from datetime import date

import pytest

from serres_requests.content_types.attachment import Attachment
from serres_requests.forms.answers import ShownAnswer, shown_answers

PICK = {
    "name": "pick",
    "kind": "choice",
    "public": True,
    "choices": [
        {"value": "a", "title": {"el": "Άλφα", "en": "Alpha"}},
        {"value": "b", "title": {"el": "Βήτα", "en": "Beta"}},
    ],
}
WORD = {"name": "word", "kind": "text"}
WHEN = {"name": "when", "kind": "date"}
PHOTO = {"name": "photo", "kind": "files"}


def attachment(name):
    made = Attachment(f"{name}.jpg", "image/jpeg", 3, "")
    made.__name__ = name
    return made


@pytest.fixture
def show(definition_of):
    def show(answers, attachments=(), locale="en"):
        definition = definition_of(PICK, WORD, WHEN, PHOTO)
        return shown_answers(definition.fields, answers.items(), attachments, locale)

    return show


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("el", ["Βήτα", "<b>", "25 Μαρτίου 2026"]),
        ("en", ["Beta", "<b>", "March 25, 2026"]),
    ],
)
def test_answers_are_worded_in_the_order_of_the_fields(show, locale, words):
    shown = show({"when": date(2026, 3, 25), "word": "<b>", "pick": "b"}, locale=locale)
    assert [answer.text for answer in shown] == words
    assert [answer.is_public for answer in shown] == [True, False, False]


def test_labels_are_in_the_language_asked(show):
    assert show({"word": "x"}, locale="el")[0].label == "Word (ελληνικά)"


def test_what_was_not_answered_or_not_asked_is_not_shown(show):
    assert show({"gone": "x"}) == []


def test_a_choice_no_longer_offered_is_shown_by_its_value(show):
    assert show({"pick": "c"}) == [ShownAnswer("Pick (English)", "c", is_public=True)]


def test_files_are_shown_and_missing_ones_left_out(show):
    one, two = attachment("one"), attachment("two")
    assert show({"photo": ("two", "gone", "one")}, [one, two]) == [
        ShownAnswer("Photo (English)", files=(two, one))
    ]
