"""The contents of a folder: Substance D's folder view as a plain list, for administrators."""

from typing import Any

from pyramid.request import Request
from substanced.interfaces import IGroup, IGroups, IPrincipals, IUsers
from substanced.sdi import LEFT, mgmt_view

from serres_requests.content_types.department import Departments
from serres_requests.content_types.reference_data import ReferenceTables
from serres_requests.domain.access import Permission
from serres_requests.i18n import _
from serres_requests.views.management.titles import role_titles, title_of
from serres_requests.views.paging import slice_of

PAGE_SIZE = 100
_UNUSED = frozenset({"resets"})
"""Password resets by mail are Substance D's and left out: its tokens are not made for security."""

ADD_WORDS = {
    "Department": _("Add a department"),
    "User": _("Add a member of staff"),
    "Reference table": _("Add a table"),
}

_HEADS = (_("Title"), _("Short name"))
_HEADS_OF_PEOPLE = (_("User name"), _("Roles"))

_AS_LIST = {
    "name": "contents",
    "tab_title": _("Contents"),
    "tab_near": LEFT,
    "permission": Permission.SITE_MANAGE,
    "renderer": "serres_requests:templates/management/contents.pt",
    "request_method": "GET",
}


@mgmt_view(context=Departments, **_AS_LIST)
@mgmt_view(context=ReferenceTables, **_AS_LIST)
@mgmt_view(context=IPrincipals, **_AS_LIST)
@mgmt_view(context=IUsers, **_AS_LIST)
@mgmt_view(context=IGroups, **_AS_LIST)
def contents(context: Any, request: Request) -> dict[str, Any]:
    """What lies in the folder, by name, and what can be added."""
    shown = slice_of(request, context.items(), PAGE_SIZE)
    are_people = IUsers.providedBy(context)
    nodes = [node for name, node in shown.items if name not in _UNUSED]
    return {
        "title": title_of(request, context),
        "heads": _HEADS_OF_PEOPLE if are_people else _HEADS,
        "items": _people(request, nodes) if are_people else [_item(request, node) for node in nodes],
        "next_start": shown.next_start,
        "previous_start": shown.previous_start,
        "url": request.sdiapi.mgmt_path(context, "contents"),
        "additions": _additions(context, request),
    }


@mgmt_view(context=IGroup, **{**_AS_LIST, "tab_title": _("Members")})
def members(context: Any, request: Request) -> dict[str, Any]:
    """Who has a role; it is given and taken at each member of staff."""
    people = sorted(context.members, key=lambda user: user.__name__)
    return {
        "title": title_of(request, context),
        "heads": _HEADS_OF_PEOPLE,
        "items": _people(request, people),
        "next_start": None,
        "previous_start": None,
        "url": "",
        "additions": [],
    }


def _item(request: Request, node: Any) -> dict[str, Any]:
    return {"title": title_of(request, node), "more": node.__name__, "url": request.sdiapi.mgmt_path(node)}


def _people(request: Request, users: list[Any]) -> list[dict[str, Any]]:
    titles = role_titles(request)
    return [
        {
            "title": user.__name__,
            "more": ", ".join(sorted(titles[group] for group in user.groupids if group in titles)),
            "url": request.sdiapi.mgmt_path(user),
        }
        for user in users
    ]


def _additions(context: Any, request: Request) -> list[dict[str, Any]]:
    """Types with an add view of ours that this folder takes."""
    registry = request.registry.content
    return [
        {"words": words, "url": request.sdiapi.mgmt_path(context, registry.meta[content_type]["add_view"])}
        for content_type, words in ADD_WORDS.items()
        if _takes(context, content_type)
    ]


def _takes(context: Any, content_type: str) -> bool:
    takes = getattr(context, "__sdi_addable__", None)
    return takes is not None and bool(takes(context, {"content_type": content_type}))
