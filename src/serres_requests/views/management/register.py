"""The newest lines of the protocol register, for administrators."""

from typing import Any

from babel.dates import format_date
from pyramid.request import Request
from substanced.sdi import LEFT, mgmt_view

from serres_requests.content_types.protocol_register import OutgoingEntry, ProtocolRegister
from serres_requests.domain.access import Permission
from serres_requests.i18n import _

MOST_SHOWN = 100


@mgmt_view(
    context=ProtocolRegister,
    name="contents",
    tab_title=_("Entries"),
    tab_near=LEFT,
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/register.pt",
    request_method="GET",
)
def entries(context: ProtocolRegister, request: Request) -> dict[str, Any]:
    """The newest entries first, without names of people: those are for the department that deals with each."""
    return {
        "is_open": context.is_open,
        "entries": [
            {
                "number": entry.number,
                "way": _("Outgoing") if isinstance(entry, OutgoingEntry) else _("Incoming"),
                "filed_on": format_date(entry.filed_on, format="long", locale=request.locale_name),
                "subject": entry.subject,
                "department": request.site.departments[entry.department].title.in_language(request.locale_name),
            }
            for entry in context.newest(MOST_SHOWN)
        ],
    }
