"""Answers as people read them."""

from datetime import date
from decimal import Decimal

import pytest
from tests.support.every_kind import ANSWERS, every_field, field_of

from serres_requests.content_types.attachment import Attachment
from serres_requests.domain.answers import Address, Item, Period, Place
from serres_requests.domain.fields import parse_field
from serres_requests.domain.kinds import Kind
from serres_requests.forms.answers import ShownAnswer, in_words, shown_answers

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


DAYS = {"el": ("1 Μαρτίου 2026", "25 Μαρτίου 2026"), "en": ("March 1, 2026", "March 25, 2026")}


@pytest.mark.parametrize(
    ("kind", "answer", "greek", "english"),
    [
        (Kind.TEXT, "Κιλκίς <b>", "Κιλκίς <b>", "Κιλκίς <b>"),
        (Kind.LONG_TEXT, "Δύο\nγραμμές", "Δύο\nγραμμές", "Δύο\nγραμμές"),
        (Kind.NUMBER, 1234, "1.234 τεμάχια", "1,234 pieces"),
        (Kind.NUMBER, Decimal("1234.50"), "1.234,5 τεμάχια", "1,234.5 pieces"),
        (Kind.NUMBER, 0, "0 τεμάχια", "0 pieces"),
        (Kind.MONEY, Decimal("1234.5"), "1.234,50\xa0€", "€1,234.50"),
        (Kind.MONEY, Decimal("-0.05"), "-0,05\xa0€", "-€0.05"),
        (Kind.DATE, date(2026, 3, 25), DAYS["el"][1], DAYS["en"][1]),
        (Kind.PERIOD, Period(date(2026, 3, 1), date(2026, 3, 25)), " – ".join(DAYS["el"]), " – ".join(DAYS["en"])),
        (Kind.PERIOD, Period(date(2026, 3, 1)), f"{DAYS['el'][0]} – έως σήμερα", f"{DAYS['en'][0]} – until today"),
        (Kind.YES_NO, True, "Ναι", "Yes"),
        (Kind.YES_NO, False, "Όχι", "No"),
        (Kind.CHOICE, "green", "Πράσινο", "Green"),
        (Kind.CHOICES, ("red", "blue"), "Κόκκινο, Γαλάζιο", "Red, Blue"),
        (Kind.CHOICES, ("gone",), "gone", "gone"),
        (Kind.CODE_LIST, "2", "2", "2"),
        (Kind.EMAIL, "maria@example.gr", "maria@example.gr", "maria@example.gr"),
        (Kind.PHONE, "+302321350154", "+302321350154", "+302321350154"),
        (Kind.AFM, "123456783", "123456783", "123456783"),
        (Kind.AMKA, "01013099997", "01013099997", "01013099997"),
        (Kind.ADT, "ΑΒ123456", "ΑΒ123456", "ΑΒ123456"),
        (Kind.IBAN, "GR1601101250000000012300695", "GR1601101250000000012300695", "GR1601101250000000012300695"),
        (Kind.POSTCODE, "62122", "62122", "62122"),
        (Kind.KAD, "56101100", "56101100", "56101100"),
        (Kind.ATAK, "01234567890", "01234567890", "01234567890"),
        (Kind.KAEK, "440123456789/0/1", "440123456789/0/1", "440123456789/0/1"),
        (Kind.SUPPLY_NUMBER, "123456789", "123456789", "123456789"),
        (Kind.ADDRESS, Address("Ερμού", "1", "62122", "Σέρρες"), *["Ερμού 1, 62122 Σέρρες"] * 2),
        (Kind.PLACE, Place("Πλατεία"), "Πλατεία", "Πλατεία"),
        (Kind.PLACE, Place("Εδώ", Decimal("41.09"), Decimal("23.5")), *["Εδώ (41.09, 23.5)"] * 2),
        (Kind.PLACE, Place("Εκεί", Decimal(0), Decimal(0)), *["Εκεί (0, 0)"] * 2),
        (Kind.COMPUTED, Decimal("2468.00"), "2.468,00 €", "2,468.00 €"),
        (Kind.DECLARATION, True, "Δηλώθηκε", "Declared"),
    ],
)
def test_answers_of_every_kind_in_both_languages(kind, answer, greek, english):
    field = parse_field(field_of(kind), "fields[0]")
    assert (in_words(field, answer, "el"), in_words(field, answer, "en")) == (greek, english)


@pytest.mark.parametrize(("locale", "words"), [("el", ("Όνομα", "Κόκκινο")), ("en", ("Name", "Red"))])
def test_items_of_a_group_have_answers_of_their_own(locale, words):
    field = parse_field(field_of(Kind.GROUP), "fields[0]")
    items = (Item((("who", "Άννα"), ("likes", ("red",)))), Item((("who", "Νίκος"), ("gone", "x"))))
    [shown] = shown_answers([field], [("group", items)], (), locale)
    assert [[(part.label, part.text) for part in item] for item in shown.items] == [
        [(words[0], "Άννα"), ("Χρώματα" if locale == "el" else "Colours", words[1])],
        [(words[0], "Νίκος")],
    ]
    assert shown.text == ""


def test_every_kind_that_is_answered_has_words():
    fields = [parse_field(field, "fields[0]") for field in every_field()]
    shown = shown_answers(fields, ANSWERS.items(), [attachment("id1")], "el")
    assert len(shown) == len(ANSWERS)
    assert all(answer.text or answer.files or answer.items for answer in shown)


def test_an_answer_with_parts_is_one_text():
    item = (ShownAnswer("Όνομα", "Ελένη"), ShownAnswer("Ηλικία", "7"))
    children = ShownAnswer("Παιδιά", items=(item, item))
    told = "Όνομα: Ελένη, Ηλικία: 7"
    assert children.as_text() == f"{told}\n{told}"
    assert children.as_text("; ") == f"{told}; {told}"
    assert ShownAnswer("Λόγος", "κανένας").as_text() == "κανένας"
