"""Submitting: one request and one number, however often and from wherever the button is pressed."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from tests.support.installation import Installation
from tests.support.photo import JPEG
from tests.support.visitors import A_PHOTO, LAMP, SERVICE, Citizen, form_to, path_of, words_of
from webtest import TestResponse


def same_browser(application: Installation, citizen: Citizen) -> Citizen:
    """Return a second window of the browser of `citizen`."""
    window = application.stranger()
    window.cookiejar = citizen.cookiejar
    return window


def at_once(*actions: Callable[[], TestResponse]) -> list[TestResponse]:
    """Do all `actions` in threads that start together; return their answers."""
    start = threading.Barrier(len(actions))
    answers: list[Any] = [None] * len(actions)

    def act(place: int) -> None:
        start.wait()
        answers[place] = actions[place]()

    threads = [threading.Thread(target=act, args=(place,)) for place in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def numbers(application: Installation) -> list[int]:
    year = application.clock.now().year
    return application.look(lambda site: [entry.number for entry in site.register.entries(year)])


def test_the_button_pressed_twice_makes_one_request(application: Installation, maria: Citizen) -> None:
    button = maria.get(maria.fill())
    first = maria.press(button, "/submit", status=303)
    application.drain()
    second = maria.press(button, "/submit", status=303)
    application.drain()
    assert path_of(first) == path_of(second)
    assert numbers(application) == [1]
    assert words_of(maria.get("/me/notices")).count("πρωτοκολλήθηκε με αριθμό") == 1


@pytest.mark.parametrize("attempt", range(3))
def test_the_button_pressed_in_two_windows_at_once_makes_one_request(
    application: Installation, maria: Citizen, attempt: int
) -> None:
    button = form_to(maria.get(maria.fill(LAMP, A_PHOTO)), "/submit")
    values = button.submit_fields()
    windows = [same_browser(application, maria) for _ in range(2)]
    answers = at_once(
        *(lambda window=window: window.post(button.action, values, status=303) for window in windows)
    )
    application.drain()
    assert len({path_of(answer) for answer in answers}) == 1
    assert numbers(application) == [1]
    page = maria.get(path_of(answers[0]))
    assert maria.get(page.html.find("a", string="φωτογραφία.jpg")["href"]).body == JPEG


@pytest.mark.parametrize("attempt", range(3))
def test_a_form_sent_from_two_windows_at_once_keeps_its_file(
    application: Installation, maria: Citizen, attempt: int
) -> None:
    form = maria.get(f"{SERVICE}/apply")
    form_to(form, "/apply")  # parsed once, before the threads share it
    windows = [same_browser(application, maria) for _ in range(2)]
    answers = at_once(*(lambda window=window: window.send(form, LAMP, A_PHOTO, status=303) for window in windows))
    assert len({path_of(answer) for answer in answers}) == 1
    page = maria.get(path_of(answers[0]))
    for link in page.html.find_all("a", string="φωτογραφία.jpg"):
        assert maria.get(link["href"]).body == JPEG


def test_requests_of_two_citizens_at_once_are_both_kept(application: Installation, maria: Citizen) -> None:
    giorgos = application.citizen("giorgos")
    previews = [maria.fill(), giorgos.fill()]
    buttons = [
        form_to(person.get(preview), "/submit") for person, preview in zip((maria, giorgos), previews, strict=True)
    ]
    at_once(
        lambda: maria.post(buttons[0].action, buttons[0].submit_fields(), status=303),
        lambda: giorgos.post(buttons[1].action, buttons[1].submit_fields(), status=303),
    )
    application.drain()
    assert numbers(application) == [1, 2]


def test_a_form_sent_again_after_the_submission_leads_to_the_request(
    application: Installation, maria: Citizen
) -> None:
    form = maria.get(f"{SERVICE}/apply")
    request = maria.submit(path_of(maria.send(form, LAMP, status=303)))
    assert path_of(maria.send(form, {**LAMP, "place": "αλλού"}, status=303)) == request
    assert "αλλού" not in words_of(maria.get(request))


def test_after_the_submission_the_draft_is_gone(maria: Citizen) -> None:
    preview = maria.fill()
    maria.submit(preview)
    maria.get(preview, status=404)
    assert "Δεν έχουν υποβληθεί ακόμη" not in words_of(maria.get("/me/requests"))


def test_somebody_elses_draft_can_not_be_submitted(application: Installation, maria: Citizen) -> None:
    preview = maria.fill()
    giorgos = application.citizen("giorgos")
    token = form_to(giorgos.get("/me"), "/me")["csrf_token"].value
    giorgos.post(preview.replace("/preview", "/submit"), {"csrf_token": token}, status=303)
    assert application.drain() == 0
    assert maria.submit(preview)


def test_others_see_neither_the_request_nor_its_state(
    application: Installation, maria: Citizen, filed: str
) -> None:
    giorgos = application.citizen("giorgos")
    for path in (filed, f"{filed}/status"):
        assert "Βενιζέλου" not in giorgos.get(path, status=404).text
        assert path_of(application.visitor().get(path, status=303)).startswith("/login?")
        application.staff("lighting").get(path, status=403)
