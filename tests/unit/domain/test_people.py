"""How a citizen's name is written."""

import pytest

from serres_requests.domain.people import Identity


@pytest.mark.parametrize(
    ("last", "first", "full"),
    [
        ("ΠΑΠΑΔΟΠΟΥΛΟΣ", "ΓΕΩΡΓΙΟΣ", "ΓΕΩΡΓΙΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ"),
        ("ΣΕΡΡΑΪΚΗ ΑΕ", "", "ΣΕΡΡΑΪΚΗ ΑΕ"),
        ("", "ΜΑΡΙΑ", "ΜΑΡΙΑ"),
        ("", "", ""),
    ],
)
def test_a_full_name_has_no_stray_blanks(last, first, full):
    assert Identity("123456783", last_name=last, first_name=first).full_name == full


@pytest.mark.parametrize(
    ("last", "first", "agrees"),
    [
        ("Παπαδοπούλου", "Μαρία", True),
        ("ΠΑΠΑΔΟΠΟΥΛΟΥ", "ΕΛΕΝΗ", True),
        ("παπαδοπουλου ", "Μαρία Ελένη", True),
        ("ΠΑΠΑΔΟΠΟΥΛΟΥ", "ΑΝΝΑ", False),
        ("ΠΑΠΑΔΟΠΟΥΛΟΥ", "", False),
        ("ΑΛΛΗ", "ΜΑΡΙΑ", False),
    ],
)
def test_names_agree_when_they_may_be_of_one_person(last, first, agrees):
    certified = Identity("123456783", "ΠΑΠΑΔΟΠΟΥΛΟΥ", "ΜΑΡΙΑ ΕΛΕΝΗ")
    assert certified.agrees_with(Identity("123456783", last, first)) is agrees


def test_companies_agree_by_their_name():
    assert Identity("1", "ΣΕΡΡΑΪΚΗ ΑΕ").agrees_with(Identity("1", "Σερραϊκή  ΑΕ"))
