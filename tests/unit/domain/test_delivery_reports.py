"""Reports of mail servers are understood as they come over the wire; anything else is none, and breaks nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.delivery_reports import EXCHANGE, EXIM, ID, POSTFIX, POSTFIX_DELAY, report_with

from serres_requests.domain.delivery_reports import (
    LONGEST_ANSWER,
    MOST_BYTES,
    DeliveryReport,
    Outcome,
    read_report,
)

NO_REPORTS = {
    "nothing": b"",
    "no header": b"\r\n\r\nwords",
    "a person": b"From: maria@example.gr\r\nSubject: Re: your mail\r\n\r\nThank you!\r\n",
    "an absence": b"Auto-Submitted: auto-replied\r\nIn-Reply-To: " + ID.encode() + b"\r\n\r\nI am away.\r\n",
    "a report of something else": b"Content-Type: multipart/report; report-type=disposition-notification; "
    b"boundary=x\r\n\r\n--x\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: x\r\n--x--\r\n",
    "a report of nobody": report_with("Reporting-MTA: dns; mail.example.gr\r\n"),
    "an empty report": report_with(""),
    "no parts": b"Content-Type: multipart/report; boundary=x\r\n\r\nwords",
    "bytes": bytes(range(256)) * 100,
    "parts in parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth) for depth in range(5000)
    ),
}


def recipient(action: str, status: str = "5.1.1", answer: str = "smtp; 550 no") -> str:
    fields = ("Final-Recipient: rfc822; m@example.gr", f"Action: {action}", f"Status: {status}")
    return "".join(f"{field}\r\n" for field in (*fields, f"Diagnostic-Code: {answer}"))


def test_a_report_of_postfix() -> None:
    assert read_report(POSTFIX) == DeliveryReport(
        ID,
        Outcome.FAILED,
        is_permanent=True,
        answer="550 5.1.1 <maria@example.gr>: Recipient address rejected: User unknown in virtual mailbox table",
    )


def test_a_report_of_postfix_about_a_delay() -> None:
    assert read_report(POSTFIX_DELAY) == DeliveryReport(
        ID,
        Outcome.DELAYED,
        is_permanent=False,
        answer="connect to mx.example.gr[192.0.2.7]:25: Connection timed out",
    )


def test_a_report_of_exim_with_the_whole_mail() -> None:
    assert read_report(EXIM) == DeliveryReport(
        ID, Outcome.FAILED, is_permanent=True, answer="552 5.2.2 mailbox over quota"
    )


def test_a_report_of_exchange_which_answers_the_mail_and_leaves_its_headers_out() -> None:
    assert read_report(EXCHANGE) == DeliveryReport(
        ID, Outcome.FAILED, is_permanent=True, answer="550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found"
    )


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "", "nonsense"])
def test_what_arrived_needs_no_word(action: str) -> None:
    report = read_report(report_with("Reporting-MTA: dns; x\r\n", recipient(action, "2.0.0")))
    assert report is not None
    assert report.outcome is Outcome.OTHER


def test_the_worst_of_several_recipients_counts() -> None:
    report = read_report(
        report_with(
            "Reporting-MTA: dns; x\r\n",
            recipient("delivered", "2.0.0", "smtp; 250 fine"),
            recipient("Failed (after five days)", "4.4.1", "smtp; 451 try later"),
            recipient("delayed", "4.4.1", "smtp; 450 busy"),
        )
    )
    assert report == DeliveryReport(ID, Outcome.FAILED, is_permanent=False, answer="451 try later")


@pytest.mark.parametrize(
    ("status", "is_permanent"), [("5.0.0", True), ("4.4.7", False), ("", False), ("5", False)]
)
def test_only_a_status_of_the_fifth_class_is_for_good(status: str, is_permanent: bool) -> None:
    report = read_report(report_with("", recipient("failed", status)))
    assert report is not None
    assert report.is_permanent is is_permanent


def test_the_other_servers_answer_is_one_short_line_of_plain_characters() -> None:
    hostile = 'smtp; 550 <script>alert("x")</script>\x00\x1b[31m\r\n \t' + "very " * 500
    report = read_report(report_with("", recipient("failed", answer=hostile)))
    assert report is not None
    assert len(report.answer) == LONGEST_ANSWER
    assert report.answer.startswith('550 <script>alert("x")</script>[31m very very')


@pytest.mark.parametrize(("answer", "told"), [("words alone", "words alone"), ("", "5.1.1")])
def test_an_answer_without_kind_or_without_words(answer: str, told: str) -> None:
    report = read_report(report_with("", recipient("failed", answer=answer)))
    assert report is not None
    assert report.answer == told


def test_a_failure_without_status_and_answer_says_that_it_failed() -> None:
    report = read_report(report_with("", "Action: failed\r\n"))
    assert report == DeliveryReport(ID, Outcome.FAILED, is_permanent=False, answer="failed")


def test_a_mail_that_is_not_named_has_no_id() -> None:
    report = read_report(report_with("", recipient("failed"), headers="Subject: x\r\nMessage-ID: broken\r\n"))
    assert report is not None
    assert report.message_id == ""


@pytest.mark.parametrize("name", NO_REPORTS)
def test_anything_else_is_no_report(name: str) -> None:
    assert read_report(NO_REPORTS[name]) is None


def test_of_a_very_long_report_the_beginning_is_enough() -> None:
    assert read_report(POSTFIX + b"x" * 2 * MOST_BYTES) == read_report(POSTFIX)


@given(st.binary(max_size=400), st.integers(0, len(POSTFIX)))
def test_damaged_reports_break_nothing(damage: bytes, at: int) -> None:
    read_report(POSTFIX[:at] + damage + POSTFIX[at:])
    assert read_report(damage) is None
