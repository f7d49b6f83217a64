"""Where each route and each kind of node is found in the populated world."""

import re
from collections.abc import Callable
from typing import Any

from tests.support.world import CERTIFICATE, TEMPLATE, VIEW, World

from serres_requests.domain.lifecycle import State

NO_NUMBER = 999_999
"""What stands for the number of a request that has none yet."""


def _own(world: World, state: Any) -> str:
    return world.requests[state].partition("/")[2]


def _public(world: World, state: Any) -> str:
    year, number = world.numbers.get(state, (2026, NO_NUMBER))
    return f"/requests/{year}/{number}"


def _code(world: World, state: Any) -> str:
    """The code of the copy of the request in `state`; one without a number has none."""

    def code(site: Any) -> str:
        copy = site.requests.by_reference(world.requests[state]).copy
        return str(copy.code) if copy else "none"

    return world.look(code)


def _document(world: World, state: Any) -> str:
    """The document about the request in `state`; one without a number has none."""

    def first(site: Any) -> str:
        documents = site.requests.by_reference(world.requests[state]).documents
        return documents[0].id if documents else "none"

    return world.look(first)


Address = Callable[[World, State | None], str]

ROUTES: dict[str, Address] = {
    "home": lambda *_: "/",
    "service": lambda *_: "/services/street-lighting",
    "apply": lambda *_: "/services/street-lighting/apply",
    "conditions": lambda *_: "/services/street-lighting/conditions",
    "keep": lambda *_: "/services/street-lighting/keep",
    "ask_registry": lambda *_: "/services/street-lighting/business",
    "upload": lambda *_: "/services/street-lighting/files",
    "login": lambda *_: "/login",
    "login_taxisnet": lambda *_: "/login/taxisnet",
    "login_callback": lambda *_: "/login/taxisnet/callback",
    "logout": lambda *_: "/logout",
    "card": lambda *_: "/me",
    "my_data": lambda *_: "/me/data",
    "my_data_json": lambda *_: "/me/data/json",
    "my_data_pdf": lambda *_: "/me/data/pdf",
    "erase_data": lambda *_: "/me/data/erase",
    "confirm_email": lambda world, _: f"/me/email/{world.token}",
    "drafts": lambda world, _: f"/me/drafts/{world.draft}",
    "preview": lambda world, _: f"/me/drafts/{world.draft}/preview",
    "discard": lambda world, _: f"/me/drafts/{world.draft}/discard",
    "submit": lambda world, _: f"/me/drafts/{world.draft}/submit",
    "draft_file": lambda world, _: f"/me/drafts/{world.draft}/files/{world.draft_file}",
    "my_requests": lambda *_: "/me/requests",
    "my_request": lambda world, state: f"/me/requests/{_own(world, state)}",
    "my_request_status": lambda world, state: f"/me/requests/{_own(world, state)}/status",
    "my_request_file": lambda world, state: f"/me/requests/{_own(world, state)}/files/{world.files[state]}",  # type: ignore[index]
    "my_request_copy": lambda world, state: f"/me/requests/{_own(world, state)}/copy",
    "my_request_document": lambda world, state: (
        f"/me/requests/{_own(world, state)}/documents/{_document(world, state)}"
    ),
    "my_messages": lambda world, state: f"/me/requests/{_own(world, state)}/messages",
    "withdraw": lambda world, state: f"/me/requests/{_own(world, state)}/withdraw",
    "correct": lambda world, state: f"/me/requests/{_own(world, state)}/correct",
    "keep_correction": lambda world, state: f"/me/requests/{_own(world, state)}/correct/keep",
    "correction_conditions": lambda world, state: f"/me/requests/{_own(world, state)}/correct/conditions",
    "notices": lambda *_: "/me/notices",
    "watching": lambda *_: "/me/watching",
    "watch": lambda world, state: f"{_public(world, state)}/watch",
    "unwatch": lambda world, state: f"{_public(world, state)}/unwatch",
    "mail_choices": lambda *_: "/me/notices/mails",
    "stop_mail": lambda world, _: f"/me/notices/stop/{world.stop_token}",
    "delivery_report": lambda *_: "/mail/reports",
    "search": lambda *_: "/requests",
    "public_request": _public,
    "check": lambda *_: "/check",
    "check_code": lambda world, state: f"/check/{_code(world, state)}",
    "alive": lambda *_: "/health/live",
    "ready": lambda *_: "/health/ready",
}

NAMES_A_REQUEST = re.compile(r"{(request|number|code)\b")
"""Parts of the patterns of routes whose answer may depend on the state of a request: the request is their context,
or what they tell of was made of it."""

PREFERRED = {
    "/departments/lighting",
    "/services/street-lighting",
    "/principals/users/lighting",
    "/principals/groups/lighting-officers",
}
"""Of several nodes of a kind, those of the unit that deals with the requests; the user is its officer."""

SUBPATHS: dict[str, Address] = {
    **dict.fromkeys(("choose_kind", "add_field", "edit_step", "remove_step"), lambda *_: "request"),
    **dict.fromkeys(("edit_field", "remove_field"), lambda *_: "place"),
    **dict.fromkeys(("edit_template", "remove_template"), lambda *_: TEMPLATE.id),
    "file": lambda world, state: world.files[state] if state else world.entry_file,
    **dict.fromkeys(("edit_view", "remove_view"), lambda *_: VIEW.id),
    "preview_template": lambda *_: CERTIFICATE.id,
    "document": _document,
}
"""What management views want after their name."""
