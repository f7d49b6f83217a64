"""All queries on requests. Each takes its reader's name, so that nobody finds what they may not see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from serres_requests.catalog.catalog import PUBLIC, RequestCatalog, department_reader
from serres_requests.domain.lifecycle import State


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a result: references newest first, how many there are in all, and where this page starts."""

    references: tuple[str, ...]
    total: int
    start: int
    size: int

    @property
    def next_start(self) -> int | None:
        """Where the next page starts, None on the last."""
        after = self.start + self.size
        return after if after < self.total else None

    @property
    def previous_start(self) -> int | None:
        """Where the page before starts, None on the first."""
        return max(self.start - self.size, 0) if self.start else None


def accepted_requests(catalog: RequestCatalog, words: str, *, start: int = 0, size: int = 20) -> Page:
    """Find accepted requests that have all `words` in their public fields; all of them without words."""
    matches = _readable_by(catalog, [PUBLIC])
    with_words = catalog.index["text"].documents_with_all(words)
    if with_words is not None:
        matches = _both(catalog, matches, with_words)
    return _page(catalog, matches, start, size)


def department_queue(
    catalog: RequestCatalog,
    departments: Sequence[str],
    states: Iterable[State],
    *,
    start: int = 0,
    size: int = 50,
) -> Page:
    """List the requests of `departments` that are in one of `states`."""
    matches = _readable_by(catalog, [department_reader(name) for name in departments])
    in_state = catalog.index["state"].apply({"query": [state.value for state in states], "operator": "or"})
    return _page(catalog, _both(catalog, matches, in_state), start, size)


def _readable_by(catalog: RequestCatalog, readers: Sequence[str]) -> Any:
    return catalog.index["readers"].apply({"query": list(readers), "operator": "or"})


def _both(catalog: RequestCatalog, one: Any, other: Any) -> Any:
    return catalog.index.family.IF.intersection(one, other)


def _page(catalog: RequestCatalog, matches: Any, start: int, size: int) -> Page:
    shown = islice(matches, start, start + size)
    references = tuple(catalog.reference(document_id) for document_id in shown)
    return Page(references=references, total=len(matches), start=start, size=size)
