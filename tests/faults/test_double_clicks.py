"""Impatient people at the real server: many clicks at once make one request."""

import threading
from collections.abc import Callable, Iterable

import httpx2
import pytest
from tests.faults.conftest import Site
from tests.support.clients import LAMP, SERVICE


def at_once(actions: Iterable[Callable[[], httpx2.Response]]) -> list[httpx2.Response]:
    """Do all `actions` in threads that start together; return their answers."""
    wanted = list(actions)
    start, answers = threading.Barrier(len(wanted)), []

    def act(action: Callable[[], httpx2.Response]) -> None:
        start.wait()
        answers.append(action())

    threads = [threading.Thread(target=act, args=(action,)) for action in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.parametrize("place", ["Βενιζέλου 1", "Βενιζέλου 2", "Βενιζέλου 3"])
def test_the_last_button_pressed_in_six_windows_at_once_makes_one_request(running_site: Site, place: str) -> None:
    maria = running_site.citizen("maria")
    before = maria.http.get("/me/requests").text.count('href="/me/requests/')
    action, hidden = maria.form(maria.fill(place=place), "/submit")
    windows = [running_site.second_window(maria) for _ in range(6)]
    answers = at_once(lambda window=window: window.http.post(action, data=hidden) for window in windows)
    assert {answer.status_code for answer in answers} == {303}
    [path] = {httpx2.URL(answer.headers["Location"]).path for answer in answers}
    assert running_site.numbered(maria, path)
    assert maria.http.get("/me/requests").text.count('href="/me/requests/') == before + 1


def test_a_form_sent_from_six_windows_at_once_is_kept_once(running_site: Site) -> None:
    giorgos = running_site.citizen("giorgos")
    windows = [running_site.second_window(giorgos) for _ in range(6)]
    action, hidden = giorgos.form(SERVICE, "/apply")
    answers = at_once(
        lambda window=window: window.http.post(action, data={**hidden, **LAMP}) for window in windows
    )
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert giorgos.http.get("/me/requests").text.count("/discard") == 1


def test_numbers_given_while_many_submit_have_no_gap(running_site: Site) -> None:
    people = [running_site.citizen(userid) for userid in ("anna", "eleni", "etaireia")]
    forms = [(person, *person.form(person.fill(), "/submit")) for person in people for _ in range(3)]
    answers = at_once(
        lambda form=form: running_site.second_window(form[0]).http.post(form[1], data=form[2]) for form in forms
    )
    assert {answer.status_code for answer in answers} == {303}
    numbers = []
    for person in people:
        for answer in answers:
            path = httpx2.URL(answer.headers["Location"]).path
            if person.http.get(path).status_code == 200:
                numbers.append(int(running_site.numbered(person, path).partition("/")[0]))
    assert len(numbers) == len(forms)
    assert sorted(numbers) == list(range(min(numbers), min(numbers) + len(forms)))
