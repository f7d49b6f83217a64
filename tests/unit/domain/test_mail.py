"""Addresses as others than their owners are told them."""

import pytest

from serres_requests.domain.mail import masked


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("maria@example.gr", "m…@example.gr"),
        ("m@example.gr", "m…@example.gr"),
        ('"a@b"@example.gr', '"…@example.gr'),
    ],
)
def test_an_address_is_told_in_part(address, told):
    assert masked(address) == told
