"""Which mail an outbox entry stands for, and what to record once it has left."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from babel.dates import format_date
from substanced.util import get_oid

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.notice import Notice
from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.content_types.request import Request
from serres_requests.domain.errors import RefusedError
from serres_requests.domain.mail import Email, masked
from serres_requests.domain.mail_choices import Mailing, mailing_of
from serres_requests.domain.notices import ABOUT_DEADLINES, HAS_LEFT, OF_WATCHERS, Delivery, NoticeKind, StaffMail
from serres_requests.emails.confirmation import confirmation_letter
from serres_requests.emails.letter import Letter, PassedOn, RequestFacts
from serres_requests.emails.notices import notice_letter
from serres_requests.emails.page import page_of
from serres_requests.emails.staff import staff_letter
from serres_requests.ports import Ports
from serres_requests.services.citizens import confirmation_token, note_returned
from serres_requests.services.departments import department_title
from serres_requests.services.handling import time_of_hand_over
from serres_requests.services.mail_marks import MailKind, host_of, marked
from serres_requests.services.mail_stop import stop_url
from serres_requests.services.outside import DONE, Ending, Finish, Finished
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.services.wording import translator

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A mail to send outside of any transaction, and what to record in the next one when it has left."""

    email: Email
    record: Callable[[UnitOfWork, Delivery], None]

    def __call__(self, ports: Ports) -> Finish:
        """Send it, as `services.outside` has it. A final no is recorded; another fault is left to be raised."""
        try:
            ports.mail.send(self.email)
        except RefusedError as error:
            log.warning("mail %s refused: %s", self.email.message_id, error)
            return self._finish(Delivery.FAILED, Finished(Ending.ASIDE, str(error)))
        return self._finish(Delivery.SENT, DONE)

    def _finish(self, delivery: Delivery, finished: Finished) -> Finish:
        def finish(uow: UnitOfWork) -> Finished:
            self.record(uow, delivery)
            return finished

        return finish


def notice_mail(uow: UnitOfWork, effect: Effect) -> Outgoing | None:
    """Return the mail of a notice.

    None when the citizen had it erased, has no proven address any more, or wants no such mail.
    """
    citizen: Citizen = uow.site.citizens[effect.subject]
    name = effect.detail("notice")
    notice: Notice | None = citizen.notices.get(name)
    if notice is None or not citizen.confirmed_email or notice.email in HAS_LEFT:
        return None
    if mailing_of(citizen.mail_choices, notice.kind) is Mailing.NEVER:
        notice.email = Delivery.NOT_WANTED
        return None
    url = stop_url(uow, citizen, notice.kind)
    letter = notice_letter(notice.kind, notice_facts(uow, citizen, notice), translator(uow, citizen.language), url)

    def record(later: UnitOfWork, delivery: Delivery) -> None:
        reader = later.site.citizens[effect.subject]
        note_refusal(reader, email.to, delivery)
        if (told := reader.notices.get(name)) is not None:
            note_delivery(told, delivery, email.to, later.now())

    email = email_of(
        uow, citizen.confirmed_email, citizen.language, letter, f"{MailKind.NOTICE}.{citizen.id}.{name}"
    )
    return Outgoing(_in_thread(uow, replace(email, stop_url=url), notice.request_id), record)


def note_delivery(notice: Notice, delivery: Delivery, to: str, now: datetime) -> None:
    """Note on a notice what became of its mail to the address `to`, which left `now` if it did; it may have come
    back already."""
    if notice.email != Delivery.RETURNED:
        notice.email = delivery
    notice.sent_at = None if delivery is Delivery.FAILED else now
    notice.sent_to = masked(to)


def note_failed_try(uow: UnitOfWork, effect: Effect) -> None:
    """Note on what a citizen was to be mailed, one notice or those of a day, that it could not leave this time."""
    notices = uow.site.citizens[effect.subject].notices
    names = (effect.detail("notice") or effect.detail("notices")).split()
    for name in filter(notices.__contains__, names):  # citizens erase some
        notices[name].failed_tries += 1


def note_refusal(citizen: Citizen, address: str, delivery: Delivery) -> None:
    """Note whether a mail to the citizen's `address` was refused for good; one that was taken ends that."""
    refused = address if delivery is Delivery.FAILED else ""
    if citizen.refused_email != refused:
        citizen.refused_email = refused


def confirmation_mail(uow: UnitOfWork, effect: Effect) -> Outgoing | None:
    """Return the mail with the link for a citizen's address; None when it is proven meanwhile and takes mail."""
    citizen: Citizen = uow.site.citizens[effect.subject]
    if citizen.email == citizen.confirmed_email and not citizen.is_unreachable:
        return None
    token = confirmation_token(uow.settings.secret, citizen)
    url = f"{uow.settings.public_url}/me/email/{token}"
    letter = confirmation_letter(url, translator(uow, citizen.language))
    key = f"{MailKind.CONFIRMATION}.{citizen.id}.{_digits(effect.detail('at'))}"
    email = email_of(uow, citizen.email, citizen.language, letter, key)

    def record(later: UnitOfWork, delivery: Delivery) -> None:
        if delivery is Delivery.FAILED:
            note_returned(later.site.citizens[effect.subject], email.to)

    return Outgoing(email, record)


def staff_mail(uow: UnitOfWork, effect: Effect) -> Outgoing | None:
    """Return one person's mail; None when they have left or have no address."""
    kind = StaffMail(effect.detail("kind"))
    request = uow.site.requests.by_reference(effect.subject)
    user = uow.site["principals"]["users"].get(effect.detail("to"))
    if user is None or not user.email:
        return None
    url = f"{uow.settings.public_url}/manage/requests/{request.reference}"
    facts = _facts(uow, request, user.locale, url)
    if kind in ABOUT_DEADLINES:
        facts = replace(facts, due=_day_words(date.fromisoformat(effect.detail("at")), user.locale))
    letter = staff_letter(kind, facts, translator(uow, user.locale))
    email = email_of(uow, user.email, user.locale, letter, _staff_key(effect, kind, get_oid(user)))
    return Outgoing(_in_thread(uow, email, request.id), _nothing)


def tell_staff(uow: UnitOfWork, reference: str, kind: StaffMail, at: str) -> None:
    """Record a mail to each person in the department of a request whom `kind` is for, of what happened `at`.

    A mail about a deadline names its last day as `at`.
    """
    request = uow.site.requests.by_reference(reference)
    for login in sorted(_people_for(uow, request, kind)):
        details = (("kind", kind.value), ("at", at), ("to", login))
        uow.site.outbox.add(Effect(EffectKind.STAFF_MAIL, reference, details), uow.now())


def _people_for(uow: UnitOfWork, request: Request, kind: StaffMail) -> set[str]:
    """Of a proposal nobody is told once it is settled, and never who made it: they can't approve it."""
    department = uow.site.departments[request.department]
    managers, officers = department.people("managers"), department.people("officers")
    if kind is StaffMail.PROPOSAL_WAITS:
        return {*managers, *officers} - {request.proposal.proposer} if request.proposal is not None else set()
    assigned = {request.assignee} if request.assignee else set()
    return {*managers, *assigned, *(officers if kind is StaffMail.NEW_REQUEST else ())}


MAKERS: dict[EffectKind, Callable[[UnitOfWork, Effect], Outgoing | None]] = {
    EffectKind.NOTICE_MAIL: notice_mail,
    EffectKind.CONFIRMATION_MAIL: confirmation_mail,
    EffectKind.STAFF_MAIL: staff_mail,
}


def notice_facts(uow: UnitOfWork, citizen: Citizen, notice: Notice) -> RequestFacts:
    """Return what a mail may tell of a notice."""
    if not notice.reference:
        title = uow.site.request_types[notice.type_name].title.in_language(citizen.language)
        return RequestFacts(title, "", f"{uow.settings.public_url}/me/drafts/{notice.request_id}")
    request = uow.site.requests.by_reference(notice.reference)
    url = f"{uow.settings.public_url}{_path_of(notice, request)}"
    facts = replace(_facts(uow, request, citizen.language, url), message=notice.message, files=notice.files)
    if notice.kind is NoticeKind.HANDED_OVER:
        facts = replace(facts, passed_on=_passed_on(uow, request, notice.at, citizen.language))
    return facts


def _passed_on(uow: UnitOfWork, request: Request, at: datetime, locale: str) -> PassedOn:
    found = time_of_hand_over(uow.site, request, at)
    return PassedOn(
        tuple(department_title(uow.site, name, locale) for name in found.departments),
        found.time,
        _day_words(found.start, locale),
        _day_words(found.due, locale) if found.due is not None else "",
    )


def _day_words(day: date, locale: str) -> str:
    return str(format_date(day, "d MMMM y", locale))


def _path_of(notice: Notice, request: Request) -> str:
    """Return where to read on: for watchers what everybody may see, or what they watch still."""
    if notice.kind not in OF_WATCHERS or request.protocol is None:
        return f"/me/requests/{request.id}"
    is_public = notice.kind is not NoticeKind.WATCHED_ENDED
    return f"/requests/{request.protocol.year}/{request.protocol.number}" if is_public else "/me/watching"


def _facts(uow: UnitOfWork, request: Request, locale: str, url: str) -> RequestFacts:
    definition = uow.site.request_types[request.type_name].version(request.type_version).definition
    return RequestFacts(definition.title.in_language(locale), str(request.protocol), url)


def email_of(uow: UnitOfWork, to: str, language: str, letter: Letter, key: str) -> Email:
    """Return the mail of `letter`, which is in `language`; mails with the same `key` are the same mail."""
    message_id = _message_id(uow, marked(uow.settings.secret, key, to))
    return Email(to, letter.subject, letter.text, page_of(letter, language), message_id, uow.now())


def _in_thread(uow: UnitOfWork, email: Email, request_id: str) -> Email:
    """Put a mail into the conversation about a request; a draft has the id that its request will have."""
    return replace(email, thread=_message_id(uow, f"request.{request_id}"))


def _message_id(uow: UnitOfWork, key: str) -> str:
    return f"<{key}@{host_of(uow.settings.public_url)}>"


def _staff_key(effect: Effect, kind: StaffMail, person: int) -> str:
    """The same request can be completed twice: the moment tells the mails apart."""
    return f"{kind}.{effect.subject.partition('/')[2]}.{_digits(effect.detail('at'))}.{person}"


def _digits(moment: str) -> str:
    """A Message-ID has no colons."""
    return "".join(char for char in moment if char.isdigit())


def _nothing(later: UnitOfWork, delivery: Delivery) -> None:
    """Mails to staff leave no record of their own; the outbox forgets them when they are sent."""
