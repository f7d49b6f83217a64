"""Settings: all that is missing, wrong or unsafe is named at once."""

import pytest
from tests.support.settings import PRODUCTION as INI
from tests.support.settings import PRODUCTION_SECRETS as ENVIRONMENT

from serres_requests.settings import (
    DEMONSTRATION_PASSWORD,
    DEMONSTRATION_SECRET,
    SettingsError,
    read_settings,
)

DEVELOPMENT = {"serres.environment": "development"}


def without(settings, name):
    return {key: value for key, value in settings.items() if key != name}


def problems(ini, environment):
    with pytest.raises(SettingsError) as caught:
        read_settings(ini, environment)
    head, *lines = str(caught.value).splitlines()
    assert head == "The application can't start:"
    return [line.removeprefix("- ") for line in lines]


def test_a_complete_production_setting_starts_with_safe_defaults():
    settings = read_settings(INI, ENVIRONMENT)
    assert (settings.production, settings.demonstration) == (True, False)
    assert (settings.mail_port, settings.mail_security, settings.worker) == (25, "starttls", "thread")
    assert (settings.mail_username, settings.mail_password) == ("", "")
    assert settings.upload_bytes == 30 * 1024 * 1024


def test_everything_given_is_read():
    ini = INI | DEVELOPMENT
    ini |= {"serres.demonstration": "true", "serres.mail_port": "587", "serres.mail_security": "none"}
    ini |= {"serres.worker": "none", "serres.upload_megabytes": "5"}
    environment = ENVIRONMENT | {"SERRES_MAIL_USERNAME": "serres", "SERRES_MAIL_PASSWORD": "word"}
    settings = read_settings(ini, environment)
    assert (settings.production, settings.demonstration) == (False, True)
    assert (settings.mail_port, settings.mail_security, settings.worker) == (587, "none", "none")
    assert (settings.mail_username, settings.mail_password) == ("serres", "word")
    assert settings.upload_bytes == 5 * 1024 * 1024


@pytest.mark.parametrize("url", ["https://a.example", "https://a.example/", " https://a.example/ "])
def test_addresses_are_built_on_the_public_url_without_its_last_slash(url):
    settings = read_settings(INI | {"serres.public_url": url}, ENVIRONMENT)
    assert settings.public_url == "https://a.example"
    assert settings.taxisnet_callback == "https://a.example/login/taxisnet/callback"


@pytest.mark.parametrize("name", INI)
def test_each_missing_setting_is_named(name):
    message = f"{name} is missing (ini file, or SERRES_{name.removeprefix('serres.').upper()} in the environment)"
    for ini in (without(INI, name), INI | {name: ""}):
        assert message in problems(ini, ENVIRONMENT)


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_each_missing_secret_is_named(name):
    assert f"{name} is missing in the environment" in problems(INI | DEVELOPMENT, without(ENVIRONMENT, name))


def test_all_that_is_missing_is_named_at_once():
    assert len(problems({}, {})) == len(INI) + len(ENVIRONMENT)


@pytest.mark.parametrize(
    "name",
    ["secret", "admin_password", "taxisnet_client_secret", "mail_username", "mail_password", "reports_secret"],
)
def test_a_secret_in_the_ini_file_is_refused_and_not_repeated(name):
    (problem,) = problems(INI | {f"serres.{name}": "hush-hush"}, ENVIRONMENT)
    assert problem == f"serres.{name} is a secret: it belongs in the environment, not in the ini file"


@pytest.mark.parametrize(
    ("ini", "environment", "problem"),
    [
        ({}, {"SERRES_SECRET": DEMONSTRATION_SECRET}, "SERRES_SECRET is the demonstration secret"),
        ({}, {"SERRES_SECRET": "s" * 31}, "SERRES_SECRET is shorter than 32 characters"),
        (
            {},
            {"SERRES_ADMIN_PASSWORD": DEMONSTRATION_PASSWORD},
            "SERRES_ADMIN_PASSWORD is the demonstration password",
        ),
        ({}, {"SERRES_ADMIN_PASSWORD": "p" * 11}, "SERRES_ADMIN_PASSWORD is shorter than 12 characters"),
        (
            {},
            {"SERRES_TAXISNET_CLIENT_SECRET": DEMONSTRATION_SECRET},
            "SERRES_TAXISNET_CLIENT_SECRET is the demonstration secret",
        ),
        (
            {},
            {"SERRES_REPORTS_SECRET": DEMONSTRATION_SECRET},
            "SERRES_REPORTS_SECRET is the demonstration secret",
        ),
        ({}, {"SERRES_REPORTS_SECRET": "r" * 31}, "SERRES_REPORTS_SECRET is shorter than 32 characters"),
        (
            {},
            {"SERRES_REPORTS_SECRET": ENVIRONMENT["SERRES_SECRET"]},
            "SERRES_REPORTS_SECRET is SERRES_SECRET: it must be one of its own",
        ),
        ({"serres.demonstration": "true"}, {}, "serres.demonstration must be false in production"),
        (
            {"serres.public_url": "http://a.example"},
            {},
            "serres.public_url must be https, not 'http://a.example'",
        ),
        ({"serres.public_url": "https:///path"}, {}, "serres.public_url must be https, not 'https:///path'"),
        (
            {"serres.taxisnet_url": "http://oauth.example"},
            {},
            "serres.taxisnet_url must be https, not 'http://oauth.example'",
        ),
        ({"serres.mail_security": "none"}, {}, "serres.mail_security must be starttls in production"),
    ],
)
def test_production_refuses_what_is_unsafe_and_development_takes_it(ini, environment, problem):
    assert problem in problems(INI | ini, ENVIRONMENT | environment)
    assert read_settings(INI | DEVELOPMENT | ini, ENVIRONMENT | environment).production is False


def test_a_refusal_does_not_repeat_the_secret():
    told = "\n".join(problems(INI, ENVIRONMENT | {"SERRES_SECRET": "hush-hush"}))
    assert "hush-hush" not in told


@pytest.mark.parametrize("name", INI)
def test_the_environment_overrides_the_ini_file(name):
    variable = f"SERRES_{name.removeprefix('serres.').upper()}"
    from_environment = read_settings(INI | {name: "unused"}, ENVIRONMENT | {variable: INI[name]})
    assert from_environment == read_settings(INI, ENVIRONMENT)


def test_the_environment_overrides_defaults_too():
    assert read_settings(INI, ENVIRONMENT | {"SERRES_MAIL_PORT": "2525"}).mail_port == 2525


def test_without_an_environment_given_the_process_has_one(monkeypatch):
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SERRES_MAIL_HOST", "mail.of.the.process")
    assert read_settings(INI).mail_host == "mail.of.the.process"


@pytest.mark.parametrize("name", ["mail_port", "upload_megabytes"])
@pytest.mark.parametrize("value", ["", "many", "-1", "2.5", "0x10", "٢٥", "1 000", "²"])
def test_a_wrong_number_is_named(name, value):
    (problem,) = problems(INI | {f"serres.{name}": value}, ENVIRONMENT)
    assert problem == f"serres.{name} must be a whole number, not {value!r}"


@pytest.mark.parametrize(("name", "allowed"), [("mail_security", "starttls, none"), ("worker", "thread, none")])
@pytest.mark.parametrize("value", ["", "ssl", "Thread"])
def test_a_wrong_choice_is_named(name, allowed, value):
    (problem,) = problems(INI | {f"serres.{name}": value}, ENVIRONMENT)
    assert problem == f"serres.{name} must be one of {allowed}, not {value!r}"
