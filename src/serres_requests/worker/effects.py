"""What is done for each kind of outbox entry."""

from collections.abc import Callable
from datetime import datetime

from serres_requests.catalog.indexing import index_request
from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.domain.notices import NoticeKind, StaffMail, Telling
from serres_requests.services import mailing
from serres_requests.services.auditing import append_to_log
from serres_requests.services.daily_mail import daily_mail
from serres_requests.services.documents import make_copy
from serres_requests.services.eligibility import decide_eligibility
from serres_requests.services.issuing import make_document
from serres_requests.services.lifecycle import file_request
from serres_requests.services.notices import notify
from serres_requests.services.outside import Outside
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.services.watching import tell_watchers


def _file(uow: UnitOfWork, effect: Effect) -> None:
    file_request(uow, effect.subject)


def _index(uow: UnitOfWork, effect: Effect) -> None:
    index_request(uow.site, uow.site.requests.by_reference(effect.subject))


def _copy(uow: UnitOfWork, effect: Effect) -> None:
    make_copy(uow, effect.subject)


def _issue(uow: UnitOfWork, effect: Effect) -> None:
    make_document(uow, effect.subject, effect.detail("document"))


def _notify(uow: UnitOfWork, effect: Effect) -> None:
    notify(
        uow,
        effect.subject,
        NoticeKind(effect.detail("kind")),
        datetime.fromisoformat(effect.detail("at")),
        effect.detail("message"),
        Telling(effect.detail("telling") or Telling.MAIL),
        int(effect.detail("files") or 0),
    )


def _tell_staff(uow: UnitOfWork, effect: Effect) -> None:
    mailing.tell_staff(uow, effect.subject, StaffMail(effect.detail("kind")), effect.detail("at"))


INSIDE: dict[EffectKind, Callable[[UnitOfWork, Effect], None]] = {
    EffectKind.FILE: _file,
    EffectKind.INDEX: _index,
    EffectKind.COPY: _copy,
    EffectKind.ISSUE: _issue,
    EffectKind.NOTIFY: _notify,
    EffectKind.TELL_STAFF: _tell_staff,
    EffectKind.AUDIT: append_to_log,
    EffectKind.TELL_WATCHERS: tell_watchers,
}
"""Effects that are done within one transaction, together with forgetting their entry."""


def _decide(uow: UnitOfWork, effect: Effect) -> Outside | None:
    return decide_eligibility(uow, effect.subject)


OUTSIDE: dict[EffectKind, Callable[[UnitOfWork, Effect], Outside | None]] = {
    **mailing.MAKERS,
    EffectKind.DAILY_MAIL: daily_mail,
    EffectKind.DECIDE: _decide,
}
"""Effects with a part outside of any transaction, unless there turns out to be nothing left to do there."""

ON_FAILURE: dict[EffectKind, Callable[[UnitOfWork, Effect], None]] = {
    EffectKind.NOTICE_MAIL: mailing.note_failed_try,
    EffectKind.DAILY_MAIL: mailing.note_failed_try,
}
"""What is recorded, beside the outbox, of an effect that failed and is put back."""
