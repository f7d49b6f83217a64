"""What a check of the database finds: where, and in plain words what is wrong there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be. is_lost: an object is gone, so that what needs it can't be checked."""

    place: str
    words: str
    is_lost: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"
