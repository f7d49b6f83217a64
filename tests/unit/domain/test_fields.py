"""Field definitions: what is read, what is filled in, and errors that name their place."""

import pytest

from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import MEGABYTE, Choice, FieldDefinition, parse_field
from serres_requests.domain.kinds import Kind
from serres_requests.domain.texts import Text

TITLE = {"el": "Πού;", "en": "Where?"}
WHERE = Text("Πού;", "Where?")
TWO = [{"value": "a", "title": TITLE}, {"value": "b", "title": TITLE}]


def field(**changes):
    return {"name": "place", "kind": "text", "title": TITLE, **changes}


@pytest.mark.parametrize(
    ("kind", "max_length", "max_files", "max_bytes"),
    [
        ("text", 200, 0, 0),
        ("long_text", 4000, 0, 0),
        ("date", 0, 0, 0),
        ("files", 0, 3, 8 * MEGABYTE),
    ],
)
def test_limits_that_are_not_given_fit_the_kind(kind, max_length, max_files, max_bytes):
    parsed = parse_field(field(kind=kind), "fields[0]")
    assert parsed == FieldDefinition(
        "place", Kind(kind), WHERE, max_length=max_length, max_files=max_files, max_bytes=max_bytes
    )


def test_everything_given_is_read():
    parsed = parse_field(
        field(help=TITLE, required=True, public=True, max_length=30, autocomplete="street-address"), "fields[0]"
    )
    assert parsed == FieldDefinition(
        "place",
        Kind.TEXT,
        WHERE,
        help=WHERE,
        required=True,
        public=True,
        max_length=30,
        autocomplete="street-address",
    )


@pytest.mark.parametrize(
    ("kind", "name", "says_where"),
    [("place", "spot", True), ("text", "place", True), ("text", "spot", False), ("long_text", "place", False)],
)
def test_a_place_says_where_and_so_does_a_short_text_of_that_name(kind, name, says_where):
    assert parse_field(field(kind=kind, name=name), "fields[0]").says_where is says_where


def test_files_are_limited_in_megabytes():
    parsed = parse_field(field(kind="files", max_files=1, max_megabytes=2), "fields[0]")
    assert (parsed.max_files, parsed.max_bytes) == (1, 2_097_152)


def test_choices_are_read_in_their_order():
    parsed = parse_field(field(kind="choice", choices=TWO), "fields[0]")
    assert parsed.choices == (Choice("a", WHERE), Choice("b", WHERE))


def test_a_choice_is_shown_by_its_title_and_one_no_longer_offered_by_its_value():
    parsed = parse_field(field(kind="choice", choices=TWO), "fields[0]")
    assert parsed.choice_title("a", "el") == "Πού;"
    assert parsed.choice_title("b", "en") == "Where?"
    assert parsed.choice_title("gone", "el") == "gone"


@pytest.mark.parametrize("name", ["a", "a1_b", "x" * 40])
def test_names_are_short_ascii_identifiers(name):
    assert parse_field(field(name=name), "fields[0]").name == name


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("a text", "fields[1]"),
        (None, "fields[1]"),
        (field(colour="red"), "fields[1].colour"),
        (field(kind="numbers"), "fields[1].kind"),
        ({"name": "place", "title": TITLE}, "fields[1].kind"),
        ({"kind": "text", "title": TITLE}, "fields[1].name"),
        (field(name=""), "fields[1].name"),
        (field(name="τόπος"), "fields[1].name"),
        (field(name="Place"), "fields[1].name"),
        (field(name="1place"), "fields[1].name"),
        (field(name="place\n"), "fields[1].name"),
        (field(name="x" * 41), "fields[1].name"),
        (field(name=7), "fields[1].name"),
        (field(title=None), "fields[1].title"),
        (field(title={"el": "Πού;"}), "fields[1].title.en"),
        (field(help="help"), "fields[1].help"),
        (field(help={"en": "help"}), "fields[1].help.el"),
        (field(required="yes"), "fields[1].required"),
        (field(public=1), "fields[1].public"),
        (field(max_length=-1), "fields[1].max_length"),
        (field(max_length="30"), "fields[1].max_length"),
        (field(max_length=True), "fields[1].max_length"),
        (field(max_length=3.5), "fields[1].max_length"),
        (field(kind="files", max_files=-1), "fields[1].max_files"),
        (field(kind="files", max_megabytes=None), "fields[1].max_megabytes"),
        (field(choices=TWO), "fields[1].choices"),
        (field(kind="choice"), "fields[1].choices"),
        (field(kind="choice", choices=TWO[:1]), "fields[1].choices"),
        (field(kind="choice", choices=None), "fields[1].choices"),
        (field(kind="choice", choices={"a": 1, "b": 2}), "fields[1].choices"),
        (field(kind="choice", choices=[TWO[0], TWO[0]]), "fields[1].choices"),
        (field(kind="choice", choices="ab"), "fields[1].choices"),
        (field(kind="choice", choices=["ab", TWO[1]]), "fields[1].choices[0]"),
        (field(kind="choice", choices=[TWO[0], "b"]), "fields[1].choices[1]"),
        (field(kind="choice", choices=[TWO[0], {"title": TITLE}]), "fields[1].choices[1]"),
        (field(kind="choice", choices=[TWO[0], {"value": "", "title": TITLE}]), "fields[1].choices[1]"),
        (field(kind="choice", choices=[TWO[0], {"value": 2, "title": TITLE}]), "fields[1].choices[1]"),
        (field(kind="choice", choices=[TWO[0], {"value": "b"}]), "fields[1].choices[1].title"),
        (
            field(kind="choice", choices=[TWO[0], {"value": "b", "title": {"el": "Β"}}]),
            "fields[1].choices[1].title.en",
        ),
    ],
)
def test_an_error_names_its_place(data, place):
    with pytest.raises(DefinitionError) as caught:
        parse_field(data, "fields[1]")
    assert caught.value.place == place
    assert caught.value.problem
