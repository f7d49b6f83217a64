"""Valid answers to a field as somebody would type them, for the self-test of a form: the most ordinary first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import colander

from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.reaching import Candidate
from serres_requests.domain.visibility import seen
from serres_requests.forms.context import FormContext
from serres_requests.forms.evaluation import read_answer
from serres_requests.forms.types import NO, YES

_MOST = 40
_FEW = 12
_LONGEST = 300
_A_DAY = date(2026, 3, 25)
_YEARS, _MONTHS, _DAYS = range(1900, 2101), range(1, 13), range(1, 29)

CERTIFIED = {
    "card.full_name": "ΔΟΚΙΜΑΣΤΙΚΗ ΜΑΡΙΑ",
    "card.last_name": "ΔΟΚΙΜΑΣΤΙΚΗ",
    "card.first_name": "ΜΑΡΙΑ",
    "card.fathers_name": "ΙΩΑΝΝΗΣ",
    "card.mothers_name": "ΕΛΕΝΗ",
    "card.afm": "123456783",
    "registry.name": "ΔΟΚΙΜΑΣΤΙΚΗ ΜΑΡΙΑ",
    "registry.trade_name": "ΤΟ ΔΟΚΙΜΑΣΤΙΚΟ",
    "registry.legal_status": "ΑΤΟΜΙΚΗ ΕΠΙΧΕΙΡΗΣΗ",
    "registry.main_activity": "56.30.10.00",
    "registry.started_on": "2015-03-25",
}
"""What the tax office could certify: the only answers that a locked field gets."""

_TYPED: Mapping[Kind, tuple[Any, ...]] = {
    Kind.EMAIL: ("maria@example.gr",),
    Kind.PHONE: ("6912345678",),
    Kind.AFM: ("123456783",),
    Kind.AMKA: ("01018012342",),
    Kind.ADT: ("ΑΒ123456",),
    Kind.IBAN: ("GR1601101250000000012300695",),
    Kind.POSTCODE: ("62122",),
    Kind.KAD: ("56.10.11.00",),
    Kind.ATAK: ("01234567890",),
    Kind.KAEK: ("440123456789",),
    Kind.SUPPLY_NUMBER: ("123456789",),
    Kind.PERIOD: ({"first": "2026-03-01", "last": "2026-03-25"}, {"first": "2026-03-01", "last": ""}),
    Kind.ADDRESS: ({"street": "Μεραρχίας", "number": "1", "postcode": "62122", "town": "Σέρρες"},),
    Kind.PLACE: ({"words": "Πλατεία Ελευθερίας", "position": "41.0911, 23.5476"},),
    Kind.YES_NO: (YES, NO),
    Kind.DECLARATION: (YES,),
}


@dataclass(slots=True)
class Hints:
    """What conditions compare a field with: answers at and beside these make them change their minds."""

    strings: list[str] = field(default_factory=list)
    numbers: list[Decimal] = field(default_factory=list)
    days: list[date] = field(default_factory=list)


def candidates(question: FieldDefinition, hints: Hints, context: FormContext) -> tuple[Candidate, ...]:
    """Return answers to `question` that pass its checks; a blank comes last, where one can be left."""
    found: list[Candidate] = []
    for raw in guesses(question, hints, context):
        answer = _answer(question, raw, context)
        if answer is not None and all(raw != other.raw for other in found):
            found.append(Candidate(raw, seen(question, answer)))
        if len(found) == _MOST:
            break
    return (*found, Candidate(None, seen(question, None), is_blank=True)) if found else ()


def guesses(question: FieldDefinition, hints: Hints, context: FormContext) -> Iterator[Any]:
    """Yield raw answers that may pass the checks of `question`."""
    if question.locked:
        yield CERTIFIED.get(question.prefill)
        return
    yield from _TYPED.get(question.kind, ())
    if make := _GUESSES.get(question.kind):
        yield from make(question, hints, context)
    elif question.kind not in {Kind.YES_NO, Kind.DECLARATION}:
        yield from hints.strings


def _answer(question: FieldDefinition, raw: Any, context: FormContext) -> Any:
    try:
        return read_answer(question, raw, context)
    except colander.Invalid:
        return None


def _texts(question: FieldDefinition, hints: Hints, _context: FormContext) -> Iterator[str]:
    most = min(question.max_length, _LONGEST)
    yield "Δοκιμή"[:most]
    yield from hints.strings
    yield "Άλλο"[:most]
    for number in hints.numbers:
        yield from ("α" * length for length in _around(int(number)) if 0 < length <= most)


def _numbers(question: FieldDefinition, hints: Hints, _context: FormContext) -> Iterator[str]:
    step = Decimal(1).scaleb(-question.decimals)
    ends = [end for end in (question.minimum, question.maximum) if end is not None]
    between = [sum(ends, Decimal(0)) / 2] if len(ends) > 1 else []
    beside = [number + by for number in hints.numbers for by in (-step, Decimal(0), step)]
    for number in (*map(Decimal, (1, 2, 0)), *ends, *between, *beside, *map(Decimal, (10, 100, 1000, 10**6, -1))):
        yield from _written(number, step)


def _written(number: Decimal, step: Decimal) -> Iterator[str]:
    """As the form takes it: with a comma, and no more decimals than it allows."""
    try:
        yield f"{number.quantize(step):f}".replace(".", ",")
    except ArithmeticError:
        return


def _dates(_question: FieldDefinition, hints: Hints, _context: FormContext) -> Iterator[str]:
    days = [_A_DAY]
    for day in hints.days:
        days += [date.fromordinal(near) for near in _around(day.toordinal()) if 1 <= near <= date.max.toordinal()]
    for whole in dict.fromkeys(number for hint in hints.numbers for number in _around(int(hint))):
        days += [date(year, 1, 1) for year in _YEARS if year == whole]
        days += [date(_A_DAY.year, month, 1) for month in _MONTHS if month == whole]
        days += [date(_A_DAY.year, _A_DAY.month, day) for day in _DAYS if day == whole]
    days += [_A_DAY - timedelta(1), _A_DAY + timedelta(1), date(1980, 1, 1), date(2050, 1, 1)]
    return (day.isoformat() for day in days)


def _one(question: FieldDefinition, hints: Hints, context: FormContext) -> Iterator[str]:
    offered = _offered(question, context)
    yield from offered[:2]
    yield from (value for value in hints.strings if value in offered)
    yield from offered[2:_FEW]


def _several(question: FieldDefinition, hints: Hints, context: FormContext) -> Iterator[list[str]]:
    offered = _offered(question, context)
    named = [value for value in dict.fromkeys(hints.strings) if value in offered]
    yield from ([value] for value in dict.fromkeys([*offered[:1], *named, *offered[:_FEW]]))
    yield named
    yield from ([value for value in named if value != left_out] for left_out in named)
    yield offered


def _offered(question: FieldDefinition, context: FormContext) -> list[str]:
    if question.kind is Kind.CODE_LIST:
        return [value for value, _title in context.table(question.table)]
    return [choice.value for choice in question.choices]


def _files(question: FieldDefinition, hints: Hints, _context: FormContext) -> Iterator[list[str]]:
    for count in _counts(hints, 1, question.max_files):
        yield [f"file{number}" for number in range(count)]


def _items(question: FieldDefinition, hints: Hints, context: FormContext) -> Iterator[list[dict[str, Any]]]:
    item = {}
    for part in question.fields:
        found = candidates(part, Hints(), context)
        if found:
            item[part.name] = found[0].raw
    for count in _counts(hints, max(question.min_items, 1), question.max_items):
        yield [item] * count


def _counts(hints: Hints, least: int, most: int) -> list[int]:
    wanted = [least, least + 1, *(near for hint in hints.numbers for near in _around(int(hint))), most]
    return [count for count in dict.fromkeys(wanted) if least <= count <= min(most, _LONGEST)]


def _around(number: int) -> tuple[int, int, int]:
    return (number - 1, number, number + 1)


_GUESSES: Mapping[Kind, Callable[[FieldDefinition, Hints, FormContext], Iterator[Any]]] = {
    Kind.TEXT: _texts,
    Kind.LONG_TEXT: _texts,
    Kind.NUMBER: _numbers,
    Kind.MONEY: _numbers,
    Kind.DATE: _dates,
    Kind.CHOICE: _one,
    Kind.CHOICES: _several,
    Kind.CODE_LIST: _one,
    Kind.FILES: _files,
    Kind.GROUP: _items,
}
