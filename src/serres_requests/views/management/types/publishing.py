"""Publishing the working copy: what it changes, the self-test that it must pass, and the new version."""

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import DefinitionError
from serres_requests.forms.self_test import SelfTestError, SelfTestReport
from serres_requests.i18n import _
from serres_requests.services.type_editing import (
    discard,
    problems,
    publish,
    remove_unpublished,
    tried_out,
    working_data,
)
from serres_requests.views.auditing import audit_detail
from serres_requests.views.flash import flash
from serres_requests.views.management.types.comparing import change_rows
from serres_requests.views.management.types.paths import Path, readable
from serres_requests.views.management.types.spots import Problem, problem
from serres_requests.views.management.types.working import Data, edit_url, read_words, type_title

_PAGE = {
    "context": RequestType,
    "tab_condition": False,
    "permission": Permission.SITE_MANAGE,
}
_PUBLISH = {**_PAGE, "name": "publish", "renderer": "serres_requests:templates/management/type_publish.pt"}


@mgmt_view(**_PUBLISH, request_method="GET")
def ask(context: RequestType, request: Request) -> dict[str, Any]:
    """What would be published, and whether it may be."""
    return _page(context, request, _examined(request, context))


@mgmt_view(**_PUBLISH, request_method="POST")
def confirm(context: RequestType, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Make the version, unless something is wrong with it."""
    data = working_data(context)
    try:
        version = publish(request.unit_of_work, context)
    except SelfTestError as error:
        examined = _failed(request, context, data, error.report)
    except DefinitionError as error:
        examined = Examined(problems=(problem(request, context, data, error),))
    else:
        audit_detail(request, str(version.number))
        flash(request, _("Version ${number} is published.", mapping={"number": version.number}))
        if context.is_open:
            return HTTPSeeOther(request.sdiapi.mgmt_path(context, "versions"))
        flash(request, _("Citizens can't make such requests yet. When it is time, press «Take requests»."))
        return HTTPSeeOther(edit_url(request, context, "other"))
    request.response.status_int = 422
    return _page(context, request, examined)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found. paths_tried: how often the self-test filled the form in. unreachable: titles of fields."""

    problems: tuple[Problem, ...] = ()
    failures: tuple[Path, ...] = ()
    paths_tried: int = 0
    unreachable: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it may be published."""
        return not self.problems and not self.failures


def _examined(request: Request, context: RequestType) -> Examined:
    data = working_data(context)
    if found := problems(data):
        return Examined(problems=tuple(problem(request, context, data, error) for error in found))
    try:
        report = tried_out(request.unit_of_work, data)
    except DefinitionError as error:
        return Examined(problems=(problem(request, context, data, error),))
    return _failed(request, context, data, report)


def _failed(request: Request, context: RequestType, data: Data, report: SelfTestReport) -> Examined:
    titles = {
        field["name"]: read_words(field.get("title"), request.locale_name)
        for step in data["steps"]
        for field in step.get("fields", ())
    }
    return Examined(
        failures=tuple(readable(request, context, data, failure) for failure in report.failures),
        paths_tried=report.paths_tried,
        unreachable=tuple(titles.get(name, name) for name in report.unreachable),
    )


def _page(context: RequestType, request: Request, examined: Examined) -> dict[str, Any]:
    old = context.current.data if context.is_published else None
    return {
        "title": type_title(request, context),
        "examined": examined,
        "is_first": old is None,
        "has_changes": context.working_copy is not None,
        "changes": change_rows(request, old, working_data(context)) if old is not None else [],
        "back_url": edit_url(request, context),
    }


_DISCARD = {**_PAGE, "name": "discard"}


@mgmt_view(**_DISCARD, renderer="serres_requests:templates/management/type_discard.pt", request_method="GET")
def ask_discard(context: RequestType, request: Request) -> dict[str, Any]:
    """Ask once more before changes, or a type that was never published, are thrown away."""
    return {
        "title": type_title(request, context),
        "is_published": context.is_published,
        "changes": change_rows(request, context.current.data, working_data(context))
        if context.is_published
        else [],
        "back_url": edit_url(request, context),
    }


@mgmt_view(**_DISCARD, request_method="POST")
def confirm_discard(context: RequestType, request: Request) -> HTTPSeeOther:
    """Go back to the current version; a type without one is removed."""
    if context.is_published:
        discard(context)
        flash(request, _("The changes were thrown away."))
        return HTTPSeeOther(edit_url(request, context))
    types = context.__parent__
    remove_unpublished(request.unit_of_work, context)
    flash(request, _("The type was removed."))
    return HTTPSeeOther(request.sdiapi.mgmt_path(types, "contents"))
