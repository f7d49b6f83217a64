"""Long tables as files: written row by row, so that memory does not grow with them."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

Cell = str | int | date
"""A datetime has no zone: it is what a clock on the wall showed."""
Row = Sequence[Cell]

ROWS_OF_A_SHEET = 1_000_000
"""A sheet of a spreadsheet ends at 1,048,576."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(heads: Row, rows: Iterable[Row], target: IO[bytes]) -> None:
    """Write a table for any program: UTF-8 with the mark that spreadsheets look for, cells apart by semicolons."""
    text = TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(heads)
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _csv_cell(cell: Cell) -> str:
    """A spreadsheet would take for a formula what somebody typed with such a sign in front."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int):
        return str(cell)
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell


def write_xlsx(heads: Row, rows: Iterable[Row], target: IO[bytes]) -> None:
    """Write a spreadsheet; text stays text, whatever it looks like. Each row leaves memory when it is written."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, options) as book:
        bold = book.add_format({"bold": True})
        formats = [book.add_format({"num_format": "yyyy-mm-dd" + hours}) for hours in ("", " hh:mm")]
        sheet: Worksheet | None = None
        for number, row in enumerate(rows):
            line = number % ROWS_OF_A_SHEET + 1
            if sheet is None or line == 1:
                sheet = _new_sheet(book, heads, bold)
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, formats[isinstance(cell, datetime)])
                elif isinstance(cell, int):
                    sheet.write_number(line, column, cell)
                else:
                    sheet.write_string(line, column, cell)
        if sheet is None:
            _new_sheet(book, heads, bold)


def _new_sheet(book: Workbook, heads: Row, bold: object) -> Worksheet:
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 22)
    sheet.write_row(0, 0, heads, bold)
    return sheet
