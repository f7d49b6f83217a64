"""Pages and JSON that show what the mail sink received."""

import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from pyramid.httpexceptions import HTTPNoContent, HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from serres_requests.standins.mailbox import ReceivedMail

_ATHENS = ZoneInfo("Europe/Athens")
_NOTHING_RUNS = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'"
# The last character is none that ends a sentence or closes a quotation around the link.
_LINK = re.compile(r"(https?://[^\s<>\"«»]*[^\s<>\"«».,;:!?)\]])")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message's text."""

    text: str
    is_link: bool


def split_links(text: str) -> list[Part]:
    """Split `text` into links and what is between them, so that a template escapes both."""
    pieces = _LINK.split(text)  # one group: every second piece is a link
    return [Part(piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece]


@view_config(route_name="mail_list", renderer="templates/mail_list.pt", http_cache=0)
def mail_list(request: Request) -> dict[str, Any]:
    """List messages, newest first."""
    to = request.GET.get("to", "").strip()
    return {"messages": request.standins.mailbox.newest_first(to), "to": to, "time_of": _time_of}


@view_config(route_name="mail_message", renderer="templates/mail_message.pt", http_cache=0)
def mail_message(request: Request) -> dict[str, Any]:
    """Show one message."""
    message = _found(request)
    return {"message": message, "parts": split_links(message.text), "time_of": _time_of}


@view_config(route_name="mail_raw", http_cache=0)
def mail_raw(request: Request) -> Response:
    """Give one message as it came over the wire."""
    return Response(body=_found(request).raw, content_type="message/rfc822", charset=None)


def _found(request: Request) -> ReceivedMail:
    message: ReceivedMail | None = request.standins.mailbox.find(int(request.matchdict["id"]))
    if message is None:
        raise HTTPNotFound
    return message


@view_config(route_name="mail_html", http_cache=0)
def mail_html(request: Request) -> Response:
    """Show one message as a mail program does, which runs nothing of it."""
    message = _found(request)
    if not message.html:
        raise HTTPNotFound
    response = Response(message.html)
    response.headers["Content-Security-Policy"] = _NOTHING_RUNS
    return response


@view_config(route_name="mail_api", request_method="GET", renderer="json", http_cache=0)
def api_list(request: Request) -> list[dict[str, Any]]:
    """Tell messages to programs, newest first."""
    to = request.GET.get("to", "").strip()
    return [_told(message) for message in request.standins.mailbox.newest_first(to)]


@view_config(route_name="mail_api", request_method="DELETE")
def api_clear(request: Request) -> Response:
    """Forget all messages."""
    request.standins.mailbox.clear()
    return HTTPNoContent()


def _told(message: ReceivedMail) -> dict[str, Any]:
    return {
        "id": message.id,
        "to": message.to,
        "from": message.sender,
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "headers": message.headers,
        "message_id": message.message_id,
        "received_at": message.received_at.isoformat(),
    }


def _time_of(message: ReceivedMail) -> str:
    return f"{message.received_at.astimezone(_ATHENS):%d/%m/%Y %H:%M:%S}"
