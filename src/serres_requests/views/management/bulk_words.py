"""What can be done with several requests at once, and what is said of each afterwards."""

from enum import StrEnum

from serres_requests.i18n import _


class BulkAction(StrEnum):
    """Something that is done with each of the chosen requests."""

    ASSIGN = "assign"
    ACCEPT = "accept"
    START = "start"
    COMPLETE = "complete"
    REPLY = "reply"
    TEMPLATE = "template"


ACTION_WORDS = {
    BulkAction.ASSIGN: _("Give to the person chosen below"),
    BulkAction.ACCEPT: _("Accept"),
    BulkAction.START: _("Start work"),
    BulkAction.COMPLETE: _("Complete, with the message below"),
    BulkAction.REPLY: _("Send the message below"),
    BulkAction.TEMPLATE: _("Reply with the template chosen below"),
}

AUDITED_AS = {
    BulkAction.ASSIGN: ("Request/assign", ""),
    BulkAction.REPLY: ("Request/write", ""),
    **{
        action: ("Request/move", action.value)
        for action in (BulkAction.ACCEPT, BulkAction.START, BulkAction.COMPLETE)
    },
}
"""Event and detail of the audit log: the same as of one request alone."""

DONE = _("Done")
PROPOSED = _("Proposed: another person of the department must approve it.")
NOT_ALLOWED = _("Not done: you may not deal with it.")
NOT_THERE = _("Not done: there is no such request.")
WRONG_STATE = _("Not done: its state does not allow it.")
NOT_FOR_TEMPLATE = _("Not done: the template is of another service, or speaks of what the request does not hold.")
NOT_OF_DEPARTMENT = _("Not done: the person does not belong to its department.")
