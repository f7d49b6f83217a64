"""How the notices about a request reached its applicant, for them and for the department."""

from dataclasses import dataclass
from typing import Any

from pyramid.request import Request

from serres_requests.content_types.notice import Notice
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.domain.messages import MessageKind
from serres_requests.domain.notices import NOTICE_OF_EVENT, Delivery, NoticeKind
from serres_requests.i18n import _
from serres_requests.services.deliveries import notices_about
from serres_requests.views.presenters import HISTORY_WORDS, MESSAGE_WORDS, Moment, moment

_DELIVERY_WORDS = {
    Delivery.NO_ADDRESS: _("Not sent by e-mail: no confirmed address"),
    Delivery.NOT_WANTED: _("Only here, not by e-mail"),
    Delivery.WAITING: _("The e-mail is on its way"),
    Delivery.FOR_DAILY: _("Comes with the next daily e-mail"),
    Delivery.IN_DAILY: _("In the daily e-mail of ${moment}"),
    Delivery.SENT: _("Also sent by e-mail"),
    Delivery.FAILED: _("The e-mail was refused by the mail server"),
    Delivery.RETURNED: _("The e-mail came back: it could not be delivered"),
}

_STAFF_WORDS = {
    Delivery.NO_ADDRESS: _("Not by e-mail: the citizen has no confirmed address"),
    Delivery.NOT_WANTED: _("Not by e-mail: it was not wanted so"),
    Delivery.WAITING: _("The e-mail is on its way"),
    Delivery.FOR_DAILY: _("Comes with the citizen's next daily e-mail"),
    Delivery.IN_DAILY: _("In the daily e-mail to ${address}, ${moment}"),
    Delivery.SENT: _("By e-mail to ${address}, ${moment}"),
    Delivery.FAILED: _("The e-mail to ${address} was refused by the mail server"),
    Delivery.RETURNED: _("The e-mail to ${address} came back: it could not be delivered"),
}

_KIND_WORDS = {
    **{kind: HISTORY_WORDS[event] for event, kind in NOTICE_OF_EVENT.items() if event in HISTORY_WORDS},
    NoticeKind.DECIDED: _("Checked automatically"),
    NoticeKind.MESSAGE: MESSAGE_WORDS[MessageKind.TO_CITIZEN],
}


@dataclass(frozen=True, slots=True)
class ShownDelivery:
    """One notice: what it was about, when it stood in the citizen's account, what became of its e-mail.

    answer: of another mail server that returned or delayed it, "" for none. tries: how often a mail server was
    asked to take it, told when it was more than once or still waits; else 0.
    """

    words: Any
    at: Moment
    email: Any
    answer: Any
    tries: int


def delivery_words(request: Request, notice: Notice) -> Any:
    """Return what became of the e-mail of a notice, for the citizen whose it is."""
    return _(_DELIVERY_WORDS[notice.email], mapping={"moment": _sent(request, notice)})


def answer_words(notice: Notice) -> Any:
    """Return what another mail server said of the e-mail of a notice, "" when it said nothing."""
    if not notice.mail_answer:
        return ""
    if notice.email == Delivery.RETURNED:
        return _("The mail server answered: “${answer}”", mapping={"answer": notice.mail_answer})
    return _("It is delayed. The mail server answered: “${answer}”", mapping={"answer": notice.mail_answer})


def shown_deliveries(request: Request, subject: CitizenRequest) -> list[ShownDelivery]:
    """Return what the applicant was told about `subject`, newest first, for the department: no whole address."""
    return [_shown(request, notice) for notice in notices_about(request.site, subject)]


def _shown(request: Request, notice: Notice) -> ShownDelivery:
    mapping = {"moment": _sent(request, notice), "address": notice.sent_to or ""}
    tries = notice.failed_tries + (notice.sent_to is not None)
    return ShownDelivery(
        words=_KIND_WORDS[notice.kind],
        at=moment(request, notice.at),
        email=_(_STAFF_WORDS[notice.email], mapping=mapping),
        answer=answer_words(notice),
        tries=tries if notice.failed_tries else 0,
    )


def _sent(request: Request, notice: Notice) -> str:
    return moment(request, notice.sent_at).words if notice.sent_at else ""
