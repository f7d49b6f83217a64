"""The address of the database as libpq wants it."""

from psycopg2.extensions import make_dsn

from serres_requests.settings import Settings

_NOTICE_DEAD_PEERS = {
    "connect_timeout": 5,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 6000,
}
"""A machine that drops off the network is given up after six seconds."""


def dsn_of(settings: Settings) -> str:
    """Return libpq's connection string: the address of the settings with the password from the environment."""
    password = {"password": settings.database_password} if settings.database_password else {}
    return str(make_dsn(settings.database, **{**_NOTICE_DEAD_PEERS, **password}))
