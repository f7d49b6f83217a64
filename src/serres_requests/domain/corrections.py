"""Corrections: what the citizen is asked to put right in a request, and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from serres_requests.domain.answers import Answer
from serres_requests.domain.fields import MEGABYTE, FieldDefinition
from serres_requests.domain.kinds import Kind
from serres_requests.domain.texts import Text

MOST_PAPERS = 3
"""That are asked for at once; more are a second question."""
LONGEST_PAPER = 200
"""Characters that name a paper."""


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """The answer to the field `name` before and after a correction, None where there was none."""

    name: str
    before: Answer | None
    after: Answer | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is asked for, in words, and the ids of the files that were handed in for it."""

    words: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """What was asked when, and what came of it.

    fields: names of those to correct. closed_at: when it was no longer the citizen's turn, None until then.
    is_made: whether they sent it; a message or a move of the department ends it as well. changes: of all answers,
    those that conditions brought or took along included.
    """

    asked_at: datetime
    fields: tuple[str, ...]
    papers: tuple[Paper, ...]
    closed_at: datetime | None = None
    is_made: bool = False
    changes: tuple[AnswerChange, ...] = ()

    @property
    def paper_fields(self) -> tuple[FieldDefinition, ...]:
        """A field for the files of each paper; no field of a definition can have such a name."""
        return tuple(
            FieldDefinition(
                f"paper-{number}",
                Kind.FILES,
                Text(paper.words, paper.words),
                required=True,
                max_files=3,
                max_bytes=8 * MEGABYTE,
            )
            for number, paper in enumerate(self.papers, 1)
        )
