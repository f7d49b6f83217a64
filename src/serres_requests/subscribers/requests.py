"""What the life of a request sets going: filing, indexing, notices and mail."""

from pyramid.events import subscriber

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.content_types.site import Site
from serres_requests.domain.events import EmailEntered, RequestFiled, RequestMoved, RequestSubmitted
from serres_requests.domain.notices import (
    NOTICE_OF_TRANSITION,
    STAFF_MAIL_OF_TRANSITION,
    NoticeKind,
    StaffMail,
    Telling,
    told_as,
    told_to_watchers,
)
from serres_requests.subscribers.telling import notify, tell_staff, tell_watchers


@subscriber([RequestSubmitted, Site])
def file_what_was_submitted(event: RequestSubmitted, site: Site) -> None:
    """RequestSubmitted: the register shall number the request."""
    site.outbox.add(Effect(EffectKind.FILE, event.reference), event.at)


@subscriber([RequestFiled, Site])
def tell_of_the_filing(event: RequestFiled, site: Site) -> None:
    """RequestFiled: it becomes findable, the citizen gets the first notice, the department a mail."""
    site.outbox.add(Effect(EffectKind.INDEX, event.reference), event.at)
    notify(site, event.reference, NoticeKind.FILED, event.at)
    tell_staff(site, event.reference, StaffMail.NEW_REQUEST, event.at)


@subscriber([RequestMoved, Site])
def tell_of_the_move(event: RequestMoved, site: Site) -> None:
    """RequestMoved: the catalogue, the citizen and for some moves the managers learn of it."""
    site.outbox.add(Effect(EffectKind.INDEX, event.reference), event.at)
    if kind := NOTICE_OF_TRANSITION.get(event.transition):
        telling = told_as(kind, event.telling)
        if telling is not Telling.NOBODY:
            notify(site, event.reference, kind, event.at, event.message, telling)
    if mail := STAFF_MAIL_OF_TRANSITION.get(event.transition):
        tell_staff(site, event.reference, mail, event.at)


@subscriber([RequestMoved, Site])
def tell_who_watches(event: RequestMoved, site: Site) -> None:
    """RequestMoved: whoever watches the request learns of its progress, and that it is no longer public."""
    watchers = site.requests.by_reference(event.reference).watchers
    kind = told_to_watchers(event.transition, event.state, event.telling)
    if watchers and kind:
        tell_watchers(site, event.reference, kind, event.at, event.telling)


@subscriber([EmailEntered, Site])
def send_confirmation_link(event: EmailEntered, site: Site) -> None:
    """EmailEntered: a link goes to the address."""
    effect = Effect(EffectKind.CONFIRMATION_MAIL, event.citizen_id, (("at", event.at.isoformat()),))
    site.outbox.add(effect, event.at)
