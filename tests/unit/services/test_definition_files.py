"""Definitions as YAML files: read carefully, written the same way each time."""

from datetime import date
from decimal import Decimal
from importlib import resources

import pytest
from tests.support.definitions import large_definition, words

from serres_requests.domain.errors import DefinitionError
from serres_requests.services.definition_files import LARGEST, export_yaml, import_yaml

FILES = sorted((resources.files("serres_requests") / "request_types").iterdir(), key=str)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_comes_with_the_product_goes_round(path):
    data = import_yaml(path.read_text("utf-8"))
    text = export_yaml(data)
    assert import_yaml(text) == data
    assert export_yaml(import_yaml(text)) == text


@pytest.mark.parametrize("name", ["cleaning", "greenery"])
def test_files_are_written_as_those_of_the_product_are(name):
    text = (resources.files("serres_requests") / "request_types" / f"{name}.yaml").read_text("utf-8")
    assert export_yaml(import_yaml(text)) == text


def test_a_large_form_goes_round():
    assert import_yaml(export_yaml(large_definition())) == large_definition()


def test_the_order_of_keys_is_always_the_same():
    data = import_yaml(export_yaml(large_definition(20, 5)))
    turned = {key: data[key] for key in sorted(data, reverse=True)}
    assert export_yaml(turned) == export_yaml(data)


@pytest.mark.parametrize(
    "text",
    [
        "Ελληνικά «με» εισαγωγικά",
        "no",
        "2026-03-25",
        "12.50",
        "# no comment",
        "- no list",
        "δύο\nγραμμές\n\nκαι μία",
        "τέλος\n",
        " " + "λόγια " * 30 + " με κενά ",
        "λόγια " * 30 + "τέλος",
        "διπλά  " * 30 + "κενά",
        "😀" * 200,
        "a" * 300,
    ],
)
def test_texts_stay_as_they_are(text):
    data = {"title": {"el": text, "en": text}, "needed": [{"el": text, "en": text}]}
    assert import_yaml(export_yaml(data)) == data


def test_greek_is_written_as_greek_and_long_texts_are_folded():
    text = export_yaml({"description": {"el": "λόγια " * 30 + "τέλος", "en": "one\ntwo"}})
    assert text.startswith("description:\n  el: >-\n    λόγια λόγια")
    assert "  en: |-\n    one\n    two\n" in text


def test_days_and_exact_numbers_become_text():
    assert import_yaml(export_yaml({"opens": date(2026, 3, 25), "fee": Decimal("8.50")})) == {
        "opens": "2026-03-25",
        "fee": "8.50",
    }
    assert import_yaml("opens: 2026-03-25\nat: 2001-12-14T21:59:43Z\nneeded: [1, true, null, 1.5]") == {
        "opens": "2026-03-25",
        "at": "2001-12-14T21:59:43+00:00",
        "needed": [1, True, None, 1.5],
    }


def test_what_can_not_be_seen_is_dropped():
    assert import_yaml('title: "a\\0b\\e\\ud800"') == {"title": "ab"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 1",
        "just words",
        "a: [",
        "a: 1\na: 2",
        "a: {b: 1, b: 2}",
        "a: &all [1]\nb: *all",
        "1: a",
        "[1]: a",
        "a: 2026-13-45",
        "a: !!python/object/apply:os.system [ls]",
        "a: !!binary aGVsbG8=",
        "a: !!set {b}",
        "a: \0",
        "[" * 10_000,
        "a: " + "[" * 20 + "]" * 20,
        "---\na: 1\n---\nb: 2",
        "a" * (LARGEST + 1),
    ],
    ids=range(18),
)
def test_what_is_no_definition_is_refused(text):
    with pytest.raises(DefinitionError):
        import_yaml(text)


def test_words_are_words():
    assert import_yaml(export_yaml({"title": words("x")})) == {"title": words("x")}
