"""What is stored notices its own changes, and can be read for ever under the names it was stored by."""

from pathlib import Path

import pytest
from tests.support.stored import Stored, attributes, entries, is_btree, mutable_parts, records
from tests.support.world import World
from ZODB.broken import find_global

LIST = Path(__file__).with_name("stored_classes.txt")
OURS = "serres_requests."

STATELESS = {
    "pyramid.authorization.AllPermissionsList": "Pyramid's ALL_PERMISSIONS, which has no attribute to change",
}
"""Plain objects within persistent ones that are sound all the same, with the reason."""

MOVED = """
Databases name this class by its module and name. To move or rename it, leave an alias at the old place, so that
old records can be read, and keep the old line in tests/architecture/stored_classes.txt.
"""
NEW = """
This class has come into the database. If it is meant to be stored for ever under this name, add the line to
tests/architecture/stored_classes.txt; its module and name can't be changed any more afterwards.
"""


@pytest.fixture(scope="module")
def stored(world: World) -> list[Stored]:
    return list(records(world.database))


def listed() -> list[str]:
    lines = LIST.read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def is_ours(instance: object) -> bool:
    return type(instance).__module__.startswith(OURS)


def test_the_sweep_meets_our_content(stored: list[Stored]) -> None:
    met = {type(record.instance).__name__ for record in stored if is_ours(record.instance)}
    assert met >= {
        "Site",
        "Departments",
        "Department",
        "RequestTypes",
        "RequestType",
        "RequestTypeVersion",
        "Requests",
        "YearOfRequests",
        "Request",
        "Attachment",
        "Citizens",
        "Citizen",
        "Drafts",
        "Draft",
        "Notices",
        "Notice",
        "Outbox",
        "Lane",
        "Tray",
        "ProtocolRegister",
        "RequestCatalog",
        "GreekTextIndex",
        "Lexicon",
    }


def test_attributes_notice_their_changes(stored: list[Stored]) -> None:
    """Tuples, persistent objects and BTrees; a list or dict would lose what is written into it."""
    wrong = {
        part
        for record in stored
        if is_ours(record.instance)
        for name, value in attributes(record.instance).items()
        for part in mutable_parts(value, f"{type(record.instance).__name__}.{name}")
    }
    assert not {part for part in wrong if part.partition(": ")[2] not in STATELESS}


def test_entries_of_our_trees_notice_their_changes(stored: list[Stored]) -> None:
    trees = [
        (f"{type(record.instance).__name__}.{name}", tree)
        for record in stored
        if is_ours(record.instance)
        for name, value in attributes(record.instance).items()
        for tree in (value if isinstance(value, tuple) else (value,))
        if is_btree(tree) and hasattr(tree, "keys")
    ]
    assert len(trees) > 20
    assert not [part for place, tree in trees for entry in entries(tree) for part in mutable_parts(entry, place)]


def test_class_paths_never_move(stored: list[Stored]) -> None:
    found = {name for record in stored for name in record.classes}
    new = sorted(found - set(listed()))
    assert not new, f"{NEW}\n{new}"


@pytest.mark.parametrize("name", listed())
def test_what_was_ever_stored_can_be_read(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    assert find_global(module, attribute).__module__ != "ZODB.broken", MOVED


def test_the_list_is_in_order() -> None:
    assert listed() == sorted(set(listed()))


def test_the_sweep_looks_into_the_parts_of_a_record(stored: list[Stored]) -> None:
    [citizen, *_] = [record for record in stored if type(record.instance).__name__ == "Citizen"]
    assert citizen.classes >= {
        "serres_requests.content_types.citizen.Citizen",
        "serres_requests.domain.people.Identity",
    }
    assert list(mutable_parts((1, ("a", [])), "here")) == ["here[1][1]: builtins.list"]
