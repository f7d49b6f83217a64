"""A browser as light as can be: one kept-alive connection, so that what is measured is the server."""

import re
import socket
from dataclasses import dataclass
from urllib.parse import urlencode

_STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
_LOCATION = re.compile(rb"\r\nlocation: (?:https?://[^/\r]+)?([^\r]+)", re.IGNORECASE)
_SET_COOKIE = re.compile(rb"\r\nset-cookie: ([^=]+)=([^;\r]*)", re.IGNORECASE)
_PIECE = 262_144


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. location: where to, without the host, "" when it leads nowhere."""

    status: int
    location: str
    body: str


class Client:
    """One connection to the server at `port`; opened again when the server closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def get(self, path: str, cookies: dict[str, str]) -> Answer:
        return self._ask(f"GET {path} HTTP/1.1\r\n", "", cookies)

    def post(self, path: str, form: dict[str, str], cookies: dict[str, str]) -> Answer:
        body = urlencode(form)
        head = f"POST {path} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        return self._ask(f"{head}Content-Length: {len(body)}\r\n", body, cookies)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ask(self, head: str, body: str, cookies: dict[str, str]) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), 60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        jar = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self._socket.sendall(f"{head}Host: localhost\r\nCookie: {jar}\r\n\r\n{body}".encode())
        head_bytes, content = self._read(self._socket)
        for name, value in _SET_COOKIE.findall(head_bytes):
            cookies[name.decode()] = value.decode()
        if b"\r\nConnection: close" in head_bytes:
            self.close()
        status, location = _STATUS.match(head_bytes), _LOCATION.search(head_bytes)
        assert status is not None, head_bytes
        return Answer(int(status.group(1)), location.group(1).decode() if location else "", content.decode())

    @staticmethod
    def _read(connection: socket.socket) -> tuple[bytes, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            piece = connection.recv(_PIECE)
            if not piece:
                raise ConnectionError("the server closed the connection")
            received += piece
        head, _, content = received.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        pieces, missing = [content], (int(length.group(1)) if length else 0) - len(content)
        while missing > 0:
            pieces.append(connection.recv(_PIECE))
            missing -= len(pieces[-1])
        return head, b"".join(pieces)
