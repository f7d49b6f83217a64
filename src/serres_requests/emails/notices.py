"""Letters to a citizen about one of their requests, or one that they watch."""

from serres_requests.domain.deadlines import TimeAfter
from serres_requests.domain.notices import NoticeKind
from serres_requests.emails.letter import Letter, Link, PassedOn, RequestFacts, Translate, compose
from serres_requests.i18n import _

_SUBJECT = _("Protocol no. ${number}: ${title}")
"""The same for all letters about a request: mail programs show them as one conversation (decision 23)."""
_DRAFT_SUBJECT = _("Your draft will be thrown away in 10 days")

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
        "Your request «${title}» (${number}) was passed on to the department that it is for."
    ),
    NoticeKind.MESSAGE: _("The department wrote to you about your request «${title}» (${number})."),
    NoticeKind.DOCUMENT: _(
        "A document was issued about your request «${title}» (${number}). "
        "You download it from the page of the request."
    ),
    NoticeKind.DOCUMENT_REVOKED: _(
        "A document about your request «${title}» (${number}) was revoked: it no longer holds."
    ),
    NoticeKind.WATCHED_STARTED: _(
        "The municipality works on the request «${title}» (${number}), which you said interests you."
    ),
    NoticeKind.WATCHED_COMPLETED: _(
        "The request «${title}» (${number}), which you said interests you, is completed."
    ),
    NoticeKind.WATCHED_ENDED: _(
        "The request «${title}» (${number}), which you said interests you, is no longer public. "
        "You will get no more messages about it."
    ),
}

_PASSED_ON = _(
    "Your request «${title}» (${number}) was passed on from «${before}» to the department that it is for, "
    "«${department}»."
)
_TIME = {
    TimeAfter.ANEW: _("The time for the answer begins anew there."),
    TimeAfter.FROM_LIMIT: _(
        "That was later than the law has it, so the time for the answer does not begin anew: it is counted from "
        "${start}, the last day to pass the request on."
    ),
    TimeAfter.AS_BEFORE: _("The time for the answer does not change."),
}
_LAST_DAY = _("Its last day is ${due}.")
_STANDS_STILL = _("It stands still until you have done what is asked of you.")

_MESSAGE = _("Message from the municipality:\n${message}")
_FILES = _("Files with the message: ${count}. You download them from the page of the request.")
_LINK = _("Follow your request here:")
_LINKS = {
    NoticeKind.DRAFT_EXPIRES: _("Go on with it here:"),
    NoticeKind.WATCHED_STARTED: _("See it, or stop these messages, here:"),
    NoticeKind.WATCHED_COMPLETED: _("See it, or stop these messages, here:"),
    NoticeKind.WATCHED_ENDED: _("What interests you otherwise is here:"),
}


def notice_letter(kind: NoticeKind, facts: RequestFacts, translate: Translate, stop_url: str) -> Letter:
    """Return the letter that tells a citizen of `kind`; `stop_url` is where such letters are stopped."""
    about = {"title": facts.title, "number": facts.number}
    passed_on = facts.passed_on
    if passed_on is not None and passed_on.departments:
        before, department = passed_on.departments
        opening = _(_PASSED_ON, mapping={**about, "before": before, "department": department})
    else:
        opening = _(_OPENINGS[kind], mapping=about)
    return compose(
        translate,
        _DRAFT_SUBJECT if kind is NoticeKind.DRAFT_EXPIRES else _(_SUBJECT, mapping=about),
        opening,
        passed_on and " ".join(map(translate, _time_words(passed_on))),
        facts.message and _(_MESSAGE, mapping={"message": facts.message}),
        facts.files and _(_FILES, mapping={"count": facts.files}),
        Link(_LINKS.get(kind, _LINK), facts.url),
        stop_url=stop_url,
    )


def _time_words(passed_on: PassedOn) -> tuple[object, object]:
    """What passing it on made of the time for the answer, and until when that is (ν. 2690/1999 art. 4)."""
    began = _(_TIME[passed_on.time], mapping={"start": passed_on.start})
    return began, _(_LAST_DAY, mapping={"due": passed_on.due}) if passed_on.due else _STANDS_STILL
