"""Somebody's PDF is read in a process of its own, which can take neither our time nor memory nor secrets."""

import os
import signal
import subprocess
from io import BytesIO
from threading import BoundedSemaphore
from unittest.mock import patch

import pytest
from PIL import Image
from tests.support.pdfs import a_greedy_pdf, a_locked_pdf, a_pdf

from serres_requests.documents import pdf_pages
from serres_requests.documents.pdf_pages import PageProblem, Patience, UnreadableError, count_pages, page_picture
from serres_requests.domain.errors import UnavailableError

SHORT = Patience(cpu=1, turn=0.001)


def picture(pdf, number=1):
    return Image.open(BytesIO(page_picture(pdf, number)))


def problem_of(pdf):
    with pytest.raises(UnreadableError) as caught:
        count_pages(pdf)
    return caught.value.problem


def test_pages_are_counted_and_drawn_on_paper():
    pdf = a_pdf(3)
    assert count_pages(pdf) == 3
    drawn = picture(pdf, 3)
    assert (drawn.format, drawn.height) == ("WEBP", 1500)
    darkest, lightest = drawn.convert("L").getextrema()
    assert darkest < 50
    assert lightest > 250


@pytest.mark.parametrize("size", [(14_400, 14_400), (1, 14_400), (0.001, 0.001), (1e9, 1e9)])
def test_no_page_makes_a_larger_picture(size):
    assert max(picture(a_pdf(size=size)).size) <= 1500


def test_a_page_that_there_is_not_can_not_be_shown():
    for number in (0, 2):
        with pytest.raises(UnreadableError):
            page_picture(a_pdf(), number)


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.4\nnothing", a_pdf()[:200], a_pdf(0)], ids=["empty", "no objects", "cut off", "no page"]
)
def test_what_is_damaged_is_told(pdf):
    assert problem_of(pdf) is PageProblem.BROKEN


def test_what_is_locked_is_told():
    assert problem_of(a_locked_pdf()) is PageProblem.ENCRYPTED


def test_what_asks_for_too_much_gets_no_more_than_there_is():
    with patch.object(pdf_pages, "WITH_CITIZENS", Patience(cpu=1, turn=60, whole=60)):
        assert problem_of(a_greedy_pdf()) is PageProblem.TOO_MUCH


def test_a_reader_that_does_not_come_to_an_end_is_ended():
    hurry = Patience(cpu=1, turn=60, whole=0.001)
    with patch.object(pdf_pages, "WITH_CITIZENS", hurry), pytest.raises(UnavailableError, match="in time"):
        count_pages(a_pdf())
    assert count_pages(a_pdf()) == 1


def test_nobody_waits_for_ever_for_their_turn():
    turns = BoundedSemaphore(1)
    with patch.object(pdf_pages, "_turns", turns), patch.object(pdf_pages, "WITH_CITIZENS", SHORT), turns:
        with pytest.raises(UnavailableError, match="too many"):
            count_pages(a_pdf())
        assert not turns.acquire(blocking=False)


def test_the_reader_knows_nothing_of_us():
    with (
        patch.dict(os.environ, {"SERRES_SECRET": "x"}),
        patch.object(subprocess, "run", wraps=subprocess.run) as run,
    ):
        count_pages(a_pdf())
    assert run.call_args.kwargs["env"] == {}


@pytest.mark.parametrize("code", [1, -signal.SIGTERM], ids=["it could not begin", "everything is being stopped"])
def test_what_is_the_fault_of_the_machine_is_not_said_of_the_file(code):
    ended = subprocess.CompletedProcess([], code)
    with patch.object(subprocess, "run", return_value=ended), pytest.raises(UnavailableError):
        count_pages(a_pdf())


def test_without_room_for_a_process_the_pages_can_be_counted_later():
    with patch.object(subprocess, "run", side_effect=BlockingIOError(11, "busy")), pytest.raises(UnavailableError):
        count_pages(a_pdf())
