"""Letters to a citizen about one of their requests, or one that they watch."""

from serres_requests.domain.notices import NoticeKind
from serres_requests.emails.letter import Letter, Link, RequestFacts, Translate, compose
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
        "Your request «${title}» (${number}) was passed on to the department that it is for. "
        "The time for the answer begins anew there."
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
    return compose(
        translate,
        _DRAFT_SUBJECT if kind is NoticeKind.DRAFT_EXPIRES else _(_SUBJECT, mapping=about),
        _(_OPENINGS[kind], mapping=about),
        facts.message and _(_MESSAGE, mapping={"message": facts.message}),
        facts.files and _(_FILES, mapping={"count": facts.files}),
        Link(_LINKS.get(kind, _LINK), facts.url),
        stop_url=stop_url,
    )
