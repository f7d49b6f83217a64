"""What goes into the audit log: every page that shows staff a citizen's data, and all that staff change."""

from collections.abc import Callable, Iterable
from typing import Any

from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPOk, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from pyramid.traversal import resource_path

from serres_requests.content_types.entry import Entries, Entry
from serres_requests.content_types.request import Request as CitizenRequest
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.audit import LONGEST_DETAIL, AuditEvent
from serres_requests.services.auditing import hand_over
from serres_requests.services.departments import role_in
from serres_requests.substance import MANAGE_ROUTE

_LOGOUT = "logout"
_LOGIN = "Site/login"
"""Changes the session alone."""
_BULK = "Site/act"
LISTS = frozenset(
    {
        *("Site/queue", "Site/export", "Site/export_statistics"),
        *("Requests/contents", "YearOfRequests/contents", "AuditLog/contents"),
    }
)
"""Pages that show data of citizens, or who saw them, without being about one request; and all exports."""
_OF_ENTRIES = frozenset({"Entries/new", "Entry/step", "Entry/preview", "Entry/file"})
"""Pages that show who asks for something at the counter, and what, before it is submitted."""

View = Callable[[Any, Request], Response]


def audit_detail(request: Request, detail: str) -> None:
    """Say what the audit log shall tell of this page beside its name."""
    request.audit_detail = detail


def audit_applicants(request: Request, service: RequestType, departments: Iterable[str]) -> None:
    """Say that this page holds applicants and answers of requests of `service` in the reader's `departments`."""
    own_first = sorted(departments, key=lambda name: name != service.definition.department)
    roles = (_role_in(request, request.identity, name) for name in own_first)
    request.audit_about = str(resource_path(service)), next(filter(None, roles), "")


def audit_done(request: Request, subject: CitizenRequest, event: str, detail: str) -> None:
    """Say that this page did `event`, named as if it were done alone, with one of several requests."""
    done = (event, subject.reference, _role_for(request, request.identity, subject), detail)
    request.audit_done = [*getattr(request, "audit_done", ()), done]


def _audited(view: View, info: Any) -> View:
    """A view deriver: whatever the management pages show or do passes here, also those that are yet to be made."""
    if info.options.get("route_name") not in {MANAGE_ROUTE, _LOGOUT}:
        return view

    def watched(context: Any, request: Request) -> Response:
        before = request.identity
        # Asked before: a removed node has no path, and what is handed over is another department's.
        place = _subject(context), _role(request, before)
        response = view(context, request)
        caller = before or request.identity  # who logs out, or in
        if caller is not None and not caller.is_citizen:
            _record(request, response, caller, *place)
        return response

    return watched


def _subject(context: Any) -> str:
    return context.reference if isinstance(context, CitizenRequest) else str(resource_path(context))


def _record(request: Request, response: Response, caller: Any, subject: str, role: str) -> None:
    """Note a read for later; record a change in the transaction that makes it: none is without the other."""
    detail = detail_of(request)

    def event(name: str, detail: str, about: str = subject, by: str = role) -> AuditEvent:
        return AuditEvent(
            at=int(request.ports.clock.now().timestamp() * 1000),
            principal=int(caller.userid),
            name=str(caller.node.__name__),
            role=by,
            event=name,
            subject=about,
            detail=detail[:LONGEST_DETAIL],
        )

    if event_of(request) == _BULK:  # the queue is shown again below
        request.registry.read_notes.add(event("Site/queue", detail))
    done = getattr(request, "audit_done", ())
    if request.method == "GET" or (response.status_int != HTTPSeeOther.code and not done):
        if look := _look(request, response, detail):
            request.registry.read_notes.add(event(*look, *getattr(request, "audit_about", ())))
    elif done:
        uow = request.unit_of_work
        hand_over(uow.site, [event(name, detail, about, by) for name, about, by, detail in done], uow.now())
    elif _has_written(request) or event_of(request) == _LOGIN:
        uow = request.unit_of_work  # which wakes the worker when all is committed
        hand_over(uow.site, [event(event_of(request), detail)], uow.now())


def _look(request: Request, response: Response, detail: str) -> tuple[str, str] | None:
    """Return event and detail of what is shown of citizens, also by a form that was refused; None for nothing."""
    context, is_page = request.context, request.method == "GET"
    name = f"{type(context).__name__}/{request.view_name or 'view'}"
    if is_page and response.status_int != HTTPOk.code:
        return None
    if name in _OF_ENTRIES:
        return _look_at_entries(context, detail)
    if is_page and name in LISTS:
        return name, detail
    if isinstance(context, CitizenRequest):
        return (name, detail) if is_page else ("Request/view", "")
    return None


def _look_at_entries(context: Entry | Entries, detail: str) -> tuple[str, str]:
    """Return the event and detail of a look; the refused attempt with an ΑΦΜ, which is a look as well, has it."""
    if isinstance(context, Entry):
        return "Entry/view", context.identity.full_name
    return ("Entries/refused", detail) if detail else ("Entries/view", "")


def _has_written(request: Request) -> bool:
    """Whether this transaction has changed anything: many forms lead on without having done so."""
    connection = request.site._p_jar
    return bool(connection._registered_objects) or connection._savepoint_storage is not None


def detail_of(request: Request) -> str:
    """Return what is told of this page beside its name."""
    return str(getattr(request, "audit_detail", "/".join(request.subpath)))


def event_of(request: Request) -> str:
    """Return what the audit log calls this page: kind of the node and name of the view."""
    if request.matched_route.name == _LOGOUT:
        return "Site/logout"
    return f"{type(request.context).__name__}/{request.view_name}"


def _role(request: Request, caller: Any) -> str:
    """By which role they may: of the request's department, else as an administrator."""
    if caller is None:
        return ""
    return _role_for(request, caller, request.context)


def _role_for(request: Request, caller: Any, context: Any) -> str:
    if isinstance(context, Entry):
        return _role_in(request, caller, context.entered.department)
    return _role_in(request, caller, context.department if isinstance(context, CitizenRequest) else "")


def _role_in(request: Request, caller: Any, department: str) -> str:
    """department: "" for none."""
    if department:
        role = role_in(request.site.departments[department], caller.principals)
        if role is not None:
            return f"{department}/{role}"
    return "administrators" if request.has_permission(Permission.SITE_MANAGE, request.site) else ""


def add_to(config: Configurator) -> None:
    """Watch all views that are added from now on."""
    config.add_view_deriver(_audited, "audited")
