"""Answers of the business registry, kept so that nobody is looked up twice: each look-up is told to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from BTrees.OOBTree import OOBTree
from substanced.content import content

from serres_requests.content_types.container import Node
from serres_requests.domain.business import Business

GOOD_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RegistryAnswer:
    """One answer. business: None when the registry knows no business of that ΑΦΜ."""

    at: datetime
    business: Business | None


@content("Registry answers")
class RegistryAnswers(Node):
    """Answers by ΑΦΜ and day asked about, kept by the worker and by citizens who ask. It has no page."""

    def __init__(self) -> None:
        self._answers = OOBTree()

    def find(self, afm: str, on: date, now: datetime) -> RegistryAnswer | None:
        """Return the answer about `afm` on the day `on`, unless it is older than 30 days."""
        answer: RegistryAnswer | None = self._answers.get((afm, on))
        return answer if answer is not None and now - answer.at < GOOD_FOR else None

    def newest(self, afm: str, now: datetime) -> RegistryAnswer | None:
        """Return the answer about `afm` on the latest day asked about, unless it is older than 30 days."""
        try:
            whose, day = self._answers.maxKey((afm, date.max))
        except ValueError:
            return None
        return self.find(afm, day, now) if whose == afm else None

    def keep(self, afm: str, on: date, answer: RegistryAnswer) -> None:
        """Keep `answer` in the place of an older one."""
        self._answers[afm, on] = answer

    def about(self, afm: str) -> Iterator[tuple[date, RegistryAnswer]]:
        """Yield the days asked about and the answers that are kept about `afm`, however old."""
        return ((day, answer) for (_afm, day), answer in self._answers.items((afm, date.min), (afm, date.max)))

    def forget(self, afm: str) -> None:
        """Keep nothing about `afm` any more."""
        for day in [day for day, _answer in self.about(afm)]:
            del self._answers[afm, day]
