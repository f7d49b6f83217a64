"""Letters to the staff of a department. They name no citizen: a mailbox is no place for personal data."""

from serres_requests.domain.notices import StaffMail
from serres_requests.emails.letter import Letter, Link, RequestFacts, Translate, compose
from serres_requests.i18n import _

_SUBJECTS = {
    StaffMail.NEW_REQUEST: _("New request ${number}: ${title}"),
    StaffMail.REQUEST_COMPLETED: _("Request ${number} is completed: ${title}"),
    StaffMail.REQUEST_ANSWERED: _("The citizen answered, request ${number}: ${title}"),
    StaffMail.REQUEST_WITHDRAWN: _("Request ${number} was withdrawn: ${title}"),
    StaffMail.REQUEST_ASSIGNED: _("Request ${number} was given to you: ${title}"),
    StaffMail.CITIZEN_WROTE: _("The citizen wrote, request ${number}: ${title}"),
    StaffMail.DEADLINE_NEAR: _("The deadline of request ${number} is near: ${title}"),
    StaffMail.DEADLINE_OVER: _("Request ${number} is overdue: ${title}"),
    StaffMail.PROPOSAL_WAITS: _("A proposal waits for your approval, request ${number}: ${title}"),
    StaffMail.PROPOSAL_SENT_BACK: _("Your proposal was sent back, request ${number}: ${title}"),
}

_OPENINGS = {
    StaffMail.NEW_REQUEST: _("A new request has reached your department."),
    StaffMail.REQUEST_COMPLETED: _("A request of your department was set to completed."),
    StaffMail.REQUEST_ANSWERED: _("A citizen answered what your department had asked for."),
    StaffMail.REQUEST_WITHDRAWN: _("A citizen withdrew a request to your department."),
    StaffMail.REQUEST_ASSIGNED: _("A colleague gave you a request to deal with."),
    StaffMail.CITIZEN_WROTE: _("A citizen wrote about a request of your department."),
    StaffMail.DEADLINE_NEAR: _("The time for the answer to a request of your department is nearly over."),
    StaffMail.DEADLINE_OVER: _("The time for the answer to a request of your department is over."),
    StaffMail.PROPOSAL_WAITS: _(
        "A colleague proposed how a request of your department shall end. Another person must approve it."
    ),
    StaffMail.PROPOSAL_SENT_BACK: _(
        "A colleague sent back what you had proposed for a request. The reason is in its history."
    ),
}

_DUE = _("Last day for the answer: ${day}")
_LINK = _("See it in the management pages:")


def staff_letter(kind: StaffMail, facts: RequestFacts, translate: Translate) -> Letter:
    """Return the letter that tells a member of staff of `kind`."""
    return compose(
        translate,
        _(_SUBJECTS[kind], mapping={"number": facts.number, "title": facts.title}),
        _OPENINGS[kind],
        _("${title}\nProtocol number ${number}", mapping={"number": facts.number, "title": facts.title}),
        facts.due and _(_DUE, mapping={"day": facts.due}),
        Link(_LINK, facts.url),
    )
