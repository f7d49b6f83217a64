"""Files that people hand in: typed by their content, measured, stored in blobs."""

import hashlib
import logging
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import IO

import magic

from serres_requests.content_types.attachment import CHUNK, Attachment
from serres_requests.documents.pdf_pages import UnreadableError, count_pages
from serres_requests.domain.errors import UnavailableError
from serres_requests.domain.fields import MEGABYTE, FieldDefinition
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.kinds import Kind
from serres_requests.domain.texts import Text, clean

log = logging.getLogger(__name__)

ACCEPTED = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
}
"""Media types that people may hand in, with the ending their files get."""

MESSAGE_FILES = FieldDefinition("files", Kind.FILES, Text("Αρχεία", "Files"), max_files=3, max_bytes=8 * MEGABYTE)
"""What goes with a message, as if it were asked for in a form."""

_PDF = "application/pdf"
_ENOUGH_TO_TELL = 8192
_LONGEST_NAME = 120
_TURNS = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Controls of writing direction: they can make ``exe.jpg`` look like something else."""
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
"""What looks like a file's ending; a full stop within Greek words does not."""


class Problem(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TYPE = "type"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken, and why."""

    filename: str
    problem: Problem


def take(stream: IO[bytes], filename: str, field: FieldDefinition) -> Attachment | Refused:
    """Return `stream` as an attachment, or why `field` can't take it."""
    name = clean_filename(filename)
    head = stream.read(_ENOUGH_TO_TELL)
    if not head:
        return Refused(name, Problem.EMPTY)
    media_type = magic.from_buffer(head, mime=True)
    if media_type not in ACCEPTED:
        return Refused(name, Problem.TYPE)
    size, digest = _measure(stream)
    if size > field.max_bytes:
        return Refused(name, Problem.TOO_LARGE)
    attachment = Attachment(_with_ending(name, media_type), media_type, size, digest)
    attachment.__name__ = new_id()
    stream.seek(0)
    attachment.write(stream)
    if media_type == _PDF:
        stream.seek(0)
        _note_pages(attachment, stream.read())
    return attachment


def _note_pages(attachment: Attachment, pdf: bytes) -> None:
    """Note how many pages there are to show; nothing when nobody has time to count them."""
    try:
        attachment.pages = count_pages(pdf)
    except UnreadableError as error:
        attachment.page_problem = error.problem.value
    except UnavailableError as error:
        log.warning("the pages of a file were not counted: %s", error)


def clean_filename(filename: str) -> str:
    """Return the last part of `filename` without control characters, of a bearable length."""
    name = PurePath(" ".join(clean(filename).translate(_TURNS).replace("\\", "/").split())).name
    return name[-_LONGEST_NAME:] if name not in ("", "..") else "file"


def _with_ending(name: str, media_type: str) -> str:
    """A file is named for what it is, whatever ending it came with."""
    return _ENDING.sub("", name) + ACCEPTED[media_type]


def _measure(stream: IO[bytes]) -> tuple[int, str]:
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()
