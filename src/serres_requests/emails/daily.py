"""The letter that tells a citizen all that happened to their requests since the one before."""

from collections.abc import Sequence
from dataclasses import replace

from serres_requests.emails.letter import Letter, Paragraph, Translate, compose
from serres_requests.i18n import _

_SUBJECT = _("Your requests, ${day}")
_OPENING = _("This happened to your requests and to those that interest you:")


def daily_letter(day: str, requests: Sequence[Sequence[Letter]], translate: Translate, stop_url: str) -> Letter:
    """Return the letter of `day`, made of those about each of `requests`."""
    letter = compose(translate, _(_SUBJECT, mapping={"day": day}), _OPENING, stop_url=stop_url)
    return replace(letter, paragraphs=(*letter.paragraphs, *(_about_one(letters) for letters in requests)))


def _about_one(letters: Sequence[Letter]) -> Paragraph:
    """Return what several letters about one request tell; each one's last paragraph is where to read on."""
    told = [paragraph.words for letter in letters for paragraph in letter.paragraphs[:-1]]
    last = letters[-1]
    return Paragraph("\n".join(told), last.paragraphs[-1].url, heading=last.subject)
