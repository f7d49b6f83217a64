"""Files in blobs: what all of them have, and those that people handed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from ZODB.blob import Blob

from serres_requests.content_types.container import Node

CHUNK = 1024 * 1024
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Media types of what people hand in that every browser shows as a picture; HEIC is not among them."""


class StoredFile(Node):
    """File name (cleaned), media type, size in bytes, SHA-256 as hex; the content lies in the blob."""

    def __init__(self, filename: str, media_type: str, size: int, sha256: str) -> None:
        self.filename = filename
        self.media_type = media_type
        self.size = size
        self.sha256 = sha256
        self.blob = Blob()

    @property
    def kilobytes(self) -> int:
        """The size as people are told it."""
        return max(self.size // 1024, 1)

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.media_type in PICTURES

    def write(self, stream: IO[bytes]) -> None:
        """Copy `stream` into the blob."""
        with self.blob.open("w") as target:
            while chunk := stream.read(CHUNK):
                target.write(chunk)

    @contextmanager
    def open(self) -> Iterator[Any]:
        """Open the content for reading."""
        with self.blob.open("r") as source:
            yield source


class Attachment(StoredFile):
    """A file that a citizen handed in, or that goes with a message or note of the staff.

    Its media type was found in the content. pages: how many a PDF has, 0 when that is not known. page_problem: why
    they can't be shown, "" when they can.
    """

    pages = 0
    page_problem = ""
