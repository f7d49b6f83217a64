"""The mark in the Message-ID of each mail: by it a report, which anybody can write, is known to be about ours."""

import hmac
from enum import StrEnum
from urllib.parse import urlsplit

import itsdangerous

_SALT = "mail-mark"


class MailKind(StrEnum):
    """The first word in the Message-ID of a mail to a citizen; their id and what it tells of follow."""

    NOTICE = "notice"
    DAILY = "daily"
    CONFIRMATION = "confirm"


def host_of(public_url: str) -> str:
    """Return what stands behind the @ of every Message-ID."""
    return str(urlsplit(public_url).hostname)


def marked(secret: str, key: str, address: str) -> str:
    """Return `key` with the mark of a mail to `address`; it is the same for each attempt."""
    return f"{key}.{_mark(secret, key, address)}"


def is_genuine(secret: str, marked_key: str, address: str) -> bool:
    """Tell whether there was a mail of ours to `address` with that in its Message-ID."""
    key, _, mark = marked_key.rpartition(".")
    return hmac.compare_digest(mark, _mark(secret, key, address))


def _mark(secret: str, key: str, address: str) -> str:
    return itsdangerous.Signer(secret, salt=_SALT).get_signature(f"{key}.{address}").decode()
