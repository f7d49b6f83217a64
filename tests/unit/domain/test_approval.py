"""What is proposed stays inside the department."""

from serres_requests.domain.approval import INSIDE, as_seen_by_citizens


def test_proposals_and_what_comes_back_are_the_departments_own():
    expected = {"propose_complete", "propose_reject", "propose_issue", "send_back"}
    assert expected == INSIDE


def test_citizens_read_of_an_approval_as_of_a_move_made_alone():
    assert as_seen_by_citizens("Request/approve") == "Request/move"
    assert as_seen_by_citizens("Request/send_back") == "Request/view"
    assert as_seen_by_citizens("Request/write") == "Request/write"
