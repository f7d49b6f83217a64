"""The settings of the business registry: all of it or nothing."""

import pytest
from tests.support.settings import PRODUCTION as INI
from tests.support.settings import PRODUCTION_SECRETS as ENVIRONMENT

from serres_requests.settings import DEMONSTRATION_SECRET, SettingsError, read_settings

URL = "https://www1.gsis.example/wsaade/RgWsPublic2/RgWsPublic2"
CODES = {"SERRES_REGISTRY_USERNAME": "SERRES", "SERRES_REGISTRY_PASSWORD": "special code"}


def read(url, codes):
    return read_settings(INI | {"serres.registry_url": url}, ENVIRONMENT | codes)


def problems(url, codes):
    with pytest.raises(SettingsError) as caught:
        read(url, codes)
    return [line.removeprefix("- ") for line in str(caught.value).splitlines()[1:]]


@pytest.mark.parametrize("ini", [INI, INI | {"serres.registry_url": " "}])
def test_an_installation_may_have_no_registry(ini):
    settings = read_settings(ini, ENVIRONMENT)
    assert (settings.registry_url, settings.registry_username, settings.registry_password) == ("", "", "")


def test_its_address_and_codes_are_read():
    settings = read(URL, CODES)
    assert settings.registry_url == URL
    assert (settings.registry_username, settings.registry_password) == ("SERRES", "special code")


@pytest.mark.parametrize("name", CODES)
def test_with_an_address_each_missing_code_is_named(name):
    codes = {key: value for key, value in CODES.items() if key != name}
    assert problems(URL, codes) == [f"{name} is missing in the environment"]


def test_production_wants_https_and_no_demonstration_code():
    http = URL.replace("https", "http")
    assert problems(http, CODES | {"SERRES_REGISTRY_PASSWORD": DEMONSTRATION_SECRET}) == [
        f"serres.registry_url must be https, not {http!r}",
        "SERRES_REGISTRY_PASSWORD is the demonstration secret",
    ]


def test_codes_in_the_ini_file_are_refused():
    with pytest.raises(SettingsError, match="registry_password is a secret"):
        read_settings(INI | {"serres.registry_password": "hush"}, ENVIRONMENT)
