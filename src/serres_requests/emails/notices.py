"""Letters to the citizen about one of their requests."""

from serres_requests.domain.notices import NoticeKind
from serres_requests.emails.letter import Letter, RequestFacts, Translate, compose
from serres_requests.i18n import _

_SUBJECTS = {
    NoticeKind.FILED: _("Your request has protocol number ${number}"),
    NoticeKind.STARTED: _("We are working on your request ${number}"),
    NoticeKind.COMPLETED: _("Your request ${number} is completed"),
    NoticeKind.REJECTED: _("Your request ${number} was rejected"),
    NoticeKind.DRAFT_EXPIRES: _("Your draft will be thrown away in 10 days"),
    NoticeKind.DECIDED: _("Your request ${number} was checked automatically"),
    NoticeKind.ACCEPTED: _("Your request ${number} was accepted"),
    NoticeKind.ASKED: _("Your request ${number} needs something from you"),
    NoticeKind.CHARGED: _("Your request ${number} waits for a payment"),
    NoticeKind.REOPENED: _("Work on your request ${number} goes on"),
    NoticeKind.WITHDRAWN: _("You withdrew your request ${number}"),
    NoticeKind.HANDED_OVER: _("Your request ${number} is with another department now"),
    NoticeKind.MESSAGE: _("A message about your request ${number}"),
}

_OPENINGS = {
    NoticeKind.FILED: _("Your request «${title}» was filed with protocol number ${number}."),
    NoticeKind.STARTED: _("The municipality has taken up your request «${title}» (${number})."),
    NoticeKind.COMPLETED: _("Your request «${title}» (${number}) is completed."),
    NoticeKind.REJECTED: _("Your request «${title}» (${number}) was rejected."),
    NoticeKind.DRAFT_EXPIRES: _(
        "You began the request «${title}» and have not submitted it. The draft will be thrown away in 10 days, "
        "unless you save it again."
    ),
    NoticeKind.DECIDED: _("Your request «${title}» (${number}) was checked automatically."),
    NoticeKind.ACCEPTED: _(
        "Your request «${title}» (${number}) was examined and accepted. The department will work on it."
    ),
    NoticeKind.ASKED: _(
        "The municipality needs something from you to go on with your request «${title}» (${number}). "
        "Until you answer, its time stands still."
    ),
    NoticeKind.CHARGED: _("Your request «${title}» (${number}) goes on as soon as it is paid."),
    NoticeKind.REOPENED: _("The municipality works on your request «${title}» (${number})."),
    NoticeKind.WITHDRAWN: _(
        "You withdrew your request «${title}» (${number}). Nothing more will be done about it."
    ),
    NoticeKind.HANDED_OVER: _(
        "Your request «${title}» (${number}) was passed on to the department that it is for. "
        "The time for the answer begins anew there."
    ),
    NoticeKind.MESSAGE: _("The department wrote to you about your request «${title}» (${number})."),
}

_MESSAGE = _("Message from the municipality:\n${message}")
_LINK = _("Follow your request here:\n${url}")
_DRAFT_LINK = _("Go on with it here:\n${url}")


def notice_letter(kind: NoticeKind, facts: RequestFacts, translate: Translate) -> Letter:
    """Return the letter that tells the applicant of `kind`."""
    about = {"title": facts.title, "number": facts.number}
    return compose(
        translate,
        _(_SUBJECTS[kind], mapping=about),
        _(_OPENINGS[kind], mapping=about),
        facts.message and _(_MESSAGE, mapping={"message": facts.message}),
        _(_DRAFT_LINK if kind is NoticeKind.DRAFT_EXPIRES else _LINK, mapping={"url": facts.url}),
    )
