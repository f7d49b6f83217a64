"""Reference data (κωδικολόγια): tables of codes in numbered versions that never change."""

from datetime import datetime

import colander
from persistent import Persistent
from substanced.content import content
from substanced.folder import Folder
from substanced.property import PropertySheet
from substanced.schema import Schema

from serres_requests.domain.kad import KadTable
from serres_requests.domain.reference import CLOSING_DAYS, CodeEntry, TableKind
from serres_requests.domain.texts import Text
from serres_requests.domain.working_days import WorkingDays
from serres_requests.i18n import _


@content("Reference tables")
class ReferenceTables(Folder):
    """All tables by their ASCII name, by which definitions refer to them."""

    def __sdi_addable__(self, context: object, introspectable: dict[str, object]) -> bool:
        """Nothing else is added here through the management UI."""
        return introspectable.get("content_type") == "Reference table"

    @property
    def working_days(self) -> WorkingDays:
        """The working days of the municipality; without its table, those of Greece."""
        table = self.get(CLOSING_DAYS)
        version = table.current if table is not None else None
        entries = version.entries if version is not None else ()
        return WorkingDays(frozenset(entry.code for entry in entries))


class ReferenceVersion(Persistent):
    """One import; never changed, so that a decision can always be understood. note: where it comes from."""

    def __init__(
        self, number: int, entries: tuple[CodeEntry, ...], imported_at: datetime, imported_by: str, note: str
    ) -> None:
        self.number = number
        self.entries = entries
        self.imported_at = imported_at
        self.imported_by = imported_by
        self.note = note


class ReferenceTableSchema(Schema):
    """What an administrator edits of a table."""

    title_el = colander.SchemaNode(colander.String(), title=_("Name in Greek"))
    title_en = colander.SchemaNode(colander.String(), title=_("Name in English"))


class ReferenceTablePropertySheet(PropertySheet):
    """The properties tab of a table."""

    schema = ReferenceTableSchema()


@content("Reference table", add_view="add_table", propertysheets=(("", ReferenceTablePropertySheet),))
class ReferenceTable(Folder):
    """A code list. kind: what its codes are; it has no version before the first import."""

    def __init__(self, title: Text, kind: TableKind) -> None:
        super().__init__()
        self.title_el = title.el
        self.title_en = title.en
        self.kind = kind
        self.versions: tuple[ReferenceVersion, ...] = ()

    def __sdi_addable__(self, context: object, introspectable: dict[str, object]) -> bool:
        """Versions come from imports, not from an add form."""
        return False

    @property
    def title(self) -> Text:
        return Text(el=self.title_el, en=self.title_en)

    @property
    def current(self) -> ReferenceVersion | None:
        return self.versions[-1] if self.versions else None

    def version(self, number: int) -> ReferenceVersion | None:
        """Return the version with `number`, counted from 1."""
        return self.versions[number - 1] if 0 < number <= len(self.versions) else None

    def add_version(
        self, entries: tuple[CodeEntry, ...], imported_at: datetime, imported_by: str, note: str
    ) -> ReferenceVersion:
        """Make `entries` the current version."""
        version = ReferenceVersion(len(self.versions) + 1, entries, imported_at, imported_by, note)
        self.versions = (*self.versions, version)
        return version

    def as_kad_table(self) -> KadTable | None:
        """Return the current version for the rules; None when there is none, or the codes are no ΚΑΔ."""
        version = self.current
        if version is None or self.kind is not TableKind.KAD:
            return None
        return KadTable(str(self.__name__), self.title, version.number, version.note, version.entries)
