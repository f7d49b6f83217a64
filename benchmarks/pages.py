"""The pages that are measured, each with what its answer must hold: a broken page can't look fast."""

import random
import re
from collections.abc import Callable, Iterator
from itertools import cycle
from urllib.parse import quote_plus

from benchmarks import greek_data
from benchmarks.client import Answer, Client
from benchmarks.loading import SEARCH_PAGE, Loaded
from benchmarks.preparing import Person, Visitors

QUEUE_PAGE = 50
COUNTED_TO = 1000
"""Totals beyond may be told as «over 1.000»."""

Step = Callable[[Client], Answer]
"""Asks for one page and checks it."""

_TOTAL = re.compile(r"(?:Requests found|Αιτήματα που βρέθηκαν)\D*([\d.,]+)")
_FOUND = re.compile(r'<a href="(/requests/\d+/\d+)"')
_MINE = re.compile(r'<a href="/me/requests/([0-9a-f]{20})"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_QUEUED = re.compile(r'<th scope="row"><a href="[^"]+/requests/\d+/[0-9a-f]{20}/?"')


class WrongAnswerError(Exception):
    """A page is not what it must be."""


def my_requests(visitors: Visitors, dice: random.Random) -> Iterator[Step]:
    """The list of one citizen's own requests."""
    for person in _shuffled(visitors.readers, dice):

        def step(client: Client, person: Person = person) -> Answer:
            answer = _page(client, "/me/requests", person)
            _check(answer, set(_MINE.findall(answer.body)) == set(person.items), "its rows")
            return answer

        yield step


def request_page(visitors: Visitors, dice: random.Random) -> Iterator[Step]:
    """The page of one request for its applicant."""
    for person in _shuffled([person for person in visitors.readers if person.items], dice):
        chosen = dice.choice(list(person.items.items()))

        def step(client: Client, person: Person = person, chosen: tuple[str, str] = chosen) -> Answer:
            request_id, number = chosen
            answer = _page(client, f"/me/requests/{request_id}", person)
            _check(answer, number in answer.body, "its protocol number")
            return answer

        yield step


def public_page(loaded: Loaded, visitors: Visitors, dice: random.Random) -> Iterator[Step]:
    """The public side of one accepted request."""
    paths = sorted({path for matches in loaded.searches.values() for path in matches.newest})
    for person in _shuffled(visitors.readers, dice):
        path = dice.choice(paths)

        def step(client: Client, person: Person = person, path: str = path) -> Answer:
            answer = _page(client, path, person)
            _check(answer, f"{path.rpartition('/')[2]}/" in answer.body, "its number")
            return answer

        yield step


def search(words: int, loaded: Loaded, visitors: Visitors, dice: random.Random) -> Iterator[Step]:
    """A search for as many `words` among the accepted requests, by somebody who is logged in."""
    queries = [query for query in loaded.searches if len(query.split()) == words]
    for person, query in zip(_shuffled(visitors.readers, dice), _shuffled(queries, dice), strict=False):
        expected = loaded.searches[query]

        def step(client: Client, person: Person = person, query: str = query, expected=expected) -> Answer:
            answer = _page(client, f"/requests?q={quote_plus(query)}", person)
            _check(answer, _FOUND.findall(answer.body)[:SEARCH_PAGE] == expected.newest, f"its rows for {query}")
            _check_total(answer, expected.total)
            return answer

        yield step


def queue(loaded: Loaded, visitors: Visitors, dice: random.Random) -> Iterator[Step]:
    """The open requests of an officer's department."""
    for officer in _shuffled(visitors.officers, dice):
        expected = loaded.queues.get(officer.name, 0)

        def step(client: Client, officer: Person = officer, expected: int = expected) -> Answer:
            answer = _page(client, "/manage/queue", officer)
            _check(answer, len(_QUEUED.findall(answer.body)) == min(expected, QUEUE_PAGE), "its rows")
            _check_total(answer, expected)
            return answer

        yield step


def submissions(submitters: list[Person]) -> Iterator[Step]:
    """One submission after the other, each of a draft of its own; no two at a time of one citizen."""
    most = max((len(person.items) for person in submitters), default=0)
    for turn in range(most):
        for person in submitters:
            for draft_id in list(person.items)[turn : turn + 1]:

                def step(client: Client, person: Person = person, draft_id: str = draft_id) -> Answer:
                    answer = client.post(
                        f"/me/drafts/{draft_id}/submit", {"csrf_token": person.token}, person.cookies
                    )
                    _check(answer, answer.status == 303, f"its status {answer.status}")
                    _check(answer, answer.location == f"/me/requests/{draft_id}", "where it leads")
                    return answer

                yield step


def whole_submissions(submitters: list[Person], dice: random.Random) -> Iterator[Step]:
    """Open the form, fill it in and submit it, again and again."""
    for number, person in enumerate(cycle(submitters)):
        typed = greek_data.typed(number + dice.randrange(1_000_000))

        def step(client: Client, person: Person = person, typed: dict[str, str] = typed) -> Answer:
            path = f"/services/{greek_data.SUBMITTED_TYPE}/apply"
            form = dict(_HIDDEN.findall(_page(client, path, person).body))
            kept = client.post(path, {**form, **typed}, person.cookies)
            _check(kept, kept.status == 303 and kept.location.endswith("/preview"), "where saving leads")
            draft_id = kept.location.split("/")[3]
            answer = client.post(f"/me/drafts/{draft_id}/submit", {"csrf_token": person.token}, person.cookies)
            _check(answer, answer.location == f"/me/requests/{draft_id}", "where submitting leads")
            return answer

        yield step


def _shuffled(items: list, dice: random.Random) -> Iterator:
    order = list(items)
    dice.shuffle(order)
    return cycle(order)


def _page(client: Client, path: str, person: Person) -> Answer:
    answer = client.get(path, person.cookies)
    _check(answer, answer.status == 200, f"its status {answer.status}")
    _check(answer, answer.body.rstrip().endswith("</html>"), "its end")
    _check(answer, person.name in answer.body, "who is logged in")
    return answer


def _check_total(answer: Answer, expected: int) -> None:
    found = _TOTAL.search(answer.body)
    total = int(re.sub(r"\D", "", found.group(1))) if found else -1
    _check(answer, total == expected or (expected > COUNTED_TO and total == COUNTED_TO), f"its total {total}")


def _check(answer: Answer, holds: bool, what: str) -> None:
    if not holds:
        raise WrongAnswerError(f"{what}: {answer.status} {answer.location} {answer.body[-600:]!r}")
