"""A letter as an HTML page: small, without pictures and scripts, readable also where styles are taken out."""

from pathlib import Path

from chameleon import PageTemplateFile

from serres_requests.emails.letter import Letter

_TEMPLATE = PageTemplateFile(str(Path(__file__).with_name("letter.pt")))


def page_of(letter: Letter, language: str) -> str:
    """Return `letter`, which is in `language`, as a page that tells the same as its text."""
    return str(_TEMPLATE(letter=letter, language=language))
