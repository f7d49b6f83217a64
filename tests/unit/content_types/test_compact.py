"""Compact records are read as they were written, and as they were before they were compact."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyramid.authorization import DENY_ALL, Allow, Everyone

from serres_requests.content_types.compact import ACCESS_LIST, MOMENT
from serres_requests.content_types.notice import Notice
from serres_requests.content_types.request import HistoryEntry, Request
from serres_requests.domain.access import ACCEPTED_REQUEST, REQUEST
from serres_requests.domain.lifecycle import State, WorkflowName
from serres_requests.domain.notices import Delivery, NoticeKind
from serres_requests.domain.people import Identity
from serres_requests.domain.protocol import ProtocolNumber

NOW = datetime(2026, 3, 1, 22, 15, 7, 123456, tzinfo=UTC)
MARIA = Identity("802576637", "ΔΟΚΙΜΙΔΟΥ", "ΜΑΡΙΑ", birth_year=1980)


def read_again(node):
    copy = type(node).__new__(type(node))
    copy.__setstate__(node.__getstate__())
    return copy


def a_request():
    return Request(
        type_name="pothole",
        type_version=2,
        department="technical",
        applicant_id="c1",
        applicant=MARIA,
        answers={"place": "οδός"},
        attachments=(),
        submitted_at=NOW,
    )


def test_a_notice_is_read_as_it_was_written():
    notice = Notice(NoticeKind.DRAFT_EXPIRES, "d1", "", NOW, "λόγια")
    notice.__name__, notice.email, notice.type_name = "n1", Delivery.SENT, "pothole"
    notice.sent_at = NOW
    again = read_again(notice)
    assert vars(again) == vars(notice)
    assert again.kind is NoticeKind.DRAFT_EXPIRES
    assert again.email is Delivery.SENT
    assert again.read_at is None


def test_a_request_is_read_as_it_was_written():
    request = a_request()
    assert vars(read_again(request)) == vars(request)
    request._state, request.workflow, request.document_id = State.FILED, WorkflowName.PAID, -7
    request.protocol = ProtocolNumber(2026, 12, date(2026, 3, 2))
    request.record(HistoryEntry(NOW, "submit", "ΜΑΡΙΑ"))
    request.__acl__ = ((Allow, "citizen:c1", ("request:track",)), (Allow, 17, ("request:process",)), DENY_ALL)
    request.assignee = "lighting"
    again = read_again(request)
    assert vars(again) == vars(request)
    assert (again.state, again.workflow) == (State.FILED, WorkflowName.PAID)
    assert isinstance(again.state, State)


def test_what_is_as_the_class_has_it_is_not_written():
    request = a_request()
    request.proposal, request.certified, request.entered = None, (), None
    assert len(request.__getstate__()) == len(Request.packed)
    again = read_again(request)
    assert (again.proposal, again.certified, again.entered) == (None, (), None)


def test_what_was_written_by_names_is_read():
    request = a_request()
    older = Request.__new__(Request)
    older.__setstate__(dict(vars(request)))
    assert vars(older) == vars(request)


def test_a_hand_over_keeps_its_departments_and_others_take_no_more_room():
    request = a_request()
    request.record(HistoryEntry(NOW, "submit", "ΜΑΡΙΑ"))
    request.record(HistoryEntry(NOW, "hand_over", "lighting", "Δικό σας.", ("lighting", "cleaning")))
    assert read_again(request).history == request.history
    [submitted, passed_on] = request.__getstate__()[list(Request.packed).index("history")]
    assert (len(submitted), len(passed_on)) == (4, 5)


def test_entries_of_a_history_that_were_written_by_themselves_are_read():
    entry = HistoryEntry(NOW, "hand_over", "lighting", "Δικό σας.", ("lighting", "cleaning"))
    again, older = (HistoryEntry.__new__(HistoryEntry) for _ in range(2))
    again.__setstate__(entry.__getstate__())
    assert again == entry
    older.__setstate__(entry.__getstate__()[:-1])
    assert older == replace(entry, departments=())


def test_attributes_that_came_later_have_the_default_of_their_class():
    state = Notice(NoticeKind.FILED, "r1", "2026/r1", NOW).__getstate__()
    older = Notice.__new__(Notice)
    older.__setstate__(state[:-2])
    assert (older.kind, older.read_at, older.sent_at) == (NoticeKind.FILED, None, None)


@given(st.datetimes(timezones=st.just(UTC)))
def test_moments_are_kept_to_the_microsecond(at):
    assert MOMENT.unpack(MOMENT.pack(at)) == at


def test_an_open_access_list_is_refused():
    with pytest.raises(ValueError, match="not closed"):
        ACCESS_LIST.pack(((Allow, Everyone, ("request:view",)),))


def test_permissions_on_requests_are_written_as_places_and_words_from_before_are_read():
    access_list = ((Allow, Everyone, ("request:view-public", "site:view")), DENY_ALL)
    assert ACCESS_LIST.pack(access_list) == ((Everyone, 5, "site:view"),)
    assert ACCESS_LIST.unpack(((Everyone, 5, "site:view"),)) == access_list
    assert ACCESS_LIST.unpack(((Everyone, "request:view-public", "site:view"),)) == access_list


def test_no_permission_on_requests_is_written_in_words():
    tables = (REQUEST, ACCEPTED_REQUEST)
    granted = {permission.value for table in tables for allowed in table.values() for permission in allowed}
    [written] = ACCESS_LIST.pack(((Allow, Everyone, tuple(sorted(granted))), DENY_ALL))
    assert {type(one) for one in written[1:]} == {int}
