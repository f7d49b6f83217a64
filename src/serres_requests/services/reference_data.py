"""Administrators import code lists: a file becomes the next version of its table, or a report of what is wrong."""

from dataclasses import dataclass

from pyramid.registry import Registry

from serres_requests.catalog.due_days import begin
from serres_requests.content_types.reference_data import ReferenceTable, ReferenceVersion
from serres_requests.content_types.site import Site
from serres_requests.domain.reference import CLOSING_DAYS, TableKind
from serres_requests.domain.table_files import Reading, read_table
from serres_requests.domain.texts import Text
from serres_requests.services.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Import:
    """What became of a file: how it was read, and the version made of it, if one was."""

    reading: Reading
    version: ReferenceVersion | None


def create_table(site: Site, registry: Registry, name: str, title: Text, kind: TableKind) -> ReferenceTable:
    """Add a table without versions."""
    table = ReferenceTable(title, kind)
    site.reference_tables.add(name, table, registry=registry)
    return table


def import_table(
    uow: UnitOfWork, table: ReferenceTable, text: str, note: str, *, good_lines_alone: bool = False
) -> Import:
    """Make `text`, a CSV file, the next version of `table`.

    When any line is bad nothing is imported, unless the good lines alone are asked for and there are some. Raises
    UnreadableTableError when there is no line at all.
    """
    reading = read_table(text, table.kind)
    if not reading.entries or (reading.bad and not good_lines_alone):
        return Import(reading, None)
    if table.__name__ == CLOSING_DAYS:
        begin(uow.site.catalog)
    return Import(reading, table.add_version(reading.entries, uow.now(), uow.actor, note))
