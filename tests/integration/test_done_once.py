"""What is asked for again, as after a crash or by a second click, is not done a second time."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from tests.support.site import CITIZEN, Site
from tests.support.submissions import a_citizen, submit_one

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.domain.errors import SecondPersonError
from serres_requests.domain.lifecycle import State
from serres_requests.domain.notices import Delivery, NoticeKind, Telling
from serres_requests.services.lifecycle import file_request, move
from serres_requests.services.mailing import notice_mail
from serres_requests.services.notices import notify, tell_watcher

EMAIL = "maria@example.gr"
NEIGHBOUR = 24
_numbers = count(1)


def me(uow: Any) -> Any:
    return uow.site.citizens.find(CITIZEN.afm)


def request_of(uow: Any, reference: str) -> Any:
    return uow.site.requests.by_reference(reference)


@pytest.fixture
def filed(site: Site) -> str:
    """The reference of a request of the citizen that has its number."""

    def act(uow: Any) -> str:
        reference = submit_one(uow, me(uow), next(_numbers))
        file_request(uow, reference)
        return reference

    return site.change(act)


@pytest.fixture
def proven(site: Site) -> Iterator[None]:
    """The citizen's address is proven, for as long as the test."""

    def give(uow: Any, email: str) -> None:
        me(uow).confirmed_email = email

    site.change(lambda uow: give(uow, EMAIL))
    yield
    site.change(lambda uow: give(uow, ""))


def test_a_request_is_filed_once(site: Site, filed: str) -> None:
    def look(uow: Any) -> Any:
        request = request_of(uow, filed)
        lines = [line.number for line in uow.site.register.newest(1000) if line.key == filed]
        moves = [entry.transition for entry in request.history]
        return request.protocol, lines, moves, len(uow.site.outbox.waiting(1000))

    before = site.look(look)
    site.change(lambda uow: file_request(uow, filed))
    assert site.look(look) == before
    assert before[1] == [before[0].number]


def test_a_citizen_is_told_a_fact_once(site: Site, filed: str) -> None:
    def tell(uow: Any, kind: NoticeKind) -> None:
        notify(uow, filed, kind, request_of(uow, filed).submitted_at, "")

    for kind in (NoticeKind.FILED, NoticeKind.FILED, NoticeKind.STARTED):
        site.change(lambda uow, kind=kind: tell(uow, kind))  # type: ignore[misc]
    told = site.look(lambda uow: [n.kind for n in me(uow).notices.values() if n.reference == filed])
    assert sorted(told) == sorted([NoticeKind.FILED, NoticeKind.STARTED])


def test_a_watcher_is_told_a_fact_once(site: Site, filed: str) -> None:
    def tell(uow: Any) -> None:
        request = request_of(uow, filed)
        tell_watcher(
            uow, a_citizen(uow, NEIGHBOUR), request, NoticeKind.STARTED, request.submitted_at, Telling.MAIL
        )

    site.change(tell)
    site.change(tell)
    told = site.look(lambda uow: [notice.reference for notice in a_citizen(uow, NEIGHBOUR).notices.values()])
    assert told == [filed]


def test_a_mail_that_was_sent_or_has_nowhere_to_go_is_not_made(site: Site, filed: str, proven: None) -> None:
    site.change(lambda uow: notify(uow, filed, NoticeKind.FILED, request_of(uow, filed).submitted_at, ""))

    def mail(uow: Any) -> Any:
        [name] = [notice.__name__ for notice in me(uow).notices.values() if notice.reference == filed]
        return notice_mail(uow, Effect(EffectKind.NOTICE_MAIL, me(uow).id, (("notice", name),)))

    made = site.look(mail)
    assert made.email.to == EMAIL
    site.change(lambda uow: made.record(uow, Delivery.SENT))
    assert site.look(mail) is None
    site.change(lambda uow: made.record(uow, Delivery.WAITING))
    assert site.look(mail) is not None

    def mail_without_address(uow: Any) -> Any:
        me(uow).confirmed_email = ""
        return mail(uow)

    assert site.look(mail_without_address) is None


def test_what_needs_four_eyes_does_not_end_by_one_person(site: Site, filed: str) -> None:
    """Pages offer only to propose it; whoever asks in another way is refused too."""

    def end(uow: Any, four_eyes: bool) -> State:
        request = request_of(uow, filed)
        service = uow.site.request_types[request.type_name]
        data = {**service.current.data, "four_eyes": four_eyes}
        request.type_version = service.publish(data).number
        if request.state is State.FILED:
            move(uow, request, "start", "")
        move(uow, request, "complete", "Έγινε.")
        return request.state

    with pytest.raises(SecondPersonError):
        site.change(lambda uow: end(uow, four_eyes=True))
    assert site.look(lambda uow: request_of(uow, filed).state) is State.FILED
    assert site.look(lambda uow: end(uow, four_eyes=False)) is State.COMPLETED
