"""Tables as files: what is in them, that text stays text, and that they are sent while they are read."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring

from serres_requests.services.tables import csv_chunks, xlsx_chunks

HEADS = ("Αριθμός", "Ημέρα", "Ώρα")
AT = datetime(2026, 3, 25, 9, 5)  # noqa: DTZ001  what a clock on the wall showed
ROWS = [("1/25-3-2026", date(2026, 3, 25), AT), ("=1+1", "", "http://example.gr")]


def written(chunks, rows):
    return b"".join(chunks(HEADS, rows))


def sheets(content):
    """Return the text or number of each cell, row by row, of each sheet."""
    with ZipFile(BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        trees = [fromstring(archive.read(name)) for name in names]
    return [[["".join(cell.itertext()) for cell in row] for row in tree.findall(".//{*}row")] for tree in trees]


def test_csv_is_for_any_program():
    assert written(csv_chunks, ROWS).decode("utf-8-sig").splitlines() == [
        "Αριθμός;Ημέρα;Ώρα",
        "1/25-3-2026;2026-03-25;2026-03-25 09:05",
        "'=1+1;;http://example.gr",
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_is_a_formula(sign):
    assert f"'{sign}1".encode() in written(csv_chunks, [(f"{sign}1",)])


def test_a_spreadsheet_has_days_as_days_and_text_as_text():
    content = written(xlsx_chunks, ROWS)
    [[heads, first, second]] = sheets(content)
    assert heads == list(HEADS)
    assert first[0] == "1/25-3-2026"
    assert (first[1], first[2][:8]) == ("46106", "46106.37")
    assert second == ["=1+1", "http://example.gr"]
    assert b"<f>" not in ZipFile(BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_a_spreadsheet_without_rows_has_its_heads():
    assert sheets(written(xlsx_chunks, [])) == [[list(HEADS)]]


def test_what_xml_cannot_hold_does_not_spoil_a_spreadsheet():
    [[_heads, row]] = sheets(written(xlsx_chunks, [("a\x00\ud800b", "_x0041_", "λ" * 40_000)]))
    assert row[:2] == ["a\ufffd\ufffdb", "_x005F_x0041_"]
    assert len(row[2]) == 32_767
    assert written(csv_chunks, [("a\ud800b", "", "")]).endswith(b"a?b;;\r\n")


def test_numbers_are_numbers():
    [[_heads, row]] = sheets(written(xlsx_chunks, [(5, "", 7)]))
    assert row == ["5", "7"], "an empty cell is none"
    assert written(csv_chunks, [(5, "", 7)]).endswith(b"5;;7\r\n")


@pytest.mark.parametrize("chunks", [csv_chunks, xlsx_chunks])
def test_the_first_bytes_leave_before_the_last_row_is_read(chunks):
    read = []

    def rows():
        for number in range(50_000):
            read.append(number)
            yield f"{number}", f"Ερμού {number * 7919 % 1000}", str(number * number)

    sent = chunks(HEADS, rows())
    first = next(sent)
    assert len(read) < 25_000
    assert len(first) < 300_000
    rest = list(sent)
    assert len(read) == 50_000
    assert max(map(len, rest)) < 300_000


def test_a_spreadsheet_is_whole():
    content = written(xlsx_chunks, (("1", "", "") for _ in range(3)))
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
