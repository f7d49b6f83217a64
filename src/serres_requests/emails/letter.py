"""The parts that all letters share."""

from collections.abc import Callable
from dataclasses import dataclass

from serres_requests.domain.deadlines import TimeAfter
from serres_requests.i18n import _

Translate = Callable[[object], str]
"""From a translation string to the text in the reader's language."""

_FOOTER = _("Municipality of Serres – digital requests\nThis is an automatic message; replies are not read.")

_STOP = _("Stop these e-mails, or choose which you get:")


@dataclass(frozen=True, slots=True)
class PassedOn:
    """From which department a request was passed on to which, in words, and what that made of its time.

    departments: none where that is not known. start: the day from which the time is counted. due: its last day, ""
    when the clock stands still.
    """

    departments: tuple[str, ...]
    time: TimeAfter
    start: str
    due: str


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What a mail about a request may tell.

    number: the protocol number as printed. url: where to read on. files: how many go with the message, to be
    downloaded there. due: the last day for the answer, where the mail is about that. passed_on: that it was passed
    on, where the mail is about that.
    """

    title: str
    number: str
    url: str
    message: str = ""
    files: int = 0
    due: str = ""
    passed_on: PassedOn | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines, and maybe the address that they lead to and a heading."""

    words: str
    url: str = ""
    heading: str = ""

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "\n".join(part for part in (self.heading, self.words, self.url) if part)


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and body of a mail. footer: what stands below every letter."""

    subject: str
    paragraphs: tuple[Paragraph, ...]
    footer: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The body as plain text."""
        return "\n\n".join(paragraph.text for paragraph in (*self.paragraphs, *self.footer)) + "\n"


@dataclass(frozen=True, slots=True)
class Link:
    """Words, still to be translated, with the address that they lead to."""

    words: object
    url: str


def compose(translate: Translate, subject: object, *paragraphs: object, stop_url: str = "") -> Letter:
    """Return the letter made of `subject` and the non-empty `paragraphs`, closed by the sender's name.

    stop_url: where such letters can be stopped, named at the end.
    """
    return Letter(
        subject=" ".join(translate(subject).split()),
        paragraphs=tuple(_paragraph(translate, paragraph) for paragraph in paragraphs if paragraph),
        footer=tuple(
            _paragraph(translate, part) for part in (_FOOTER, stop_url and Link(_STOP, stop_url)) if part
        ),
    )


def _paragraph(translate: Translate, paragraph: object) -> Paragraph:
    if isinstance(paragraph, Link):
        return Paragraph(translate(paragraph.words), paragraph.url)
    return Paragraph(translate(paragraph))
