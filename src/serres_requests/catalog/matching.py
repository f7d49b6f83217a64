"""Finding the newest documents that are in all of several sets, without looking at all of any of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from BTrees.IFBTree import IFSet, intersection, multiunion

FEW = 1_024
"""An operand of so few documents is read as a whole, and the others are asked for each of them."""
FIRST_WINDOW = 4_096
LARGEST_WINDOW = 65_536
_WIDENING = 4
_SPARSE = 32
"""To ask a set for one document costs about as much as to copy so many of its neighbours."""


class Operand:
    """One condition of a query: the documents that are in any of `sets`."""

    def __init__(self, label: str, sets: Iterable[Any]) -> None:
        self.label = label
        self.sets = tuple(documents for documents in sets if documents)
        self.density = 1.0

    def within(self, first: int, last: int) -> Any:
        """Return the documents from `first` to `last`."""
        return multiunion([documents.keys(first, last) for documents in self.sets])

    def __contains__(self, document_id: int) -> bool:
        return any(document_id in documents for documents in self.sets)

    def if_few(self) -> Any:
        """Return all documents when they are few, else None; reads no more than `FEW` ids in all."""
        gathered: list[int] = []
        for documents in self.sets:
            gathered.extend(islice(documents.keys(), FEW + 1 - len(gathered)))
            if len(gathered) > FEW:
                return None
        return IFSet(gathered)


class Bounded(Operand):
    """The same of the documents from `first` to `last` alone."""

    def __init__(self, label: str, sets: Iterable[Any], first: int, last: int) -> None:
        super().__init__(label, sets)
        self.first, self.last = first, last

    def within(self, first: int, last: int) -> Any:
        """Return the documents from `first` to `last` that are within the bounds."""
        return super().within(max(first, self.first), min(last, self.last))

    def __contains__(self, document_id: int) -> bool:
        return self.first <= document_id <= self.last and super().__contains__(document_id)

    def if_few(self) -> Any:
        """Return all documents when they are few, else None; reads no more than `FEW` ids in all."""
        bounded = [documents.keys(self.first, self.last) for documents in self.sets]
        gathered = list(islice(chain.from_iterable(bounded), FEW + 1))
        return IFSet(gathered) if len(gathered) <= FEW else None


@dataclass(slots=True)
class Plan:
    """How a query was answered, for people who wonder what it costs.

    operands: labels. driven_by: labels of operands read as a whole, empty when windows were gone through.
    windows: first and last id of each window, newest first, and matches so far. found: matches. is_complete: false
    when there are more.
    """

    operands: tuple[str, ...]
    driven_by: tuple[str, ...] = ()
    windows: list[tuple[int, int, int]] = field(default_factory=list)
    found: int = 0
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Matches:
    """The newest matches, newest first, and how they were found."""

    ids: list[int]
    plan: Plan

    @property
    def is_complete(self) -> bool:
        """Tell whether these are all there are."""
        return self.plan.is_complete


def newest_matches(
    operands: Sequence[Operand],
    newest: int,
    most: int,
    condition: Callable[[int], bool] | None = None,
    *,
    oldest_first: bool = False,
) -> Matches:
    """Return up to `most` documents that are in all `operands` and meet `condition`.

    newest: the id of the newest document there is. oldest_first: begin at the other end.
    """
    plan = Plan(tuple(operand.label for operand in operands))
    few, others = divided(operands)
    if few:
        plan.driven_by = tuple(operand.label for operand, _documents in few)
        found = [one for one in of_few(few, others) if condition is None or condition(one)]
        found = found[::-1] if oldest_first else found
    else:
        found = _by_windows(operands, _windows(newest, oldest_first=oldest_first), most, condition, plan)
    plan.is_complete = len(found) <= most
    plan.found = min(len(found), most)
    return Matches(found[:most], plan)


def divided(operands: Sequence[Operand]) -> tuple[list[tuple[Operand, Any]], list[Operand]]:
    """Tell the operands with few documents, each with these, from the others."""
    few, others = [], []
    for operand in operands:
        documents = operand.if_few()
        if documents is None:
            others.append(operand)
        else:
            few.append((operand, documents))
    return few, others


def of_few(few: list[tuple[Operand, Any]], others: list[Operand]) -> Any:
    """Return the documents that are in all of `few`, of which there must be some, and of `others`."""
    ids = few[0][1]
    for _operand, documents in few[1:]:
        ids = intersection(ids, documents)
    for operand in others:
        ids = list(filter(operand.__contains__, ids))
    return ids


def _windows(newest: int, *, oldest_first: bool) -> Iterator[range]:
    """Yield windows of ids, wider and wider, in the direction of the order."""
    done, width = 0, FIRST_WINDOW
    while done < -newest:
        size = min(width, -newest - done)
        yield (
            range(-done - 1, -done - size - 1, -1) if oldest_first else range(newest + done, newest + done + size)
        )
        done, width = done + size, min(width * _WIDENING, LARGEST_WINDOW)


def _by_windows(
    operands: Sequence[Operand],
    windows: Iterable[range],
    most: int,
    condition: Callable[[int], bool] | None,
    plan: Plan,
) -> list[int]:
    found: list[int] = []
    for window in windows:
        first, last = min(window[0], window[-1]), max(window[0], window[-1])
        matches = _in_window(operands, first, last)
        ordered = reversed(list(matches)) if window.step < 0 else matches
        found.extend(filter(condition, ordered) if condition else ordered)
        plan.windows.append((first, last, len(found)))
        if len(found) > most:
            break
    return found


def _in_window(operands: Sequence[Operand], first: int, last: int) -> Any:
    """Intersect from the rarest operand on; one that has many more documents is asked for each match instead."""
    width = last - first + 1
    rarest, *others = sorted(operands, key=lambda operand: operand.density)
    matches = rarest.within(first, last)
    rarest.density = len(matches) / width
    for operand in others:
        if len(matches) * len(operand.sets) * _SPARSE < width:
            matches = IFSet(list(filter(operand.__contains__, matches)))
        else:
            documents = operand.within(first, last)
            operand.density = len(documents) / width
            matches = intersection(matches, documents)
    return matches
