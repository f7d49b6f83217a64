"""The settings of the map: all of it or nothing."""

import pytest
from tests.support.settings import PRODUCTION as INI
from tests.support.settings import PRODUCTION_SECRETS as ENVIRONMENT

from serres_requests.settings import SettingsError, read_settings

TILES = "https://tiles.example/{z}/{x}/{y}.png"
CREDIT = "© OpenStreetMap"


def test_an_installation_may_have_no_map():
    assert read_settings(INI, ENVIRONMENT).map_tiles == ""


def test_its_address_and_credit_are_read():
    settings = read_settings(INI | {"serres.map_tiles": TILES, "serres.map_credit": CREDIT}, ENVIRONMENT)
    assert (settings.map_tiles, settings.map_credit) == (TILES, CREDIT)


@pytest.mark.parametrize(
    ("tiles", "credit", "problem"),
    [
        (TILES, "", "serres.map_credit is missing"),
        ("https://tiles.example/{z}/{x}.png", CREDIT, "must have {z}, {x} and {y}"),
        (TILES.replace("https", "http"), CREDIT, "serres.map_tiles must be https"),
    ],
)
def test_what_can_t_work_is_refused(tiles, credit, problem):
    with pytest.raises(SettingsError, match=problem):
        read_settings(INI | {"serres.map_tiles": tiles, "serres.map_credit": credit}, ENVIRONMENT)
