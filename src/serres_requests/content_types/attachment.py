"""A file that a citizen handed in, in a blob."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from ZODB.blob import Blob

from serres_requests.content_types.container import Node

CHUNK = 1024 * 1024


class Attachment(Node):
    """File name as given (cleaned), media type as found in the content, size in bytes, SHA-256 as hex."""

    def __init__(self, filename: str, media_type: str, size: int, sha256: str) -> None:
        self.filename = filename
        self.media_type = media_type
        self.size = size
        self.sha256 = sha256
        self.blob = Blob()

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
