"""Notices: written on the platform once, sent by e-mail when an address is proven."""

from datetime import datetime

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.draft import Draft
from serres_requests.content_types.notice import Notice
from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.content_types.request import Request
from serres_requests.domain.mail_choices import Mailing, mailing_of
from serres_requests.domain.notices import Delivery, NoticeKind, Telling
from serres_requests.services.unit_of_work import UnitOfWork


def notify(
    uow: UnitOfWork,
    reference: str,
    kind: NoticeKind,
    at: datetime,
    message: str,
    telling: Telling = Telling.MAIL,
    files: int = 0,
) -> None:
    """Tell the applicant of `reference` what happened `at`; the same fact is never noted twice.

    files: how many go with the message.
    """
    request = uow.site.requests.by_reference(reference)
    citizen: Citizen = uow.site.citizens[request.applicant_id]
    name = notice_name(at, request.id, kind)
    if name in citizen.notices:
        return
    notice = Notice(kind, request.id, reference, at, message)
    notice.files = files
    _tell(uow, citizen, name, notice, telling)


def notice_name(at: datetime, subject_id: str, kind: NoticeKind) -> str:
    """Return the name of the notice of one fact: they sort by time, and the same fact has the same name."""
    return f"{at:%Y%m%d%H%M%S%f}-{subject_id}-{kind}"


def warn_of_expiry(uow: UnitOfWork, citizen: Citizen, draft: Draft) -> None:
    """Tell the citizen that `draft` will be thrown away unless it is saved again."""
    kind, now = NoticeKind.DRAFT_EXPIRES, uow.now()
    notice = Notice(kind, draft.id, "", now)
    notice.type_name = draft.type_name
    _tell(uow, citizen, notice_name(now, draft.id, kind), notice)


def _tell(uow: UnitOfWork, citizen: Citizen, name: str, notice: Notice, telling: Telling = Telling.MAIL) -> None:
    citizen.notices[name] = notice
    mailing = mailing_of(citizen.mail_choices, notice.kind)
    if telling is not Telling.MAIL or mailing is Mailing.NEVER:
        notice.email = Delivery.NOT_WANTED
    elif not citizen.confirmed_email:
        notice.email = Delivery.NO_ADDRESS
    elif mailing is Mailing.DAILY:
        notice.email = Delivery.FOR_DAILY
        citizen.for_daily = (*citizen.for_daily, name)
    else:
        notice.email = Delivery.WAITING
        uow.site.outbox.add(Effect(EffectKind.NOTICE_MAIL, citizen.id, (("notice", name),)), uow.now())


def tell_watcher(
    uow: UnitOfWork, citizen: Citizen, request: Request, kind: NoticeKind, at: datetime, telling: Telling
) -> None:
    """Tell a citizen who watches `request` what happened `at`, in no words but those of `kind`; once each."""
    name = notice_name(at, request.id, kind)
    if name not in citizen.notices:
        _tell(uow, citizen, name, Notice(kind, request.id, request.reference, at), telling)


def mark_read(uow: UnitOfWork, citizen: Citizen) -> None:
    """Mark all of the citizen's notices as read."""
    for name in list(citizen.notices.unread):
        citizen.notices[name].read_at = uow.now()
    citizen.notices.unread.clear()
