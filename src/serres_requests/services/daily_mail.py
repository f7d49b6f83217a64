"""The daily e-mail: what a citizen wants told together leaves once a day, by request."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, islice

from babel.dates import format_date

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.notice import Notice
from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.domain.mail_choices import Mailing, mailing_of
from serres_requests.domain.notices import Delivery
from serres_requests.emails.daily import daily_letter
from serres_requests.emails.letter import Letter
from serres_requests.emails.notices import notice_letter
from serres_requests.services.mail_marks import MailKind
from serres_requests.services.mail_stop import stop_url
from serres_requests.services.mailing import Outgoing, email_of, note_delivery, note_refusal, notice_facts
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.services.wording import translator


@dataclass(frozen=True, slots=True)
class Gathered:
    """How many mails are due, and the id of the last citizen looked at; None when there are no more."""

    mails: int
    last: str | None


def gather(uow: UnitOfWork, after: str, limit: int, today: date) -> Gathered:
    """Make the mail of `today` due for whom something waits, among `limit` citizens with ids above `after`.

    What waits goes from the citizen into the outbox in one transaction: it is in one mail and in no other.
    """
    citizens = list(islice(uow.site.citizens.after(after), limit))
    due = [citizen for citizen in citizens if citizen.for_daily and citizen.daily_on != today]
    for citizen in due:
        details = (("day", today.isoformat()), ("notices", " ".join(citizen.for_daily)))
        uow.site.outbox.add(Effect(EffectKind.DAILY_MAIL, citizen.id, details), uow.now())
        citizen.for_daily, citizen.daily_on = (), today
    return Gathered(len(due), citizens[-1].id if citizens else None)


def daily_mail(uow: UnitOfWork, effect: Effect) -> Outgoing | None:
    """Return the mail of one day; None when the citizen wants nothing of it any more."""
    citizen: Citizen = uow.site.citizens[effect.subject]
    there = [name for name in effect.detail("notices").split() if name in citizen.notices]
    names = [name for name in there if _is_to_be_told(citizen, citizen.notices[name])]
    if not names:
        return None
    day = date.fromisoformat(effect.detail("day"))
    url = stop_url(uow, citizen, None)
    letter = daily_letter(
        format_date(day, "d MMMM y", citizen.language),
        list(_by_request(uow, citizen, [citizen.notices[name] for name in names])),
        translator(uow, citizen.language),
        url,
    )
    email = email_of(
        uow, citizen.confirmed_email, citizen.language, letter, f"{MailKind.DAILY}.{citizen.id}.{day}"
    )

    def record(later: UnitOfWork, delivery: Delivery) -> None:
        reader = later.site.citizens[effect.subject]
        note_refusal(reader, email.to, delivery)
        told = [reader.notices[name] for name in names if name in reader.notices]
        outcome, now = Delivery.IN_DAILY if delivery is Delivery.SENT else delivery, later.now()
        for notice in told:
            note_delivery(notice, outcome, email.to, now)
            if delivery is Delivery.SENT:
                notice.daily_on = day

    return Outgoing(replace(email, stop_url=url), record)


def _is_to_be_told(citizen: Citizen, notice: Notice) -> bool:
    """Tell whether a notice still belongs into a mail; note on it when it does not."""
    if not citizen.confirmed_email:
        notice.email = Delivery.NO_ADDRESS
    elif mailing_of(citizen.mail_choices, notice.kind) is Mailing.NEVER:
        notice.email = Delivery.NOT_WANTED
    return notice.email in {Delivery.FOR_DAILY, Delivery.FAILED}


def _by_request(uow: UnitOfWork, citizen: Citizen, notices: list[Notice]) -> Iterator[list[Letter]]:
    """Yield the letters about each request, in the order in which things happened."""
    translate = translator(uow, citizen.language)
    for _request, some in groupby(sorted(notices, key=_place), key=lambda notice: notice.request_id):
        yield [
            notice_letter(notice.kind, notice_facts(uow, citizen, notice), translate, stop_url="")
            for notice in some
        ]


def _place(notice: Notice) -> tuple[object, ...]:
    return notice.request_id, notice.at
