"""Declared encodings that Python does not have."""

import pytest

from serres_requests.domain.errors import UnavailableError
from serres_requests.gateways.taxisnet import parse_userinfo


@pytest.mark.parametrize("encoding", ["foo", "hex"])
def test_an_unknown_encoding_means_unavailable(encoding):
    body = f'<?xml version="1.0" encoding="{encoding}"?><root><userinfo taxid="123456783"/></root>'
    with pytest.raises(UnavailableError):
        parse_userinfo(body.encode())


@pytest.mark.parametrize("year", ["-5", "1_980", "+1980"])
def test_an_odd_birth_year_means_unavailable(year):
    with pytest.raises(UnavailableError):
        parse_userinfo(f'<root><userinfo taxid="123456783" birthyear="{year}"/></root>'.encode())
