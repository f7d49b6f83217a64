"""Tables as files: what is in them, that text stays text, and that memory does not grow with their rows."""

import subprocess
import sys
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring

from serres_requests.services import tables
from serres_requests.services.tables import write_csv, write_xlsx

HEADS = ("Αριθμός", "Ημέρα", "Ώρα")
AT = datetime(2026, 3, 25, 9, 5)  # noqa: DTZ001  what a clock on the wall showed
ROWS = [("1/25-3-2026", date(2026, 3, 25), AT), ("=1+1", "", "http://example.gr")]
MEGABYTES = 150
SCRIPT = """
import resource, sys, tempfile
from datetime import datetime
from serres_requests.services import tables
row = lambda n: (f"{n}/1-1-2026", datetime(2026, 1, 1), *[f"Λέξεις {n} {m}" for m in range(6)])
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
with tempfile.TemporaryFile() as file:
    getattr(tables, sys.argv[1])(["a"] * 8, map(row, range(10)), file)
    before = peak()
    getattr(tables, sys.argv[1])(["a"] * 8, map(row, range(100_000)), file)
    print(peak() - before, file.tell())
"""


def written(write, rows):
    target = BytesIO()
    write(HEADS, rows, target)
    return target.getvalue()


def sheets(content):
    """Return the text or number of each cell, row by row, of each sheet."""
    with ZipFile(BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        trees = [fromstring(archive.read(name)) for name in names]
    return [[["".join(cell.itertext()) for cell in row] for row in tree.findall(".//{*}row")] for tree in trees]


def test_csv_is_for_any_program():
    assert written(write_csv, ROWS).decode("utf-8-sig").splitlines() == [
        "Αριθμός;Ημέρα;Ώρα",
        "1/25-3-2026;2026-03-25;2026-03-25 09:05",
        "'=1+1;;http://example.gr",
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(sign):
    assert f"'{sign}1".encode() in written(write_csv, [(f"{sign}1",)])


def test_a_spreadsheet_has_days_as_days_and_text_as_text():
    content = written(write_xlsx, ROWS)
    [[heads, first, second]] = sheets(content)
    assert heads == list(HEADS)
    assert first[0] == "1/25-3-2026"
    assert (first[1], first[2][:8]) == ("46106", "46106.37")
    assert second == ["=1+1", "", "http://example.gr"]
    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_a_spreadsheet_without_rows_has_its_heads():
    assert sheets(written(write_xlsx, [])) == [[list(HEADS)]]


def test_more_rows_than_a_sheet_takes_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(tables, "ROWS_OF_A_SHEET", 2)
    found = sheets(written(write_xlsx, [(str(number), "", "") for number in range(5)]))
    assert [[row[0] for row in sheet] for sheet in found] == [
        ["Αριθμός", "0", "1"],
        ["Αριθμός", "2", "3"],
        ["Αριθμός", "4"],
    ]


@pytest.mark.parametrize("write", ["write_csv", "write_xlsx"])
def test_a_hundred_thousand_rows_take_little_memory(write):
    told = subprocess.run([sys.executable, "-c", SCRIPT, write], capture_output=True, text=True, check=True).stdout
    growth, size = map(int, told.split())
    assert size > 2_000_000
    assert growth < MEGABYTES
