"""Citizens watch public requests of others: they begin, stop, and are told of what everybody may see."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.outbox import Effect
from serres_requests.content_types.request import Request
from serres_requests.content_types.site import Site
from serres_requests.content_types.watching import Watched, Watchers
from serres_requests.domain.notices import NoticeKind, Telling
from serres_requests.services.notices import tell_watcher
from serres_requests.services.unit_of_work import UnitOfWork

WATCHERS_AT_ONCE = 50
"""Told in one transaction, so that none is long; the key of each notice makes telling again harmless."""


def watch(uow: UnitOfWork, citizen: Citizen, request: Request) -> bool:
    """Let `citizen` be told of the progress of `request`; false for its applicant, who is told anyway."""
    if request.applicant_id == citizen.id:
        return False
    if is_watching(citizen, request):
        return True
    if citizen.watched is None:
        citizen.watched = Watched()
    if request.watchers is None:
        request.watchers = Watchers()
    citizen.watched.add(request.reference, uow.now())
    request.watchers.add(citizen.id)
    return True


def unwatch(citizen: Citizen, request: Request) -> None:
    """Let `citizen` be told no more of `request`, if they were."""
    if citizen.watched is not None and request.watchers is not None:
        citizen.watched.discard(request.reference)
        request.watchers.discard(citizen.id)


def unwatch_all(site: Site, citizen: Citizen) -> None:
    """Let `citizen` watch nothing."""
    for reference, _since in list(watched_by(citizen)):
        unwatch(citizen, site.requests.by_reference(reference))


def is_watching(citizen: Citizen, request: Request) -> bool:
    """Tell whether `citizen` watches `request`."""
    return citizen.watched is not None and request.reference in citizen.watched


def watched_by(citizen: Citizen) -> Iterator[tuple[str, datetime]]:
    """Return the references of what `citizen` watches, each with the moment since when, newest first."""
    return citizen.watched.newest_first() if citizen.watched is not None else iter(())


def public_requests_watched(site: Site, citizen: Citizen) -> Iterator[tuple[Request, datetime]]:
    """Return the requests that `citizen` watches and everybody may see."""
    return public_among(site, watched_by(citizen))


def public_among(site: Site, watched: Iterable[tuple[str, datetime]]) -> Iterator[tuple[Request, datetime]]:
    """Return the requests among `watched` that everybody may see; the others are about to be let go."""
    for reference, since in watched:
        request = site.requests.by_reference(reference)
        if request.is_public:
            yield request, since


def tell_watchers(uow: UnitOfWork, effect: Effect) -> None:
    """Tell the next watchers of a request, and make the rest of them due.

    With the last word, that it is no longer public, each stops to watch. What is no longer true when their turn
    comes is not told: neither that a request goes on which was rejected meanwhile, nor that one is no longer
    public which is so again.
    """
    request = uow.site.requests.by_reference(effect.subject)
    kind, telling = NoticeKind(effect.detail("kind")), Telling(effect.detail("telling"))
    is_last_word = kind is NoticeKind.WATCHED_ENDED
    if request.watchers is None or is_last_word is request.is_public:
        return
    ids = request.watchers.after(effect.detail("after"), WATCHERS_AT_ONCE)
    for citizen_id in ids:
        citizen: Citizen = uow.site.citizens[citizen_id]
        tell_watcher(uow, citizen, request, kind, datetime.fromisoformat(effect.detail("at")), telling)
        if is_last_word:
            unwatch(citizen, request)
    if len(ids) == WATCHERS_AT_ONCE:
        details = (*(item for item in effect.details if item[0] != "after"), ("after", ids[-1]))
        uow.site.outbox.add(replace(effect, details=details), uow.now())
