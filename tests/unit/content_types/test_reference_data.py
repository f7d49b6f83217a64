"""Tables of reference data and their versions."""

from datetime import UTC, datetime

import pytest

from serres_requests.content_types.reference_data import ReferenceTable, ReferenceTables
from serres_requests.domain.reference import CodeEntry, TableKind
from serres_requests.domain.texts import Text

NOW = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
FIRST, SECOND = (CodeEntry("5630", "Ποτά"),), (CodeEntry("55", "Καταλύματα"), *(CodeEntry("5630", "Ποτά"),))


@pytest.fixture
def table():
    made = ReferenceTable(Text("Πίνακας", "Table"), TableKind.KAD)
    made.__name__ = "kad-affected"
    return made


def test_a_new_table_has_no_version(table):
    assert (table.current, table.version(1), table.as_kad_table()) == (None, None, None)


def test_versions_are_numbered_and_earlier_ones_stay(table):
    table.add_version(FIRST, NOW, "admin", "Απόφαση 1")
    table.add_version(SECOND, NOW, "admin", "Απόφαση 2")
    assert [(v.number, v.entries, v.note, v.imported_by) for v in table.versions] == [
        (1, FIRST, "Απόφαση 1", "admin"),
        (2, SECOND, "Απόφαση 2", "admin"),
    ]
    assert table.current is table.version(2)
    assert table.version(1).entries == FIRST
    assert [table.version(number) for number in (-1, 0, 3)] == [None, None, None]


def test_the_rules_get_the_current_version(table):
    table.add_version(FIRST, NOW, "admin", "Απόφαση 1")
    told = table.as_kad_table()
    assert (told.name, told.title, told.version, told.source, told.entries) == (
        "kad-affected",
        Text("Πίνακας", "Table"),
        1,
        "Απόφαση 1",
        FIRST,
    )


def test_a_table_of_other_codes_is_none_of_activities():
    table = ReferenceTable(Text("Δρόμοι", "Streets"), TableKind.PLAIN)
    table.add_version(FIRST, NOW, "admin", "")
    assert table.as_kad_table() is None


@pytest.mark.parametrize(("content_type", "takes"), [("Reference table", True), ("Department", False)])
def test_the_folder_takes_tables_alone(table, content_type, takes):
    introspectable = {"content_type": content_type}
    assert ReferenceTables().__sdi_addable__(None, introspectable) is takes
    assert table.__sdi_addable__(None, introspectable) is False
