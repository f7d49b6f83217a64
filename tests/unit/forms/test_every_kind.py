"""Every kind of field: a good answer is taken exactly, a mistake is told in words, nothing given is nothing."""

from datetime import date
from decimal import Decimal

import pytest
from tests.support.every_kind import ANSWERS, CHOICES, RAW, definition_data, field_of, words
from tests.support.forms import form_of, said

from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.kinds import ChoiceStyle, Kind
from serres_requests.forms.context import FormContext

ANSWERED = sorted(ANSWERS)
FILL_IN, CHOOSE = "Fill in this field.", "Choose one of the answers."
NUMBER, WHOLE = "Write a number, such as 1250 or 12,50.", "Write a whole number."
POSTCODE = "A postcode has 5 digits."
EMPTY_MESSAGES = {
    **dict.fromkeys(Kind, FILL_IN),
    Kind.YES_NO: CHOOSE,
    Kind.CHOICE: CHOOSE,
    Kind.CODE_LIST: CHOOSE,
    Kind.CHOICES: "Choose at least one of the answers.",
    Kind.FILES: "Attach a file.",
    Kind.GROUP: "Give at least 1.",
    Kind.DECLARATION: "Without this declaration the request can't be filed.",
}


def only(kind, **options):
    """A definition with one field."""
    return parse_definition(definition_data(("one", "", [field_of(kind, **options)])))


def check(kind, raw, locale="en", **options):
    """The answer to a field and what is said against it, by input."""
    form = form_of(only(kind, **options), {kind.value: raw}, locale)
    answers = form.answers()
    told = {oid.removeprefix(f"field-{kind.value}"): messages for oid, messages in said(form).items()}
    return answers, told


@pytest.mark.parametrize("name", ANSWERED)
def test_a_good_answer_is_taken_exactly(name):
    answers, told = check(Kind(name), RAW[name])
    assert told == {}
    assert (answers, type(answers[name])) == ({name: ANSWERS[name]}, type(ANSWERS[name]))


def empty_values(kind):
    """What an empty field can be in a draft."""
    parts = RAW[kind.value]
    if isinstance(parts, dict):
        return [None, {}, dict.fromkeys(parts, ""), dict.fromkeys(parts, " ")]
    if isinstance(parts, list):
        return [None, []]
    return [None, "", " \n"]


@pytest.mark.parametrize("name", [name for name in ANSWERED if name != Kind.DECLARATION])
def test_an_optional_field_may_stay_empty(name):
    for raw in empty_values(Kind(name)):
        assert check(Kind(name), raw) == ({}, {})


@pytest.mark.parametrize("name", ANSWERED)
def test_a_required_field_says_what_to_do(name):
    kind = Kind(name)
    required = {Kind.GROUP: {"min_items": 1}, Kind.DECLARATION: {}}.get(kind, {"required": True})
    for raw in empty_values(kind):
        assert check(kind, raw, **required) == (None, {"": [EMPTY_MESSAGES[kind]]})


@pytest.mark.parametrize(
    ("kind", "raw", "answer"),
    [
        (Kind.TEXT, "  a \n b\t c ", "a b c"),
        (Kind.NUMBER, " 12 ", 12),
        (Kind.MONEY, "12,5", Decimal("12.5")),
        (Kind.MONEY, "12", Decimal(12)),
        (Kind.DATE, "25/3/2026", date(2026, 3, 25)),
        (Kind.YES_NO, "no", False),
        (Kind.CHOICES, ["blue", "red"], ("red", "blue")),
        (Kind.CHOICES, ["red", "red"], ("red",)),
        (Kind.EMAIL, " maria@example.gr ", "maria@example.gr"),
        (Kind.PHONE, "+30 691 234 5678", "+306912345678"),
        (Kind.AFM, "EL 094259216", "094259216"),
        (Kind.ADT, "ab123456", "ΑΒ123456"),
        (Kind.KAD, "56.10", "5610"),
        (Kind.FILES, ["id1", "id2"], ("id1", "id2")),
        (Kind.DECLARATION, "on", True),
    ],
)
def test_answers_are_taken_as_people_write_them(kind, raw, answer):
    assert check(kind, raw) == ({kind.value: answer}, {})


@pytest.mark.parametrize(
    ("kind", "raw", "message"),
    [
        (Kind.TEXT, "x" * 201, "The text has 201 characters; at most 200 fit here."),
        (Kind.LONG_TEXT, "x" * 4001, "The text has 4001 characters; at most 4000 fit here."),
        (Kind.NUMBER, "δύο", NUMBER),
        (Kind.NUMBER, "1,5", WHOLE),
        (Kind.MONEY, "12,345", "Write at most 2 decimals."),
        (Kind.MONEY, "12 €", NUMBER),
        (Kind.DATE, "30/2/2026", "Give a date as day/month/year, such as 25/3/2026."),
        (Kind.YES_NO, "maybe", CHOOSE),
        (Kind.CHOICE, "black", CHOOSE),
        (Kind.CHOICE, "Green", CHOOSE),
        (Kind.CHOICES, ["red", "black"], "Choose among the answers."),
        (Kind.CODE_LIST, "99", CHOOSE),
        (Kind.EMAIL, "maria", "Write an e-mail address such as maria@example.gr."),
        (Kind.EMAIL, "maria@", "Write an e-mail address such as maria@example.gr."),
        (Kind.EMAIL, "a" * 250 + "@example.gr", "The text has 261 characters; at most 254 fit here."),
        (Kind.PHONE, "691234567", "Write a phone number, such as 6912345678."),
        (Kind.AFM, "123456781", "This is not a valid ΑΦΜ: it has 9 digits."),
        (Kind.AMKA, "01013099999", "This is not a valid ΑΜΚΑ: it has 11 digits."),
        (Kind.ADT, "123456", "Write the number as on the identity card, such as ΑΒ123456."),
        (Kind.IBAN, "GR17 0110 1250 0000 0001 2300 695", "This is not a valid IBAN."),
        (Kind.POSTCODE, "6212", POSTCODE),
        (Kind.KAD, "561", "Write a ΚΑΔ of 2, 4, 6 or 8 digits, such as 56.10.11.00."),
        (Kind.ATAK, "123", "An ΑΤΑΚ has 11 digits."),
        (Kind.KAEK, "123", "A ΚΑΕΚ has 12 digits."),
        (Kind.SUPPLY_NUMBER, "123", "A supply number has 9 digits, or 12 as printed on the bill."),
    ],
)
def test_a_typical_mistake_is_told_in_words(kind, raw, message):
    assert check(kind, raw) == (None, {"": [message]})


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.MONEY])
@pytest.mark.parametrize(
    ("raw", "locale", "message"),
    [
        ("0", "en", "Write 1 or more."),
        ("-5", "en", "Write 1 or more."),
        ("1001", "en", "Write 1,000 or less."),
        ("1001", "el", "Write 1.000 or less."),
    ],
)
def test_limits_of_numbers_are_told_in_the_language_of_the_page(kind, raw, locale, message):
    limits = {"minimum": 1, "maximum": 1000}
    assert check(kind, raw, locale, **limits) == (None, {"": [message]})
    for within in ("1", "1000", "1.000,0"):
        assert check(kind, within, locale, **limits)[1] == {}


@pytest.mark.parametrize("kind", [Kind.CHOICE, Kind.CODE_LIST])
@pytest.mark.parametrize("style", ChoiceStyle)
def test_each_style_of_a_choice_takes_a_value_and_refuses_others(kind, style):
    assert check(kind, RAW[kind.value], style=style.value) == ({kind.value: ANSWERS[kind.value]}, {})
    assert check(kind, "black", style=style.value) == (None, {"": [CHOOSE]})


@pytest.mark.parametrize("locale", ["el", "en"])
@pytest.mark.parametrize("typed", ["Green", "Πράσινο", "πρασινο", "GREEN", " green "])
def test_a_searched_choice_is_typed_in_either_language_however_it_is_spelt(typed, locale):
    assert check(Kind.CHOICE, typed, locale, style="search") == ({"choice": "green"}, {})


def test_a_searched_code_is_typed_by_its_name():
    assert check(Kind.CODE_LIST, "λευκωνασ", style="search") == ({"code_list": "2"}, {})


def test_a_code_list_that_is_not_there_is_named():
    with pytest.raises(LookupError, match="nowhere"):
        form_of(only(Kind.CODE_LIST, table="nowhere"))
    with pytest.raises(LookupError, match="nowhere"):
        FormContext("en").table("nowhere")


@pytest.mark.parametrize("kind", [Kind.COMPUTED, Kind.INFO])
def test_what_is_only_shown_takes_no_answer(kind):
    assert check(kind, "forged") == ({}, {})


def test_choices_keep_their_order_whatever_was_ticked_first():
    many = [*CHOICES, {"value": "a", "title": words("α")}]
    assert check(Kind.CHOICES, ["a", "blue", "red"], choices=many)[0] == {"choices": ("red", "blue", "a")}
