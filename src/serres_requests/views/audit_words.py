"""What the entries of the audit log say, for administrators and for the citizens whose requests they are about."""

from typing import Any

from pyramid.request import Request

from serres_requests.domain.approval import ISSUE, PROPOSE, as_seen_by_citizens
from serres_requests.domain.audit import EXPORT
from serres_requests.i18n import _

READ_WORDS = {
    "Request/view": _("Opened the request"),
    "Request/file": _("Opened a file of the request"),
    "Request/copy": _("Opened the copy of the request"),
    "Request/receipt": _("Opened the receipt of the request"),
    "Request/issue": _("Looked at the draft of a document"),
    "Request/document": _("Opened a document about the request"),
}

_LIST_WORDS = {
    **dict.fromkeys(("Site/queue", "Requests/contents", "YearOfRequests/contents"), _("Looked at the queue")),
    EXPORT: _("Downloaded the list of requests"),
    "Site/export_statistics": _("Downloaded statistics"),
    "AuditLog/contents": _("Looked at the audit log"),
    "Entry/view": _("Opened a request on behalf of somebody that is not submitted"),
    "Entries/view": _("Looked at the requests on behalf of somebody that are not submitted"),
    "Entries/refused": _("Tried a tax number with a name that it is not known with"),
}

_DOCUMENT_ISSUED = _("Issued a document about the request")
_MOVE_WORDS = {
    "accept": _("Accepted the request"),
    "start": _("Started work on the request"),
    "ask": _("Asked the citizen something"),
    "charge": _("Asked for payment"),
    "resume": _("Went on with the work on the request"),
    "complete": _("Completed the request"),
    "reject": _("Rejected the request"),
    "reopen": _("Opened the request again"),
    "propose_complete": _("Proposed to complete the request"),
    "propose_reject": _("Proposed to reject the request"),
    "issue": _DOCUMENT_ISSUED,
}

_TYPE_WORDS = {
    "add_type": _("Added a service"),
    "import_type": _("Imported a service"),
    "copy_type": _("Copied a service"),
    "properties": _("Changed properties"),
    "edit_terms": _("Changed a service's terms"),
    "add_field": _("Added a question"),
    "edit_field": _("Changed a question"),
    "move_field": _("Moved a question"),
    "remove_field": _("Removed a question"),
    "add_step": _("Added a step"),
    "edit_step": _("Changed a step"),
    "move_step": _("Moved a step"),
    "remove_step": _("Removed a step"),
    "publish": _("Published a version"),
    "discard": _("Threw changes away"),
    "open": _("Opened or closed a service"),
    "add_template": _("Added a template"),
    "edit_template": _("Changed a template"),
    "remove_template": _("Removed a template"),
}

_ADMINISTRATION_WORDS = {
    "login": _("Logged in"),
    "logout": _("Logged out"),
    "add_user": _("Added a member of staff"),
    "roles": _("Changed somebody's e-mail and roles"),
    "change_password": _("Changed a password"),
    "remove": _("Removed a member of staff"),
    "add_department": _("Added a department"),
    "add_table": _("Added a table"),
    "import": _("Imported a table"),
    "retry": _("Had failed work tried again"),
    "reindex": _("Had the search indexed anew"),
    "undo": _("Undid a change"),
    "new": _("Began a request on behalf of somebody"),
    "columns": _("Chose the columns of their queue"),
    "save_view": _("Saved a view of the queue"),
    "views": _("Chose what their queue opens with"),
    "edit_view": _("Renamed a view of the queue"),
    "remove_view": _("Removed a view of the queue"),
    "step": _("Filled in a request on behalf of somebody"),
    "submit": _("Tried to submit a request on behalf of somebody"),
}

ACTION_WORDS = {**_TYPE_WORDS, **_ADMINISTRATION_WORDS}
"""By the name of the form, whatever it is about."""


ANSWERS = "answers"
"""In the details of a download that has them."""
ORDERED = "ordered"
"""Detail of a copy that was not opened but asked for."""

_COPY_ORDERED = _("Had the copy of the request made")
_HANDLING_WORDS = {
    "Request/set_state": _("Set the state of the request by hand"),
    "Request/write": _("Wrote a message or note about the request"),
    "Request/assign": _("Assigned the request"),
    "Request/enter": _("Entered the request on behalf of the applicant"),
    "Request/revoke": _("Revoked a document about the request"),
    "Request/approve": _("Approved what a colleague had proposed"),
    "Request/send_back": _("Sent back what a colleague had proposed"),
    "Request/hand_over": _("Handed the request over to another department"),
}


def event_words(event: str, detail: str) -> Any:
    """Return what happened; an event of a page that is no longer there keeps its name."""
    if event.startswith("Request/"):
        return _words_about_request(event, detail)
    if event == EXPORT and ANSWERS in detail.split():
        return _("Downloaded requests with their applicants and answers")
    return _LIST_WORDS.get(event) or ACTION_WORDS.get(event.rpartition("/")[2], event)


def words_for_citizen(event: str, detail: str) -> Any:
    """Return what the applicant reads of an event; nothing of a proposal."""
    if detail.startswith(PROPOSE):
        event, detail = "Request/view", ""
    return event_words(as_seen_by_citizens(event), detail)


def what_was_downloaded(request: Request, service: str) -> str:
    """Return which requests a download of all applicants of `service` holds, for one of them."""
    words = _("All requests of the service «${service}» that were chosen; yours may be among them")
    title = request.site.request_types[service].title.in_language(request.locale_name)
    return str(request.localizer.translate(_(words, mapping={"service": title})))


def _words_about_request(event: str, detail: str) -> Any:
    if event == "Request/move":
        return _MOVE_WORDS.get(detail, event)
    if (event, detail) == ("Request/copy", ORDERED):
        return _COPY_ORDERED
    if (event, detail) == ("Request/issue", f"{PROPOSE}{ISSUE}"):
        return _("Proposed a document about the request")
    if event == "Request/issue" and detail:
        return _DOCUMENT_ISSUED
    return READ_WORDS.get(event) or _HANDLING_WORDS.get(event, event)
