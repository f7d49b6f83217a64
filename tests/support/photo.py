"""Small real files to attach: a photo and a paper."""

import base64
from typing import TypedDict

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////"
    "////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)
PDF = (
    b"%PDF-1.4\n"
    b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n162\n%%EOF\n"
)


class FilePayload(TypedDict):
    """A file as Playwright takes it."""

    name: str
    mimeType: str
    buffer: bytes


def a_photo(name: str) -> FilePayload:
    """Return a JPEG of one grey pixel called `name`."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": JPEG}


def a_paper(name: str) -> FilePayload:
    """Return a PDF of one empty page called `name`."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF}
