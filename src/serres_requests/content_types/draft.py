"""A request that a citizen is still writing."""

import json
from datetime import datetime
from typing import Any

from serres_requests.content_types.attachment import Attachment
from serres_requests.content_types.container import Node
from serres_requests.domain.comparison import Change


class Draft(Node):
    """Answers as typed, valid or not, so that nothing typed is lost; files by their field.

    saved_from: the page whose contents were kept last while its citizen was writing, "" after a saving that they
    asked for. changes: what became different for the citizen when the draft was moved to a new version of its
    type; kept until they save the next time. warned_at: when they were told that the draft will be thrown away,
    if they were.
    """

    saved_from = ""
    changes: tuple[Change, ...] = ()
    warned_at: datetime | None = None

    def __init__(self, type_name: str, type_version: int, now: datetime) -> None:
        self.type_name = type_name
        self.type_version = type_version
        self.created_at = now
        self.saved_at = now
        self._typed = "{}"
        self._files: tuple[tuple[str, Attachment], ...] = ()

    @property
    def id(self) -> str:
        return str(self.__name__)

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return tuple(attachment for _field, attachment in self._files)

    def attachment(self, attachment_id: str) -> Attachment | None:
        """Return the file with `attachment_id`."""
        return next((a for a in self.attachments if a.__name__ == attachment_id), None)

    def files_by_field(self) -> dict[str, list[Attachment]]:
        """Return the files of each file field that has any."""
        by_field: dict[str, list[Attachment]] = {}
        for field, attachment in self._files:
            by_field.setdefault(field, []).append(attachment)
        return by_field

    def file_ids(self) -> dict[str, list[str]]:
        """Return the ids of the files of each file field that has any: the raw values of these fields."""
        return {field: [str(file.__name__) for file in files] for field, files in self.files_by_field().items()}

    def begin_with(self, typed: dict[str, Any], files: tuple[tuple[str, Attachment], ...]) -> None:
        """Hold raw answers and, by their field, files that belong to another node."""
        self._typed = json.dumps(typed, ensure_ascii=False)
        self._files = files

    def add_file(self, field: str, attachment: Attachment) -> None:
        """Keep a file that was handed in for `field`."""
        attachment.__parent__ = self
        self._files = (*self._files, (field, attachment))

    def remove_files(self, attachment_ids: frozenset[str]) -> None:
        """Drop the files with these ids."""
        if attachment_ids:
            self._files = tuple(pair for pair in self._files if pair[1].__name__ not in attachment_ids)

    def move_to(self, version: int, typed: dict[str, Any], changes: tuple[Change, ...]) -> None:
        """Go on as a draft of another version of the type, with the answers that fit it."""
        self.type_version = version
        self._typed = json.dumps(typed, ensure_ascii=False)
        self.changes = changes

    @property
    def typed(self) -> dict[str, Any]:
        """The form's raw values by field name."""
        values: dict[str, Any] = json.loads(self._typed)
        return values

    @property
    def stamp(self) -> str:
        """Tells one saving from another."""
        return self.saved_at.isoformat()

    def save(self, typed: dict[str, Any], now: datetime, page: str = "") -> None:
        """Keep what was typed, on `page` when it is still being written there."""
        self._typed = json.dumps(typed, ensure_ascii=False)
        self.saved_at = now
        self.saved_from = page
        self.warned_at = None
