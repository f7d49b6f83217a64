"""The file field: uploads are taken before validation and kept; the field's value is their ids."""

from collections.abc import Sequence
from typing import Any

import colander
from deform.widget import Widget

from serres_requests.content_types.attachment import Attachment
from serres_requests.domain.fields import MEGABYTE
from serres_requests.i18n import _

REMOVE = ".remove"
"""Ending of the name of the boxes that say which kept files to drop."""


class FileIds(colander.SchemaType):
    """A tuple of attachment ids; an empty one counts as nothing given."""

    def serialize(self, node: colander.SchemaNode, appstruct: Any) -> Any:  # noqa: ARG002
        return appstruct

    def deserialize(self, node: colander.SchemaNode, cstruct: Any) -> Any:  # noqa: ARG002
        return tuple(cstruct) if cstruct else colander.null


class FilesWidget(Widget):
    """File input that shows what was kept already, each with a box to remove it.

    kept: the draft's attachments in this field, set when the form is made.
    """

    template = "files"
    kept: Sequence[Attachment] = ()

    def serialize(self, field: Any, cstruct: Any, **kw: Any) -> str:  # noqa: ARG002
        values = {"field": field, "remove": field.name + REMOVE, "limits": self.limits()}
        return str(field.renderer(self.template, **values))

    def deserialize(self, field: Any, pstruct: Any) -> Any:  # noqa: ARG002
        return pstruct or colander.null

    def limits(self) -> Any:
        """Return the sentence that tells how many files of which size are taken."""
        return _(
            "Photos (JPEG, PNG, WebP, HEIC) or PDF. Number of files: up to ${count}. "
            "Size of each: up to ${megabytes} MB.",
            mapping={"count": self.max_files, "megabytes": self.max_bytes // MEGABYTE},
        )
