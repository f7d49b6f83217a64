"""Pages of long lists, by ``?start=`` in an address that anybody may write."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from pyramid.request import Request

FARTHEST = 1_000_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Some items of a list, and where the slices before and after it start; None where there are none."""

    items: tuple[T, ...]
    previous_start: int | None
    next_start: int | None


def start_of(request: Request) -> int:
    """Return where the asked page starts, 0 for anything that is no sensible number."""
    raw = request.GET.get("start", "")
    return min(int(raw), FARTHEST) if raw.isascii() and raw.isdigit() and len(raw) < len(str(FARTHEST)) + 1 else 0


def slice_of(request: Request, items: Iterable[T], size: int) -> Slice[T]:
    """Return the asked `size` of `items`, which are counted no further."""
    start = start_of(request)
    found = tuple(islice(items, start, start + size + 1))
    return Slice(
        items=found[:size],
        previous_start=max(start - size, 0) if start else None,
        next_start=start + size if len(found) > size else None,
    )
