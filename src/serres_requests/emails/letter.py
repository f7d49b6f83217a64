"""The parts that all letters share."""

from collections.abc import Callable
from dataclasses import dataclass

from serres_requests.i18n import _

Translate = Callable[[object], str]
"""From a translation string to the text in the reader's language."""

_FOOTER = _("Municipality of Serres – digital requests\nThis is an automatic message; replies are not read.")


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What a mail about a request may tell.

    number: the protocol number as printed. url: where to read on. due: the last day for the answer, where the mail
    is about that.
    """

    title: str
    number: str
    url: str
    message: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and body of a mail."""

    subject: str
    text: str


def compose(translate: Translate, subject: object, *paragraphs: object) -> Letter:
    """Return the letter made of `subject` and the non-empty `paragraphs`, closed by the sender's name."""
    texts = [translate(paragraph) for paragraph in (*paragraphs, _FOOTER) if paragraph]
    return Letter(subject=" ".join(translate(subject).split()), text="\n\n".join(texts) + "\n")
