"""Settings that look given and are not, or that would turn the checks of production off unseen."""

import pytest

from serres_requests.settings import SettingsError, read_settings

INI = {
    "serres.environment": "production",
    "serres.database": "memory://",
    "serres.public_url": "https://aitimata.serres.example/",
    "serres.taxisnet_url": "https://oauth2.example/oauth2server",
    "serres.taxisnet_client_id": "serres",
    "serres.mail_host": "mail.example",
    "serres.mail_sender": "aitimata@serres.example",
}
ENVIRONMENT = {
    "SERRES_SECRET": "s" * 32,
    "SERRES_ADMIN_PASSWORD": "p" * 12,
    "SERRES_TAXISNET_CLIENT_SECRET": "from the tax office",
}


@pytest.mark.parametrize(
    ("ini", "environment", "named"),
    [
        ({"serres.environment": "Production"}, {}, "serres.environment"),
        ({"serres.environment": "prod"}, {}, "serres.environment"),
        ({"serres.demonstration": "yes"}, {}, "serres.demonstration"),
        ({"serres.database": "  "}, {}, "serres.database"),
        ({}, {"SERRES_DATABASE": "  "}, "serres.database"),
        ({}, {"SERRES_TAXISNET_CLIENT_SECRET": ""}, "SERRES_TAXISNET_CLIENT_SECRET"),
        ({"serres.environment": "development"}, {"SERRES_SECRET": ""}, "SERRES_SECRET"),
        ({"serres.environment": "development"}, {"SERRES_ADMIN_PASSWORD": ""}, "SERRES_ADMIN_PASSWORD"),
        ({"serres.public_url": "https://[x"}, {}, "serres.public_url"),
        ({"serres.upload_megabytes": "0"}, {}, "serres.upload_megabytes"),
        ({"serres.mail_port": "0"}, {}, "serres.mail_port"),
    ],
)
def test_what_is_empty_or_misspelt_is_named(ini, environment, named):
    with pytest.raises(SettingsError, match=named):
        read_settings(INI | ini, ENVIRONMENT | environment)
