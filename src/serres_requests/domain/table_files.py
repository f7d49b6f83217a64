"""Reading a code list from a CSV file, and telling line by line what is wrong with it."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from serres_requests.domain.errors import IdentifierError, UnreadableTableError
from serres_requests.domain.kad import parse_prefix
from serres_requests.domain.reference import CodeEntry, TableKind
from serres_requests.domain.texts import clean, fold
from serres_requests.domain.working_days import parse_closing_day

LONGEST_CODE = 40
LONGEST_DESCRIPTION = 300
_SHOWN = 80  # how much of a bad line its report repeats
_COLUMNS = 2
_HEADINGS = frozenset({"code", "κωδικοσ", "kad", "καδ", "day", "ημερα"})  # folded, as `fold` does it
_ENCODINGS = ("utf-8-sig", "cp1253")
"""Greek spreadsheets save CSV as Windows-1253 unless told otherwise."""


class LineProblem(StrEnum):
    """What can be wrong with a line."""

    COLUMNS = "columns"
    CODE = "code"
    DESCRIPTION = "description"
    CONTRADICTION = "contradiction"
    QUOTES = "quotes"


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that can't be taken: its number in the file, why, and how it begins."""

    number: int
    problem: LineProblem
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds. repeated: numbers of the lines that say again what an earlier one said."""

    entries: tuple[CodeEntry, ...]
    bad: tuple[BadLine, ...]
    repeated: tuple[int, ...]


def decode(data: bytes) -> str:
    """Return the text of a CSV file; raise UnreadableTableError when it is none."""
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableTableError("not a text file")


def read_table(text: str, kind: TableKind) -> Reading:
    """Read ``code;description`` or ``code,description``, with or without a heading.

    Raises UnreadableTableError when there is nothing but blank lines and a heading.
    """
    reader = _Reader(_CODES[kind])
    for number, cells in _rows(text):
        reader.take(number, cells)
    reading = Reading(
        entries=tuple(CodeEntry(code, description) for code, description in reader.known.items()),
        bad=tuple(reader.bad),
        repeated=tuple(reader.repeated),
    )
    if not (reading.entries or reading.bad):
        raise UnreadableTableError("no line with a code")
    return reading


def _plain_code(raw: str) -> str:
    code = " ".join(raw.split())
    if not 0 < len(code) <= LONGEST_CODE:
        raise IdentifierError("a code has 1 to 40 characters")
    return code


_CODES: dict[TableKind, Callable[[str], str]] = {
    TableKind.KAD: parse_prefix,
    TableKind.CLOSING_DAYS: parse_closing_day,
    TableKind.PLAIN: _plain_code,
}


class _Reader:
    """Takes lines one by one; codes stay in the order of the file."""

    def __init__(self, parse_code: Callable[[str], str]) -> None:
        self._parse_code = parse_code
        self.known: dict[str, str] = {}
        self.bad: list[BadLine] = []
        self.repeated: list[int] = []

    def take(self, number: int, cells: list[str] | None) -> None:
        if cells is None:
            self.bad.append(BadLine(number, LineProblem.QUOTES, ""))
        elif problem := self._problem(number, cells):
            self.bad.append(BadLine(number, problem, " | ".join(cells)[:_SHOWN]))

    def _problem(self, number: int, cells: list[str]) -> LineProblem | None:
        """Keep the line, or tell what is wrong with it."""
        if len(cells) != _COLUMNS:
            return LineProblem.COLUMNS
        try:
            code = self._parse_code(cells[0])
        except IdentifierError:
            return LineProblem.CODE
        description = cells[1]
        if not 0 < len(description) <= LONGEST_DESCRIPTION:
            return LineProblem.DESCRIPTION
        earlier = self.known.get(code)
        if earlier is None:
            self.known[code] = description
        elif earlier == description:
            self.repeated.append(number)
        else:
            return LineProblem.CONTRADICTION
        return None


def _rows(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Yield the number and the trimmed cells of each line that is not blank; None when its quotes do not match."""
    lines = clean(text).split("\n")
    heading = next((line for line in lines if line.strip()), "")
    rows = csv.reader(lines, delimiter=";" if ";" in heading else ",", strict=True)
    is_first = True
    while True:
        number = rows.line_num + 1
        try:
            cells = [" ".join(cell.split()) for cell in next(rows)]
        except StopIteration:
            return
        except csv.Error:
            yield number, None
            continue
        if any(cells):
            if not (is_first and fold(cells[0]) in _HEADINGS):
                yield number, cells
            is_first = False
