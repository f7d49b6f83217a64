"""Settings that look given and are not, or that would turn the checks of production off unseen."""

import pytest
from tests.support.settings import PRODUCTION as INI
from tests.support.settings import PRODUCTION_SECRETS as ENVIRONMENT

from serres_requests.settings import SettingsError, read_settings


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
