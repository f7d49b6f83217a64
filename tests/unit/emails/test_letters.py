"""Every letter word for word; letters to staff name no citizen."""

from dataclasses import replace

import pytest
from pyramid.i18n import make_localizer

from serres_requests.domain.deadlines import TimeAfter
from serres_requests.domain.notices import NoticeKind, StaffMail
from serres_requests.emails.confirmation import confirmation_letter
from serres_requests.emails.letter import Letter, PassedOn, RequestFacts, compose
from serres_requests.emails.notices import notice_letter
from serres_requests.emails.staff import staff_letter

ENGLISH = make_localizer("en", []).translate
URL = "https://serres.example/me/requests/0a1b"
FACTS = RequestFacts("Street lighting", "17/25-3-2026", URL)
FOOTER = "Municipality of Serres – digital requests\nThis is an automatic message; replies are not read.\n"
STOP = "https://serres.example/me/notices/stop/0a1b.filed.x"
NOTICE_FOOTER = f"{FOOTER}\nStop these e-mails, or choose which you get:\n{STOP}\n"


def told(letter: Letter) -> tuple[str, str]:
    return letter.subject, letter.text


@pytest.mark.parametrize(
    ("kind", "opening"),
    [
        (NoticeKind.FILED, "Your request «Street lighting» was filed with protocol number 17/25-3-2026."),
        (NoticeKind.STARTED, "The municipality has taken up your request «Street lighting» (17/25-3-2026)."),
        (NoticeKind.COMPLETED, "Your request «Street lighting» (17/25-3-2026) is completed."),
        (NoticeKind.REJECTED, "Your request «Street lighting» (17/25-3-2026) was rejected."),
    ],
)
def test_a_notice_tells_what_happened_and_where_to_read_on_under_one_subject(kind, opening):
    letter = notice_letter(kind, FACTS, ENGLISH, STOP)
    body = f"{opening}\n\nFollow your request here:\n{URL}\n\n{NOTICE_FOOTER}"
    subject = "Protocol no. 17/25-3-2026: Street lighting"
    assert told(letter) == (subject, body)


ANEW = "The time for the answer begins anew there."
AS_BEFORE = "The time for the answer does not change."
FROM_LIMIT = (
    "That was later than the law has it, so the time for the answer does not begin anew: it is counted from "
    "18 May 2026, the last day to pass the request on."
)


@pytest.mark.parametrize(
    ("time", "due", "told_time"),
    [
        (TimeAfter.ANEW, "21 May 2026", f"{ANEW} Its last day is 21 May 2026."),
        (TimeAfter.AS_BEFORE, "18 May 2026", f"{AS_BEFORE} Its last day is 18 May 2026."),
        (TimeAfter.FROM_LIMIT, "25 May 2026", f"{FROM_LIMIT} Its last day is 25 May 2026."),
        (TimeAfter.ANEW, "", f"{ANEW} It stands still until you have done what is asked of you."),
    ],
)
def test_who_has_the_request_now_and_what_that_makes_of_its_time(time, due, told_time):
    passed_on = PassedOn(("Cleaning", "Street Lighting"), time, "18 May 2026", due)
    letter = notice_letter(NoticeKind.HANDED_OVER, replace(FACTS, passed_on=passed_on), ENGLISH, STOP)
    opening = (
        "Your request «Street lighting» (17/25-3-2026) was passed on from «Cleaning» to the department that it is "
        "for, «Street Lighting»."
    )
    assert letter.text.split("\n\n")[:2] == [opening, told_time]
    unknown = replace(FACTS, passed_on=replace(passed_on, departments=()))
    opening = "Your request «Street lighting» (17/25-3-2026) was passed on to the department that it is for."
    letter = notice_letter(NoticeKind.HANDED_OVER, unknown, ENGLISH, STOP)
    assert letter.text.split("\n\n")[:2] == [opening, told_time]


def test_a_message_says_how_many_files_wait_on_the_platform():
    letter = notice_letter(NoticeKind.MESSAGE, replace(FACTS, message="See the plan.", files=2), ENGLISH, STOP)
    told = "Files with the message: 2. You download them from the page of the request."
    assert f"See the plan.\n\n{told}\n\nFollow your request here:" in letter.text
    assert "Files" not in notice_letter(NoticeKind.MESSAGE, FACTS, ENGLISH, STOP).text


def test_a_warning_leads_to_the_draft():
    url = "https://serres.example/me/drafts/0a1b"
    assert told(
        notice_letter(NoticeKind.DRAFT_EXPIRES, RequestFacts("Street lighting", "", url), ENGLISH, STOP)
    ) == (
        "Your draft will be thrown away in 10 days",
        (
            "You began the request «Street lighting» and have not submitted it. The draft will be thrown away in "
            f"10 days, unless you save it again.\n\nGo on with it here:\n{url}\n\n{NOTICE_FOOTER}"
        ),
    )


@pytest.mark.parametrize("kind", NoticeKind)
def test_the_message_of_the_municipality_is_in_every_notice_that_has_one(kind):
    facts = RequestFacts("Street lighting", "17/25-3-2026", URL, message="Done.\nThank you ${url} & <you>")
    paragraphs = notice_letter(kind, facts, ENGLISH, STOP).text.split("\n\n")
    assert paragraphs[1] == "Message from the municipality:\nDone.\nThank you ${url} & <you>"


def test_the_confirmation_has_the_link_and_how_long_it_lasts():
    url = "https://serres.example/me/email/token"
    assert told(confirmation_letter(url, ENGLISH)) == (
        "Confirm your e-mail address",
        (
            "You gave this address on the site of the Municipality of Serres, to be told about your requests.\n\n"
            f"Open this link to confirm it (valid for 7 days):\n{url}\n\n"
            f"If it was not you, do nothing: no message will be sent to you.\n\n{FOOTER}"
        ),
    )


@pytest.mark.parametrize(
    ("kind", "subject", "opening"),
    [
        (
            StaffMail.NEW_REQUEST,
            "New request 17/25-3-2026: Street lighting",
            "A new request has reached your department.",
        ),
        (
            StaffMail.REQUEST_COMPLETED,
            "Request 17/25-3-2026 is completed: Street lighting",
            "A request of your department was set to completed.",
        ),
    ],
)
def test_staff_is_told_of_the_request_and_of_no_citizen(kind, subject, opening):
    url = "https://serres.example/manage/requests/2026/0a1b"
    facts = RequestFacts("Street lighting", "17/25-3-2026", url, message="Dear Mrs Papadopoulou")
    assert told(staff_letter(kind, facts, ENGLISH)) == (
        subject,
        (
            f"{opening}\n\nStreet lighting\nProtocol number 17/25-3-2026\n\n"
            f"See it in the management pages:\n{url}\n\n{FOOTER}"
        ),
    )


def test_a_subject_is_one_line_whatever_is_put_in_it():
    facts = RequestFacts("Lamp\r\nBcc: all@serres.example", "1/1-1-2026", URL)
    letter = staff_letter(StaffMail.NEW_REQUEST, facts, ENGLISH)
    assert letter.subject == "New request 1/1-1-2026: Lamp Bcc: all@serres.example"


def test_empty_paragraphs_leave_no_gap():
    assert compose(ENGLISH, "Subject", "One", "", "Two").text == f"One\n\nTwo\n\n{FOOTER}"
