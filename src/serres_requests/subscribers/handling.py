"""What messages, assignments, hand-overs and documents set going."""

from pyramid.events import subscriber

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.content_types.site import Site
from serres_requests.domain.events import (
    DocumentIssued,
    DocumentRevoked,
    MessageWritten,
    MoveProposed,
    ProposalSentBack,
    RequestAssigned,
    RequestHandedOver,
)
from serres_requests.domain.messages import MessageKind
from serres_requests.domain.notices import NoticeKind, StaffMail
from serres_requests.subscribers.telling import notify, tell_person, tell_staff


@subscriber([MessageWritten, Site])
def tell_of_the_message(event: MessageWritten, site: Site) -> None:
    """MessageWritten: the other side learns of it; a note stays where it is."""
    if event.kind is MessageKind.TO_CITIZEN:
        notify(site, event.reference, NoticeKind.MESSAGE, event.at, event.text, files=event.files)
    elif event.kind is MessageKind.FROM_CITIZEN:
        tell_staff(site, event.reference, StaffMail.CITIZEN_WROTE, event.at)


@subscriber([RequestAssigned, Site])
def tell_the_assignee(event: RequestAssigned, site: Site) -> None:
    """RequestAssigned: the queue learns of it, and who shall deal with it, unless they took it themselves."""
    site.outbox.add(Effect(EffectKind.INDEX, event.reference), event.at)
    if event.login and event.login != event.by:
        tell_person(site, event.reference, StaffMail.REQUEST_ASSIGNED, event.at, event.login)


@subscriber([RequestHandedOver, Site])
def tell_of_the_hand_over(event: RequestHandedOver, site: Site) -> None:
    """RequestHandedOver: the new department finds it, its people and the citizen are told."""
    site.outbox.add(Effect(EffectKind.INDEX, event.reference), event.at)
    notify(site, event.reference, NoticeKind.HANDED_OVER, event.at, event.reason)
    tell_staff(site, event.reference, StaffMail.NEW_REQUEST, event.at)


@subscriber([MoveProposed, Site])
def tell_who_may_approve(event: MoveProposed, site: Site) -> None:
    """MoveProposed: everybody who may approve it learns that it waits."""
    tell_staff(site, event.reference, StaffMail.PROPOSAL_WAITS, event.at)


@subscriber([ProposalSentBack, Site])
def tell_the_proposer(event: ProposalSentBack, site: Site) -> None:
    """ProposalSentBack: who proposed it learns of it, unless they took it back themselves."""
    if event.proposer != event.by:
        tell_person(site, event.reference, StaffMail.PROPOSAL_SENT_BACK, event.at, event.proposer)


@subscriber([DocumentIssued, Site])
def tell_of_the_document(event: DocumentIssued, site: Site) -> None:
    """DocumentIssued: the citizen learns where it is."""
    notify(site, event.reference, NoticeKind.DOCUMENT, event.at, event.words)


@subscriber([DocumentRevoked, Site])
def tell_of_the_revocation(event: DocumentRevoked, site: Site) -> None:
    """DocumentRevoked: the citizen learns that it does not hold, and why."""
    notify(site, event.reference, NoticeKind.DOCUMENT_REVOKED, event.at, event.words)
