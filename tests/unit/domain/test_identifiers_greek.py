"""ΑΜΚΑ, IBAN, phones, identity cards, and the numbers of properties, supplies and activities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain import identifiers
from serres_requests.domain.errors import IdentifierError

NORMALISERS = [getattr(identifiers, name) for name in dir(identifiers) if name.startswith("normalise_")]
NORMALISERS.remove(identifiers.normalise_digits)


@pytest.mark.parametrize(
    ("normalise", "raw", "value"),
    [
        (identifiers.normalise_amka, "01013099997", "01013099997"),
        (identifiers.normalise_amka, " 010130 99997 ", "01013099997"),
        (identifiers.normalise_amka, "01018000016", "01018000016"),
        (identifiers.normalise_amka, "15057500025", "15057500025"),
        (identifiers.normalise_amka, "01078511118", "01078511118"),
        (identifiers.normalise_iban, "GR1601101250000000012300695", "GR1601101250000000012300695"),
        (identifiers.normalise_iban, "gr16 0110 1250 0000 0001 2300 695", "GR1601101250000000012300695"),
        (identifiers.normalise_iban, "GR6101101230000012345678901", "GR6101101230000012345678901"),
        (identifiers.normalise_iban, "DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
        (identifiers.normalise_phone, "6912345678", "+306912345678"),
        (identifiers.normalise_phone, "691 234 5678", "+306912345678"),
        (identifiers.normalise_phone, "+30 2321350154", "+302321350154"),
        (identifiers.normalise_phone, "0030 23213 50154", "+302321350154"),
        (identifiers.normalise_phone, "+49 30 901820", "+4930901820"),
        (identifiers.normalise_adt, "Χ123456", "Χ123456"),
        (identifiers.normalise_adt, "ΑΒ123456", "ΑΒ123456"),
        (identifiers.normalise_adt, "αβ 123456", "ΑΒ123456"),
        (identifiers.normalise_adt, "ΑΒ-123.456", "ΑΒ123456"),
        (identifiers.normalise_adt, "X123456", "Χ123456"),
        (identifiers.normalise_adt, "ab123456", "ΑΒ123456"),
        (identifiers.normalise_adt, "ΑΕ1234567", "ΑΕ1234567"),
        (identifiers.normalise_postcode, "62122", "62122"),
        (identifiers.normalise_postcode, "621 22", "62122"),
        (identifiers.normalise_kad, "56", "56"),
        (identifiers.normalise_kad, "56.10", "5610"),
        (identifiers.normalise_kad, "56.10.11", "561011"),
        (identifiers.normalise_kad, "56.10.11.00", "56101100"),
        (identifiers.normalise_kad, "84111000", "84111000"),
        (identifiers.normalise_atak, "01234567890", "01234567890"),
        (identifiers.normalise_atak, "0123 4567 890", "01234567890"),
        (identifiers.normalise_kaek, "440123456789", "440123456789"),
        (identifiers.normalise_kaek, "44 012 34 56 789/0/12", "440123456789/0/12"),
        (identifiers.normalise_supply_number, "123456789", "123456789"),
        (identifiers.normalise_supply_number, "1 23456789-01 2", "123456789012"),
    ],
)
def test_valid_values_are_brought_into_one_form(normalise, raw, value):
    assert normalise(raw) == value
    assert normalise(value) == value


@pytest.mark.parametrize("latin", "ABEZHIKMNOPTYX")
def test_latin_letters_that_look_greek_become_greek(latin):
    value = identifiers.normalise_adt(f"{latin}123456")
    assert value[0] in "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
    assert value != f"{latin}123456"


@pytest.mark.parametrize(
    ("normalise", "raw"),
    [
        (identifiers.normalise_amka, "01013099999"),
        (identifiers.normalise_amka, "32013099997"),
        (identifiers.normalise_amka, "0101309999"),
        (identifiers.normalise_amka, "٠١٠١٣٠٩٩٩٩٧"),
        (identifiers.normalise_iban, "GR1701101250000000012300695"),
        (identifiers.normalise_iban, "GR160110125000000001230069"),
        (identifiers.normalise_iban, "XX1601101250000000012300695"),
        (identifiers.normalise_iban, "GR16ΑΒ10"),
        (identifiers.normalise_phone, "691234567"),
        (identifiers.normalise_phone, "1234567890"),
        (identifiers.normalise_phone, "τηλέφωνο"),
        (identifiers.normalise_phone, "9" * 500),
        (identifiers.normalise_adt, "ΑΒΓ123456"),
        (identifiers.normalise_adt, "ΑΒ12345"),
        (identifiers.normalise_adt, "DF123456"),
        (identifiers.normalise_adt, "123456"),
        (identifiers.normalise_adt, "Α1234567"),
        (identifiers.normalise_adt, "ΑΒ١٢٣٤٥٦"),
        (identifiers.normalise_postcode, "06212"),
        (identifiers.normalise_postcode, "6212"),
        (identifiers.normalise_postcode, "6212Α"),
        (identifiers.normalise_kad, "561"),
        (identifiers.normalise_kad, "5610110"),
        (identifiers.normalise_kad, "٥٦"),
        (identifiers.normalise_atak, "0123456789"),
        (identifiers.normalise_atak, "012345678901"),
        (identifiers.normalise_kaek, "44012345678"),
        (identifiers.normalise_kaek, "440123456789/0"),
        (identifiers.normalise_kaek, "440123456789/0/123"),
        (identifiers.normalise_supply_number, "12345678"),
        (identifiers.normalise_supply_number, "1234567890"),
    ],
)
def test_anything_else_is_refused(normalise, raw):
    with pytest.raises(IdentifierError) as caught:
        normalise(raw)
    assert raw not in str(caught.value)


@pytest.mark.parametrize("normalise", NORMALISERS, ids=lambda normalise: getattr(normalise, "__name__", "digits"))
def test_any_text_gives_a_value_or_the_named_error_and_a_value_stays(normalise):
    @given(st.text() | st.text("0123456789 -./+GRΑΒabχ٣ß") | st.text("0123456789", max_size=30))
    def holds(text):
        try:
            value = normalise(text)
        except IdentifierError:
            return
        assert normalise(value) == value

    holds()
