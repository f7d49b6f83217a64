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
