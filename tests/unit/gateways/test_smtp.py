"""Mails that leave one after the other share a connection; a lost one is opened again, and no mail is doubled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from tests.support.bad_mail_server import BadMailServer, takes_mails

from serres_requests.domain.errors import RefusedError, UnavailableError
from serres_requests.domain.mail import Email
from serres_requests.gateways.smtp import SmtpSender


@dataclass
class Server:
    """A mail server that is as told, with a sender for it."""

    answers: dict[tuple[int, str], str] = field(default_factory=dict)
    taken: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.program = BadMailServer(takes_mails(self.answers, self.taken))
        self.sender = SmtpSender(
            host="127.0.0.1",
            port=self.program.port,
            sender="aitimata@serres.example",
            security="none",
            username="",
            password="",
        )

    def send(self, number: int, to: str = "maria@example.gr") -> None:
        now = datetime(2026, 3, 25, 9, 30, tzinfo=UTC)
        self.sender.send(Email(to, "Θέμα", "Κείμενο", "<p>Κείμενο</p>", f"<{number}@serres.example>", now))

    @property
    def ids(self) -> list[int]:
        """The numbers of the mails that were taken."""
        lines = (line for text in self.taken for line in text.splitlines() if line.startswith(b"Message-Id: <"))
        return [int(line.partition(b"<")[2].partition(b"@")[0]) for line in lines]


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(answers: dict[tuple[int, str], str] | None = None) -> Server:
        servers.append(Server(answers or {}))
        return servers[-1]

    yield start
    for server in servers:
        server.sender.rest()
        server.program.close()


def test_mails_share_a_connection_until_there_is_nothing_more_to_send(serve) -> None:
    server = serve()
    for number in (1, 2, 3):
        server.send(number)
    assert server.program.calls == 1
    server.sender.rest()
    server.sender.rest()
    server.send(4)
    assert server.program.calls == 2
    assert server.ids == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "answers",
    [
        {(1, "."): "250 taken", (2, "MAIL"): ""},
        {(2, "MAIL"): "421 too many mails"},
        {(2, "RCPT"): "421 closing"},
        {(2, "DATA"): "421 closing"},
    ],
)
def test_a_connection_that_is_lost_before_a_mail_was_given_is_opened_again(serve, answers) -> None:
    server = serve(answers)
    for number in (1, 2, 3):
        server.send(number)
    assert server.program.calls == 3
    assert server.ids == [1, 2, 3]


def test_it_is_opened_again_once_and_no_more(serve) -> None:
    server = serve({(2, "MAIL"): ""})
    server.send(1)
    server.answers[(1, "MAIL")] = "421 shutting down"
    with pytest.raises(UnavailableError):
        server.send(2)
    assert server.program.calls == 2


def test_a_mail_that_may_have_been_taken_is_not_given_again_at_once(serve) -> None:
    server = serve({(2, "."): ""})
    server.send(1)
    with pytest.raises(UnavailableError):
        server.send(2)
    assert server.program.calls == 1
    server.send(3)
    assert server.program.calls == 2


def test_a_no_belongs_to_its_mail_and_the_next_goes_the_same_way(serve) -> None:
    server = serve(
        {(2, "RCPT"): "550 5.1.1 unknown", (3, "."): "451 4.3.0 later", (4, "MAIL"): "552 5.3.4 too large"}
    )
    server.send(1)
    with pytest.raises(RefusedError):
        server.send(2)
    with pytest.raises(UnavailableError):
        server.send(3)
    with pytest.raises(RefusedError):
        server.send(4)
    server.send(5)
    assert server.program.calls == 1
    assert server.ids == [1, 5]


def test_a_no_to_ourselves_says_nothing_of_who_was_to_get_the_mail(serve) -> None:
    with pytest.raises(UnavailableError):
        serve({(1, "MAIL"): "550 5.7.1 not allowed"}).send(1)


def test_a_first_mail_that_is_refused_leaves_no_connection(serve) -> None:
    server = serve({(1, "RCPT"): "550 5.1.1 unknown"})
    for _ in range(2):
        with pytest.raises(RefusedError):
            server.send(1)
    assert server.program.calls == 2


def test_an_address_that_cannot_be_sent_spoils_no_other_mail(serve) -> None:
    server = serve()
    server.send(1)
    with pytest.raises(UnicodeEncodeError):
        server.send(2, "μαρία@example.gr")
    server.send(3)
    assert server.ids == [1, 3]


def test_a_server_that_went_away_meanwhile_is_left_in_peace(serve) -> None:
    server = serve({(1, "QUIT"): ""})
    server.send(1)
    server.sender.rest()
    assert server.ids == [1]
