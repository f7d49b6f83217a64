"""Taking a POST apart: nothing typed is lost, nothing unasked is taken."""

import io
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from webob.multidict import MultiDict

from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.texts import clean
from serres_requests.forms.typed import LONGEST_KEPT, Upload, read_post

TITLE = {"el": "Τίτλος", "en": "Title"}
DEFINITION = parse_definition(
    {
        "name": "test",
        "department": "lighting",
        "title": TITLE,
        "summary": TITLE,
        "description": TITLE,
        "answer_days": 1,
        "fields": [
            {"name": "word", "kind": "text", "title": TITLE},
            {"name": "story", "kind": "long_text", "title": TITLE},
            {"name": "photo", "kind": "files", "title": TITLE},
            {"name": "paper", "kind": "files", "title": TITLE},
        ],
    }
)


def part(filename):
    """A file as webob's MultiDict gives it."""
    return SimpleNamespace(filename=filename, file=io.BytesIO(b"content"))


def read(*pairs):
    return read_post(DEFINITION.fields, MultiDict(pairs))


def test_texts_come_by_their_field_and_missing_ones_empty():
    assert read(("word", "Κιλκίς 12")).raw == {"word": "Κιλκίς 12", "story": ""}


def test_what_the_definition_does_not_know_is_left_aside():
    typed = read(("csrf_token", "x"), ("state", "completed"), ("other", part("a.jpg")), ("other.remove", "id"))
    assert (set(typed.raw), typed.uploads, typed.removed) == ({"word", "story"}, (), frozenset())


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("a\x00b", "ab"),
        ("one\r\ntwo", "one\ntwo"),
        ("😀 👩‍👩‍👧", "😀 👩‍👩‍👧"),
        ("α" * 100_000, "α" * 100_000),
        ("  blanks stay until checked ", "  blanks stay until checked "),
        ("<script>", "<script>"),
        ("\ud800x", "x"),
    ],
    ids=["nul", "lines", "emoji", "long", "blanks", "script", "surrogate"],
)
def test_texts_are_kept_clean_and_whole(sent, kept):
    assert read(("story", sent)).raw["story"] == kept


def test_only_an_absurd_length_is_cut():
    assert len(read(("story", "x" * (LONGEST_KEPT + 5))).raw["story"]) == LONGEST_KEPT


@given(st.text())
def test_any_text_arrives_cleaned(text):
    assert read(("word", text)).raw["word"] == clean(text)


def test_a_file_sent_for_a_text_is_no_text():
    typed = read(("word", part("a.jpg")))
    assert (typed.raw["word"], typed.uploads) == ("", ())


def test_uploads_keep_their_order_and_field():
    first, second, third = part("1.jpg"), part("2.jpg"), part("3.pdf")
    typed = read(("paper", third), ("photo", first), ("photo", second))
    assert typed.uploads == (
        Upload("photo", "1.jpg", first.file),
        Upload("photo", "2.jpg", second.file),
        Upload("paper", "3.pdf", third.file),
    )


@pytest.mark.parametrize("empty", [b"", "", "not a file", part("")])
def test_an_empty_file_input_is_no_upload(empty):
    assert read(("photo", empty)).uploads == ()


def test_kept_files_to_drop_are_gathered_of_all_fields():
    typed = read(("photo.remove", "id1"), ("photo.remove", "id2"), ("paper.remove", "id3"))
    assert typed.removed == {"id1", "id2", "id3"}
