"""The audit log for administrators: the newest entries, all or of one person or request."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request
from pyramid.traversal import resource_path
from substanced.sdi import mgmt_view

from serres_requests.content_types.audit_log import AuditLog
from serres_requests.domain.access import Permission
from serres_requests.domain.audit import AuditEntry
from serres_requests.i18n import _
from serres_requests.views.audit_words import event_words
from serres_requests.views.auditing import audit_detail
from serres_requests.views.management.protocol_numbers import reference_numbered
from serres_requests.views.management.titles import role_words
from serres_requests.views.presenters import moment

PAGE_SIZE = 50
_TOLD_BY_WORDS = frozenset({"Request/move", "Request/copy"})
_ENTRY = re.compile(r"[0-9]{1,15}")
_REFERENCE = re.compile(r"[0-9]{4}/[0-9a-f]{20}")


@mgmt_view(
    context=AuditLog,
    name="contents",
    tab_title=_("Audit log"),
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/audit.pt",
    request_method="GET",
)
def entries(context: AuditLog, request: Request) -> dict[str, Any]:
    """The entries before number ``?before=``, of ``?person=`` and about ``?request=`` when these are given."""
    person, about = (request.GET.get(name, "").strip() for name in ("person", "request"))
    reference = _reference(request, about)
    found = list(islice(_found(context, person, about, reference, _before(request)), PAGE_SIZE + 1))
    shown = found[:PAGE_SIZE]
    url = request.sdiapi.mgmt_path(context, "contents")
    older = urlencode({"person": person, "request": about, "before": shown[-1].number if shown else ""})
    audit_detail(request, " ".join(filter(None, (person, reference))))
    return {
        "rows": [_row(request, entry) for entry in shown],
        "person": person,
        "about": about,
        "older_url": f"{url}?{older}" if len(found) > PAGE_SIZE else "",
        "url": url,
    }


def _before(request: Request) -> int | None:
    number = _ENTRY.fullmatch(request.GET.get("before", ""))
    return int(number[0]) if number else None


def _found(
    log: AuditLog, person: str, about: str, reference: str | None, before: int | None
) -> Iterator[AuditEntry]:
    if about:
        entries = log.of_request(reference or "", before)
        return (entry for entry in entries if person in {"", entry.event.name})
    return log.of_person(person, before) if person else log.newest_first(before)


def _reference(request: Request, about: str) -> str | None:
    """Return the reference of the request that is meant by its protocol number or by its reference itself."""
    return about if _REFERENCE.fullmatch(about) else reference_numbered(request.site, about)


def _row(request: Request, entry: AuditEntry) -> dict[str, Any]:
    event, subject = entry.event, _subject(request, entry)
    return {
        "number": entry.number,
        "at": moment(request, event.moment),
        "name": event.name,
        "role": role_words(request, event.role),
        "words": event_words(event.event, event.detail),
        "detail": "" if event.event in _TOLD_BY_WORDS else event.detail,
        "subject": subject,
    }


def _subject(request: Request, entry: AuditEntry) -> dict[str, str]:
    """What it is about: the request by its number, another node by its path."""
    reference = entry.event.reference
    if reference is None:
        return {"words": entry.event.subject.rstrip("/"), "url": ""}
    about = request.site.requests.by_reference(reference)
    return {"words": str(about.protocol or reference), "url": f"/manage{resource_path(about)}"}
