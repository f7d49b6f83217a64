"""What a mail server reports about a mail after it took it is noted where the mail came from (decision 32)."""

import logging
import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.notice import Notice
from serres_requests.domain.delivery_reports import DeliveryReport, Outcome
from serres_requests.domain.notices import Delivery
from serres_requests.services.citizens import note_returned
from serres_requests.services.mail_marks import MailKind, host_of, is_genuine
from serres_requests.services.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

_MESSAGE_ID = re.compile(r"<((\w+)\.(\w+)\.([\w-]+)\.[\w-]+)@([\w.-]+)>", re.ASCII)
_LONGEST_WAIT = timedelta(days=60)
"""Notices of a daily mail are not older than this when it leaves."""


def note_report(uow: UnitOfWork, report: DeliveryReport) -> bool:
    """Note what is reported; return whether it is about a mail to an address that is still in use.

    A mail that failed is returned on its notices, one that is late stays sent; either way with the other server's
    answer. An address that takes no mail for good is told to its owner. The same report twice is as one.
    """
    match = _MESSAGE_ID.fullmatch(report.message_id)
    if match is None or match[5] != host_of(uow.settings.public_url):
        return False
    marked, kind, citizen_id, subject = match[1], match[2], match[3], match[4]
    citizen: Citizen | None = uow.site.citizens.get(citizen_id)
    if citizen is None or kind not in tuple(MailKind):
        return False
    address = citizen.email if kind == MailKind.CONFIRMATION else citizen.confirmed_email
    if not address or not is_genuine(uow.settings.secret, marked, address):
        return False
    log.warning("mail %s %s after it was taken", report.message_id, report.outcome)
    for notice in _notices(citizen, MailKind(kind), subject):
        _note(notice, report)
    if report.is_permanent:
        note_returned(citizen, address)
    return True


def _note(notice: Notice, report: DeliveryReport) -> None:
    if report.outcome is Outcome.FAILED:
        notice.email = Delivery.RETURNED
    elif notice.email == Delivery.RETURNED:
        return  # a report that was late itself
    notice.mail_answer = report.answer


def _notices(citizen: Citizen, kind: MailKind, subject: str) -> list[Notice]:
    """Return what a mail told, as far as it was not erased."""
    if kind is MailKind.DAILY:
        return _of_daily(citizen, date.fromisoformat(subject))
    notice = citizen.notices.get(subject) if kind is MailKind.NOTICE else None
    return [] if notice is None else [notice]


def _of_daily(citizen: Citizen, day: date) -> list[Notice]:
    """Return what was told in the daily mail of `day`."""
    begin = datetime.combine(day, time.min, UTC)
    recent = takewhile(lambda notice: notice.at > begin - _LONGEST_WAIT, citizen.notices.newest_first())
    return [notice for notice in recent if notice.daily_on == day]
