"""What people write of a place names a street or another spot, and maybe a number there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.catalog.streets import NEAR_NUMBERS, Spot, spot_of


@pytest.mark.parametrize(
    ("written", "names", "number"),
    [
        ("Ερμού 12", ("ερμου",), 12),
        ("ΕΡΜΟΥ 12Α", ("ερμου",), 12),
        ("Οδός Ερμού αρ. 12", ("ερμου",), 12),
        ("Ερμού, 12", ("ερμου",), 12),
        ("Ερμού, αρ. 12, Σέρρες", ("ερμου",), 12),
        ("Ερμού 12-14", ("ερμου",), 12),
        ("Ερμού 12, γωνία Κύπρου", ("ερμου",), 12),
        ("Μπροστά στο σχολείο, Ερμού 12", ("ερμου",), 12),
        ("Ερμού 12, 62122 Σέρρες", ("ερμου",), 12),
        ("25ης Μαρτίου 10", ("25ησ", "μαρτιου"), 10),
        ("28 Οκτωβρίου 5", ("28", "οκτωβριου"), 5),
        ("Δημοτικό Σχολείο, 25ης Μαρτίου 10", ("25ησ", "μαρτιου"), 10),
        ("5ο Δημοτικό Σχολείο", ("5ο", "δημοτικο", "σχολειο"), None),
        ("Πλατεία Ελευθερίας, δίπλα στο περίπτερο", ("πλατεια", "ελευθεριασ"), None),
        ("Πλατεία Ελευθερίας – βόρεια πλευρά", ("πλατεια", "ελευθεριασ"), None),
        ("Ερμού και Κύπρου", ("ερμου", "κυπρου"), None),
        ("12", ("12",), None),
        ("", (), None),
        ("και στο", (), None),
    ],
)
def test_it_is_read(written, names, number):
    assert spot_of(written) == Spot(names, number)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ερμού 12", "ΕΡΜΟΥ 14"),
        ("Ερμού 12", f"οδος ερμου {12 + NEAR_NUMBERS}"),
        ("Ερμού 12", "Ερμού"),
        ("Ermou 12", "Ερμού 14"),
        ("Ερμού και Κύπρου", "Κύπρου και Ερμού"),
        ("Απέναντι από το 5ο Δημοτικό Σχολείο", "5ο δημοτικό σχολείο"),
        ("28 Οκτωβρίου 5", "28 Οκτωβρίου 7"),
    ],
)
def test_these_are_near(one, other):
    assert spot_of(one).is_near(spot_of(other))
    assert spot_of(other).is_near(spot_of(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ερμού 12", "Κύπρου 12"),
        ("Ερμού 12", f"Ερμού {13 + NEAR_NUMBERS}"),
        ("Ερμού 12", "Νέα Ερμού 12"),
        ("28 Οκτωβρίου 5", "29 Οκτωβρίου 5"),
        ("Ερμού 12", ""),
        ("", ""),
        ("και", "και"),
    ],
)
def test_these_are_not(one, other):
    assert not spot_of(one).is_near(spot_of(other))
    assert not spot_of(other).is_near(spot_of(one))


@given(st.text(max_size=80))
def test_whatever_is_written_is_read(written):
    spot = spot_of(written)
    assert spot.is_near(spot) is bool(spot.names)
