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
