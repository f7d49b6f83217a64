"""Documents that the municipality issues, and the register by which anybody checks them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from BTrees.OOBTree import OOBTree
from substanced.content import content

from serres_requests.content_types.attachment import StoredFile
from serres_requests.content_types.container import Node


class Document(StoredFile):
    """A file that was issued: the code that stands on it, when it was made and in which language."""

    def __init__(
        self, filename: str, media_type: str, content: bytes, *, code: str, made_at: datetime, language: str
    ) -> None:
        super().__init__(filename, media_type, len(content), sha256(content).hexdigest())
        self.write(BytesIO(content))
        self.code = code
        self.made_at = made_at
        self.language = language


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What a code stands for: the request it belongs to, the hash of the one genuine file, when it was made."""

    reference: str
    sha256: str
    made_at: datetime


@content("Documents")
class Documents(Node):
    """The register of issued documents by their codes. Only the worker writes here, nothing is taken out."""

    def __init__(self) -> None:
        self._records = OOBTree()

    def add(self, code: str, record: DocumentRecord) -> None:
        """Enter a document; raise KeyError when its code is taken."""
        if not self._records.insert(code, record):
            raise KeyError(code)

    def record(self, code: str) -> DocumentRecord | None:
        """Return what `code` stands for."""
        found: DocumentRecord | None = self._records.get(code)
        return found

    def records(self) -> Iterator[tuple[str, DocumentRecord]]:
        """Return what each code stands for, in the order of the codes."""
        return iter(self._records.items())
