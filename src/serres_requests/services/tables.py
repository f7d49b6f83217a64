"""Long tables as files, sent row by row: the first bytes leave before the last row is read."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO, RawIOBase, StringIO
from itertools import count
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

Cell = str | int | date
"""A datetime has no zone: it is what a clock on the wall showed."""
Row = Sequence[Cell]

MOST_ROWS = 1_000_000
"""A sheet of a spreadsheet ends at 1,048,576."""

_CHUNK = 64 * 1024
_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_SHEET = "xl/worksheets/sheet1.xml"
_LONGEST_TEXT = 32_767
"""A cell of a spreadsheet takes no more characters."""
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  days of a spreadsheet have no zone
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def csv_chunks(heads: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a table for any program: UTF-8 with the mark that spreadsheets look for, cells apart by semicolons."""
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    text.write("\ufeff")
    writer.writerow([_csv_cell(head) for head in heads])
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
        if text.tell() >= _CHUNK:
            yield _taken(text)
    yield _taken(text)


def _taken(text: StringIO) -> bytes:
    taken = text.getvalue().encode(errors="replace")
    text.seek(0)
    text.truncate()
    return taken


def _csv_cell(cell: Cell) -> str:
    """A spreadsheet would take for a formula what somebody typed with such a sign in front."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell


def xlsx_chunks(heads: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a spreadsheet; text stays text, whatever it looks like.

    XlsxWriter makes the book with its styles. It would keep all rows on the disk until the last is read, so they
    are written into its sheet here.
    """
    book, styles = _book(heads)
    sink = _Sink()
    with ZipFile(book) as parts, ZipFile(sink, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            if name != _SHEET:
                archive.writestr(name, parts.read(name))
        before, after = _around_rows(parts.read(_SHEET))
        with archive.open(_SHEET, "w") as sheet:
            sheet.write(before)
            for line, row in zip(count(2), rows, strict=False):
                sheet.write(_row_xml(line, row, styles))
                if sink.size >= _CHUNK:
                    yield sink.taken()
            sheet.write(after)
    yield sink.taken()


class _Sink(RawIOBase):
    """What a zip file is written to when nobody can go back in it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, data: Any, /) -> int:
        part = bytes(data)
        self._parts.append(part)
        self.size += len(part)
        return len(part)

    def taken(self) -> bytes:
        taken = b"".join(self._parts)
        self._parts.clear()
        self.size = 0
        return taken


def _book(heads: Row) -> tuple[BytesIO, dict[bool, int]]:
    """Return a book with heads and one row that gives its styles a use, and the numbers of those of days: without
    and with the time."""
    target = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(heads) - 1, 22)
        sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
        formats = {has_time: book.add_format({"num_format": pattern}) for has_time, pattern in _PATTERNS.items()}
        for column, style in enumerate(formats.values()):
            sheet.write_datetime(1, column, _DAY_ZERO, style)
    return target, {has_time: style.xf_index for has_time, style in formats.items()}


_PATTERNS = {False: "yyyy-mm-dd", True: "yyyy-mm-dd hh:mm"}


def _around_rows(sheet: bytes) -> tuple[bytes, bytes]:
    """Return what stands before and behind the rows; how large the sheet is, is not told, being unknown."""
    before, after = sheet.index(b'<row r="2"'), sheet.index(b"</sheetData>")
    return re.sub(rb"<dimension [^>]*/>", b"", sheet[:before]), sheet[after:]


def _row_xml(line: int, row: Row, styles: dict[bool, int]) -> bytes:
    cells = "".join(
        _cell_xml(f"{_letters(column)}{line}", cell, styles) for column, cell in enumerate(row) if cell != ""
    )
    return f'<row r="{line}">{cells}</row>'.encode()


def _cell_xml(place: str, cell: Cell, styles: dict[bool, int]) -> str:
    if isinstance(cell, datetime):
        return f'<c r="{place}" s="{styles[True]}"><v>{(cell - _DAY_ZERO) / timedelta(days=1)}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{place}" s="{styles[False]}"><v>{(cell - _DAY_ZERO.date()).days}</v></c>'
    if isinstance(cell, int):
        return f'<c r="{place}"><v>{cell}</v></c>'
    text = escape(_LOOKS_ESCAPED.sub("_x005F_", _NOT_IN_XML.sub("\ufffd", cell[:_LONGEST_TEXT])))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _letters(column: int) -> str:
    return str(xl_col_to_name(column))
