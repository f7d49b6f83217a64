"""A mail server that misbehaves as real ones do when they are overloaded, broken or not mail servers at all."""

import socket
import threading
from collections.abc import Callable

Conversation = Callable[[socket.socket], None]

_PATIENCE_SECONDS = 5


def hangs_up(_client: socket.socket) -> None:
    """Close the connection without a word."""


def talks_nonsense(client: socket.socket) -> None:
    """Answer as another kind of server would."""
    client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n\x00\xff\xfe")


def says_nothing(client: socket.socket) -> None:
    """Accept the connection and leave it at that."""
    while client.recv(1024):
        pass


def never_confirms(client: socket.socket) -> None:
    """Take the whole message and never say that it was taken."""
    client.sendall(b"220 ready\r\n")
    heard = b""
    while (some := client.recv(1024)) and not heard.endswith(b"\r\n.\r\n"):
        heard += some
        if heard.upper().endswith(b"DATA\r\n"):
            client.sendall(b"354 go on\r\n")
        elif heard.endswith(b"\r\n") and b"DATA\r\n" not in heard.upper():
            client.sendall(b"250 fine\r\n")


def takes_mails(answers: dict[tuple[int, str], str], taken: list[bytes]) -> Conversation:
    """Take one mail after the other into `taken` in every connection, but for some `answers`.

    Their keys are the number of the mail in its connection, from 1, and the command, ``.`` for the end of the
    text; "" hangs up.
    """

    def talk(client: socket.socket) -> None:
        number, text = 0, None
        client.sendall(b"220 ready\r\n")
        for line in client.makefile("rb"):
            if text is not None and line != b".\r\n":
                text.append(line)
                continue
            command = "." if text is not None else line[:4].decode().strip().upper()
            number += command == "MAIL"
            answer = answers.get((number, command), _ANSWERS.get(command, "250 fine"))
            if not answer:
                return
            if text is not None and answer.startswith("2"):
                taken.append(b"".join(text))
            text = [] if answer.startswith("354") else None
            client.sendall(f"{answer}\r\n".encode())
            if answer.startswith(("221", "421")):
                return

    return talk


_ANSWERS = {"DATA": "354 go on", "QUIT": "221 good-bye"}


class BadMailServer:
    """Listens at `port` and has the same conversation with everybody, until it is closed."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self.calls = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(_PATIENCE_SECONDS)

    def _serve(self) -> None:
        while True:
            try:
                client, _address = self._server.accept()
            except OSError:
                return
            self.calls += 1
            with client:
                client.settimeout(_PATIENCE_SECONDS)
                self._conversation(client)
