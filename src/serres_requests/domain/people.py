"""Who a citizen is, as the tax office certifies it."""

from dataclasses import dataclass


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
