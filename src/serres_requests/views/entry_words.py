"""How it is said that a request was entered on behalf of somebody, and by which channel."""

from typing import Any

from pyramid.request import Request

from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.documents.request_copy import ENTERED_WORDS
from serres_requests.domain.entry import Channel
from serres_requests.i18n import _

CHANNEL_WORDS = {
    Channel.COUNTER: _("At the counter"),
    Channel.PHONE: _("By phone"),
    Channel.EMAIL: _("By e-mail"),
    Channel.POST: _("By post"),
}


def entered_words(request: Request, subject: CitizenRequest) -> Any:
    """Return the mark of a request that staff entered, "" for one that its applicant made."""
    if subject.entered is None:
        return ""
    department = request.site.departments[subject.entered.department].title.in_language(request.locale_name)
    return _(ENTERED_WORDS[subject.entered.channel], mapping={"department": department})
