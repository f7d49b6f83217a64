"""Who a citizen is, as the tax office certifies it."""

from dataclasses import dataclass

from serres_requests.domain.texts import fold


@dataclass(frozen=True, slots=True)
class Identity:
    """A person or company as taxisnet names it; what it does not tell is empty.

    birth_year is 0 when taxisnet does not give one (companies).
    """

    afm: str
    last_name: str
    first_name: str = ""
    fathers_name: str = ""
    mothers_name: str = ""
    birth_year: int = 0

    @property
    def is_person(self) -> bool:
        """Whether this is a natural person: taxisnet gives companies no first name."""
        return bool(self.first_name)

    @property
    def full_name(self) -> str:
        """First and last name, or a company's name."""
        return f"{self.first_name} {self.last_name}".strip()

    def agrees_with(self, other: "Identity") -> bool:
        """Whether both may name one person: the same last name, and first names that share one.

        Accents and capitals do not matter; of several first names people often give one.
        """
        first, others = (set(fold(identity.first_name).split()) for identity in (self, other))
        return _words(self.last_name) == _words(other.last_name) and bool(first & others or first == others)


def _words(name: str) -> list[str]:
    return fold(name).split()
