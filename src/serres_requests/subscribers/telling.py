"""The outbox entries by which citizens and staff are told something."""

from datetime import datetime

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.content_types.site import Site
from serres_requests.domain.notices import NoticeKind, StaffMail, Telling


def notify(
    site: Site,
    reference: str,
    kind: NoticeKind,
    at: datetime,
    message: str = "",
    telling: Telling = Telling.MAIL,
    files: int = 0,
) -> None:
    """Have the applicant of a request told of `kind`; files: how many go with the message."""
    details = (("kind", kind.value), ("at", at.isoformat()), ("message", message), ("telling", telling.value))
    numbered = (("files", str(files)),) if files else ()
    site.outbox.add(Effect(EffectKind.NOTIFY, reference, (*details, *numbered)), at)


def tell_staff(site: Site, reference: str, kind: StaffMail, at: datetime) -> None:
    """Have the people of the department of a request told of `kind`."""
    details = (("kind", kind.value), ("at", at.isoformat()))
    site.outbox.add(Effect(EffectKind.TELL_STAFF, reference, details), at)


def tell_watchers(site: Site, reference: str, kind: NoticeKind, at: datetime, telling: Telling) -> None:
    """Have those who watch a request told of `kind`; no word of the department to the applicant goes with it."""
    details = (("kind", kind.value), ("at", at.isoformat()), ("telling", telling.value))
    site.outbox.add(Effect(EffectKind.TELL_WATCHERS, reference, details), at)


def tell_person(site: Site, reference: str, kind: StaffMail, at: datetime, login: str) -> None:
    """Have one member of staff told of `kind`."""
    details = (("kind", kind.value), ("at", at.isoformat()), ("to", login))
    site.outbox.add(Effect(EffectKind.STAFF_MAIL, reference, details), at)
