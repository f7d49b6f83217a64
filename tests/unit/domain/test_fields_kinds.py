"""The options that each kind of field takes, and those that it refuses."""

from decimal import Decimal

import pytest
from tests.support.every_kind import CHOICES, field_of, words

from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import MEGABYTE, PREFILL, parse_field
from serres_requests.domain.kinds import COMMON, IN_GROUPS, OPTIONS, ChoiceStyle, Kind
from serres_requests.domain.texts import Text

EVERY_OPTION = frozenset().union(*OPTIONS.values())
SOME_VALUE = {
    **dict.fromkeys(("required", "public", "locked"), True),
    **dict.fromkeys(("max_length", "max_files", "max_megabytes", "min_items", "max_items"), 2),
    **dict.fromkeys(("minimum", "maximum", "decimals"), 1),
    **dict.fromkeys(("unit", "text"), words("λόγια")),
    "require_if": "true",
    "prefill": "card.afm",
    "autocomplete": "name",
    "choices": CHOICES,
    "style": "radio",
    "table": "villages",
    "fields": [field_of(Kind.TEXT)],
    "value": "1",
}


def place_of_error(data):
    with pytest.raises(DefinitionError) as caught:
        parse_field(data, "fields[1]")
    return caught.value.place.removeprefix("fields[1]").removeprefix(".")


def test_there_are_28_kinds():
    assert len(Kind) == 28
    assert set(OPTIONS) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_takes_its_options_and_refuses_all_others(kind):
    full = field_of(kind, help=words("βοήθεια"), show_if="true", **{o: SOME_VALUE[o] for o in OPTIONS[kind]})
    assert parse_field(full, "fields[1]").kind is kind
    for option in EVERY_OPTION - OPTIONS[kind]:
        assert place_of_error(field_of(kind, **{option: SOME_VALUE[option]})) == option


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_is_read_with_the_least_that_it_needs(kind):
    parsed = parse_field(field_of(kind), "fields[1]")
    assert (parsed.name, parsed.show_if, parsed.require_if, parsed.public) == (kind.value, "", "", False)


@pytest.mark.parametrize(
    ("kind", "options", "expected"),
    [
        (Kind.NUMBER, {}, {"decimals": 0, "minimum": None, "maximum": None}),
        (
            Kind.NUMBER,
            {"minimum": 0, "maximum": 2.5, "decimals": 1, "unit": words("μ", "m")},
            {"minimum": Decimal(0), "maximum": Decimal("2.5"), "decimals": 1, "unit": Text("μ", "m")},
        ),
        (Kind.MONEY, {}, {"decimals": 2}),
        (Kind.CHOICE, {}, {"style": ChoiceStyle.RADIO}),
        (Kind.CHOICE, {"style": "search"}, {"style": ChoiceStyle.SEARCH}),
        (Kind.CODE_LIST, {}, {"style": ChoiceStyle.LIST, "table": "villages"}),
        (Kind.FILES, {}, {"max_files": 3, "max_bytes": 8 * MEGABYTE}),
        (Kind.FILES, {"max_files": 1, "max_megabytes": 2}, {"max_files": 1, "max_bytes": 2 * MEGABYTE}),
        (Kind.GROUP, {"max_items": 20, "min_items": 0}, {"min_items": 0, "max_items": 20, "required": False}),
        (Kind.GROUP, {"min_items": 2}, {"min_items": 2, "required": True}),
        (Kind.COMPUTED, {"value": " 1 + 1 ", "decimals": 3}, {"value": "1 + 1", "decimals": 3}),
        (Kind.DECLARATION, {}, {"required": True}),
        (Kind.INFO, {"text": words("α", "a")}, {"text": Text("α", "a"), "required": False}),
        (Kind.TEXT, {"show_if": " a ", "require_if": " b "}, {"show_if": "a", "require_if": "b"}),
    ],
)
def test_options_are_read(kind, options, expected):
    parsed = parse_field(field_of(kind, **options), "fields[1]")
    assert {name: getattr(parsed, name) for name in expected} == expected


@pytest.mark.parametrize("source", sorted(PREFILL))
def test_what_fields_are_filled_in_with(source):
    is_certified = source.startswith(("card.", "registry.")) and source != "registry.address"
    kind = {"registry.address": Kind.ADDRESS, "registry.started_on": Kind.DATE}.get(source, Kind.TEXT)
    parsed = parse_field(field_of(kind, prefill=source, locked=is_certified), "fields[1]")
    assert (parsed.prefill, parsed.locked) == (source, is_certified)


@pytest.mark.parametrize(
    ("kind", "options", "place"),
    [
        (Kind.TEXT, {"prefill": "card.salary"}, "prefill"),
        (Kind.TEXT, {"prefill": 7}, "prefill"),
        (Kind.TEXT, {"prefill": "registry.address"}, "prefill"),
        (Kind.DATE, {"prefill": "registry.main_activity"}, "prefill"),
        (Kind.ADDRESS, {"prefill": "registry.address", "locked": True}, "locked"),
        (Kind.TEXT, {"locked": True}, "locked"),
        (Kind.TEXT, {"prefill": "earlier", "locked": True}, "locked"),
        (Kind.TEXT, {"prefill": "contact.email", "locked": True}, "locked"),
        (Kind.TEXT, {"show_if": True}, "show_if"),
        (Kind.NUMBER, {"minimum": "many"}, "minimum"),
        (Kind.NUMBER, {"decimals": -1}, "decimals"),
        (Kind.CHOICE, {"style": "wheel"}, "style"),
        (Kind.CHOICES, {"choices": CHOICES[:1]}, "choices"),
        (Kind.CODE_LIST, {"table": " "}, "table"),
        (Kind.COMPUTED, {"value": ""}, "value"),
        (Kind.INFO, {"text": ""}, "text"),
        (Kind.DECLARATION, {"text": {"el": "μόνο"}}, "text.en"),
        (Kind.GROUP, {"fields": []}, "fields"),
        (Kind.GROUP, {"fields": [field_of(Kind.TEXT), field_of(Kind.TEXT)]}, "fields"),
        (Kind.GROUP, {"fields": [field_of(Kind.TEXT, show_if="true")]}, "fields[0]"),
        (Kind.GROUP, {"fields": [field_of(Kind.TEXT, require_if="true")]}, "fields[0]"),
        (Kind.GROUP, {"fields": [field_of(Kind.DATE), field_of(Kind.TEXT, prefill="card.afm")]}, "fields[1]"),
        (Kind.GROUP, {"min_items": -1}, "min_items"),
        (Kind.GROUP, {"max_items": 0}, "max_items"),
        (Kind.NUMBER, {"decimals": 20}, "decimals"),
        (Kind.COMPUTED, {"decimals": 20}, "decimals"),
    ],
)
def test_an_option_that_makes_no_sense_is_named(kind, options, place):
    assert place_of_error(field_of(kind, **options)) == place


@pytest.mark.parametrize("kind", sorted(frozenset(Kind) - IN_GROUPS))
def test_groups_hold_no_files_and_nothing_that_holds_or_decides(kind):
    assert place_of_error(field_of(Kind.GROUP, fields=[field_of(kind)])) == "fields[0].kind"


@pytest.mark.parametrize("kind", sorted(IN_GROUPS))
def test_groups_hold_every_other_kind(kind):
    parsed = parse_field(field_of(Kind.GROUP, fields=[field_of(kind)]), "fields[1]")
    assert [part.kind for part in parsed.fields] == [kind]


def test_common_options_are_no_kinds_own():
    assert not COMMON & EVERY_OPTION
