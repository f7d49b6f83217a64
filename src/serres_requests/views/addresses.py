"""Addresses that came from outside and where we may send a browser."""

from urllib.parse import urlsplit


def safe_path(raw: str) -> str:
    """Return `raw` when it is a path on this site, "" otherwise: we send nobody elsewhere."""
    try:
        parts = urlsplit(raw)
    except ValueError:
        return ""
    is_path = raw.startswith("/") and not raw.startswith(("//", "/\\"))
    return raw if is_path and not parts.scheme and not parts.netloc and raw.isprintable() else ""
