"""What staff alone may search for: the applicant's name and what was written, no number that tells who it is."""

from datetime import UTC, datetime

import pytest
from tests.support.definitions import CHOICES, definition_data, words

from serres_requests.catalog.staff_words import staff_text
from serres_requests.content_types.request import Request
from serres_requests.domain.answers import Address, Item, Place
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.people import Identity

DEFINITION = parse_definition(
    definition_data(
        [
            {"name": "where", "kind": "text", "public": True},
            {"name": "story", "kind": "long_text"},
            {"name": "home", "kind": "address"},
            {"name": "spot", "kind": "place"},
            {"name": "tax_number", "kind": "afm"},
            {"name": "phone", "kind": "phone"},
            {
                "name": "children",
                "kind": "group",
                "fields": [
                    {"name": "name", "kind": "text", "title": words("name")},
                    {"name": "card", "kind": "adt", "title": words("card")},
                ],
            },
            {"name": "colour", "kind": "choice", "choices": CHOICES},
        ]
    )
)
NAME = "ΜΑΡΙΑ ΠΑΠΑΔΟΠΟΥΛΟΥ"


def lines_of(**answers):
    request = Request(
        type_name="lamp",
        type_version=1,
        department="lighting",
        applicant_id="0a1b",
        applicant=Identity("123456783", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ"),
        answers=answers,
        attachments=(),
        submitted_at=datetime(2026, 3, 25, tzinfo=UTC),
    )
    return staff_text(request, DEFINITION).split("\n")


@pytest.mark.parametrize(
    ("answers", "lines"),
    [
        ({}, []),
        ({"where": "Κιλκίς 12"}, []),
        ({"story": "Μένω\nεκεί"}, ["Μένω", "εκεί"]),
        ({"home": Address("Κιλκίς", "12", "62100", "Σέρρες")}, ["Κιλκίς 12 62100 Σέρρες"]),
        ({"spot": Place("Στο πάρκο")}, ["Στο πάρκο"]),
        ({"children": (Item((("name", "Νίκος"), ("card", "ΑΒ123456"))), Item(()))}, ["Νίκος"]),
        ({"tax_number": "123456783", "phone": "2321083600", "colour": "red"}, []),
    ],
)
def test_it_is_the_name_and_what_was_written_where_nobody_else_reads(answers, lines):
    assert lines_of(**answers) == [NAME, *lines]


@pytest.mark.parametrize("number", ["123456783", "EL123456783", "01018012345", "GR1601101250000000012300695"])
def test_numbers_that_tell_who_somebody_is_are_left_out_of_texts(number):
    assert lines_of(story=f"Ο αριθμός μου {number}, στύλος 12345678") == [NAME, "Ο αριθμός μου , στύλος 12345678"]
