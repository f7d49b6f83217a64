"""A small real photo to attach."""

import base64
from typing import TypedDict

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////"
    "////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)


class FilePayload(TypedDict):
    """A file as Playwright takes it."""

    name: str
    mimeType: str
    buffer: bytes


def a_photo(name: str) -> FilePayload:
    """Return a JPEG of one grey pixel called `name`."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": JPEG}
