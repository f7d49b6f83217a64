"""Every error that the rules raise, in one tree, so that callers catch a family or a member."""


class DomainError(Exception):
    """Base of all errors raised by the rules and the use cases."""


class DefinitionError(DomainError):
    """A request type's definition is wrong.

    place: where, as a path in the definition, such as ``fields[2].choices``.
    problem: what is wrong there, in English for the administrator's log.
    """

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


class TransitionError(DomainError):
    """A request can't make the asked transition from the state it is in."""

    def __init__(self, transition: str, state: str) -> None:
        super().__init__(f"{transition!r} is not possible from state {state!r}")
        self.transition = transition
        self.state = state


class MessageRequiredError(DomainError):
    """A transition that the citizen is told about needs a message, and none was given."""


class SecondPersonError(DomainError):
    """What ends this request needs a second person: it is proposed by one and approved by another."""


class IdentifierError(DomainError):
    """A number such as an ΑΦΜ does not pass its check."""


class UnavailableError(DomainError):
    """An outside service (or our own register) can't do its part now; the work is kept and tried again."""


class RefusedError(DomainError):
    """An outside service answered and said no; trying the same again will not help."""


class StaffError(DomainError):
    """A member of staff can't be added, changed or removed like this; the message says why."""


class UndoError(DomainError):
    """A change can't be undone: it is not kept any more, or what it changed was changed again or is gone."""


class NameTakenError(DomainError):
    """Something else is kept under this name."""


class TooManyError(DomainError):
    """As many are kept as may be; one must go first."""


class TemplateError(DomainError):
    """A template is not of the request's type, or speaks of what the request does not hold."""


class NotABusinessError(DomainError):
    """The business registry knows no business of the ΑΦΜ that was asked about."""


class UnreadableTableError(DomainError):
    """A file can't be read as a table at all: it is not text, or holds no line."""


class AnotherPersonError(DomainError):
    """An ΑΦΜ was given with a name that is not the one it is known with."""
