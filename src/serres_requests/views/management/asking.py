"""Asking the citizen: with a message, and with fields to correct and papers to add where they are named."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.corrections import LONGEST_PAPER, MOST_PAPERS
from serres_requests.domain.notices import Telling
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.corrections import ask
from serres_requests.views.management.request_page import Problem, acted, refused

_PAPER_TOO_LONG = _("The name of a paper may have up to ${most} characters.", mapping={"most": LONGEST_PAPER})


def ask_citizen(context: CitizenRequest, request: Request, telling: Telling) -> dict[str, Any] | HTTPSeeOther:
    """Ask what was ticked and written, or show the page again with nothing of it lost."""
    names = [name for name in request.POST.getall("field") if isinstance(name, str)]
    written = (clean(words) for words in request.POST.getall("paper") if isinstance(words, str))
    papers = [line for words in written if (line := " ".join(words.split()))][:MOST_PAPERS]
    if any(len(words) > LONGEST_PAPER for words in papers):
        message = clean(str(request.POST.get("message", ""))).strip()
        return refused(context, request, Problem("message", message, _PAPER_TOO_LONG))
    return acted(
        context,
        request,
        "message",
        lambda message: ask(request.unit_of_work, context, message, names, papers, telling),
    )
