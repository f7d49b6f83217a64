"""What the automatic check of a request sets going: the check itself, and telling the citizen of it."""

from pyramid.events import subscriber

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.content_types.site import Site
from serres_requests.domain.events import RequestDecided, RequestFiled
from serres_requests.domain.notices import NoticeKind


@subscriber([RequestFiled, Site])
def have_it_checked(event: RequestFiled, site: Site) -> None:
    """RequestFiled: when its type has a rule, the request is held against it."""
    request = site.requests.by_reference(event.reference)
    definition = site.request_types[request.type_name].version(request.type_version).definition
    if definition.decision is not None:
        site.outbox.add(Effect(EffectKind.DECIDE, event.reference), event.at)


@subscriber([RequestDecided, Site])
def tell_of_the_decision(event: RequestDecided, site: Site) -> None:
    """RequestDecided: the citizen gets a notice with the sentence."""
    details = (("kind", NoticeKind.DECIDED.value), ("at", event.at.isoformat()), ("message", event.message))
    site.outbox.add(Effect(EffectKind.NOTIFY, event.reference, details), event.at)
