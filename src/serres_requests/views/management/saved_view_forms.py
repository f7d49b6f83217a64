"""Looking after saved views: which there are, what the queue opens with, other names, and an end."""

from dataclasses import replace
from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from substanced.schema import Schema
from substanced.sdi import mgmt_view

from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import NameTakenError
from serres_requests.domain.queue_views import LONGEST_NAME, with_view
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.queue_views import open_with, remove_view, rename_view, view_of, views_of
from serres_requests.views.auditing import audit_detail
from serres_requests.views.management.forms import TEMPLATE, ManagementForm
from serres_requests.views.management.saved_views import (
    FoundView,
    found_view,
    found_views,
    query_in_words,
)
from serres_requests.views.management.types import nodes

_EVERYTHING = _("All that is open, newest first")
_TAKEN = _("There is a view of this name already. Choose another name.")

AS_FORM = {
    "context": Site,
    "tab_condition": False,
    "permission": Permission.QUEUE_VIEW,
    "request_method": ("GET", "POST"),
}


def name_node(*validators: Any) -> colander.SchemaNode:
    """Return the field for the name of a view; `validators` are asked beside its length."""
    longest = colander.Length(
        max=LONGEST_NAME, max_err=_("Write up to ${most} characters.", mapping={"most": LONGEST_NAME})
    )
    return colander.SchemaNode(
        colander.String(),
        name="name",
        title=_("Name of the view"),
        preparer=lambda value: " ".join(clean(value).split()) if value else value,
        validator=colander.All(longest, *validators),
        widget=deform.widget.TextInputWidget(attributes={"maxlength": LONGEST_NAME}),
        missing_msg=_("Fill in this field."),
    )


@mgmt_view(name="views", renderer="serres_requests:templates/management/saved_views.pt", **AS_FORM)
class SavedViews(ManagementForm):
    """All views that the reader can open, and which of them their queue opens with."""

    title = _("Saved views")

    def __init__(self, context: Site, request: Request) -> None:
        super().__init__(context, request)
        self.found = found_views(request)
        choices = [
            ("", _("All that is open, newest first")),
            *((one.view.id, one.view.name) for one in self.found),
        ]
        self.schema = Schema()
        self.schema.add(nodes.one_of("opens_with", _("The queue opens with"), dict(choices)))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What the table tells of each."""
        request = self.request
        departments, path = request.site.departments, request.sdiapi.mgmt_path
        return [
            {
                "name": found.view.name,
                "url": found.url,
                "holder": departments[found.department].title.in_language(request.locale_name)
                if found.department
                else _("I alone"),
                "asks": self._asks(dict(found.view.query)),
                "edit_url": path(request.site, "edit_view", found.view.id) if found.may_change else "",
                "remove_url": path(request.site, "remove_view", found.view.id) if found.may_change else "",
            }
            for found in self.found
        ]

    def _asks(self, query: dict[str, str]) -> Any:
        translate = self.request.localizer.translate
        asked = query_in_words(self.request, query)
        return " · ".join(f"{translate(label)}: {translate(value)}" for label, value in asked) or _EVERYTHING

    def values(self) -> dict[str, Any]:
        return {"opens_with": views_of(self.request.user).opens_with}

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        open_with(self.request.user, values["opens_with"])
        return self.done(_("Saved."), self.context, "views")


def _to_change(request: Request, view_id: str) -> FoundView:
    """Return a view that the reader may change; raises HTTPForbidden for others' views, HTTPNotFound for none."""
    found = found_view(request, view_id)
    if found is not None and found.may_change:
        return found
    is_there = any(view_of(department, view_id) for department in request.site.departments.values())
    raise HTTPForbidden if is_there else HTTPNotFound


class _OfOneView(ManagementForm):
    """A form about a view that the reader may change: its id follows in the address."""

    found: FoundView

    def __init__(self, context: Site, request: Request) -> None:
        super().__init__(context, request)
        self.found = _to_change(request, "/".join(request.subpath))
        audit_detail(request, self.found.view.name)


@mgmt_view(name="edit_view", renderer=TEMPLATE, **AS_FORM)
class RenameView(_OfOneView):
    """Another name for a view."""

    def __init__(self, context: Site, request: Request) -> None:
        super().__init__(context, request)
        self.title = _("Rename «${title}»", mapping={"title": self.found.view.name})
        self.schema = Schema()
        self.schema.add(name_node(self._is_free))

    def _is_free(self, node: colander.SchemaNode, name: str) -> None:
        try:
            with_view(views_of(self.found.holder).views, replace(self.found.view, name=name))
        except NameTakenError as error:
            raise colander.Invalid(node, _TAKEN) from error

    def values(self) -> dict[str, Any]:
        return {"name": self.found.view.name}

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        rename_view(self.found.holder, self.found.view, values["name"])
        return self.done(_("Saved."), self.context, "views")


@mgmt_view(name="remove_view", renderer=TEMPLATE, **AS_FORM)
class RemoveView(_OfOneView):
    """The question whether a view shall go."""

    schema = Schema()
    buttons = (deform.Button("save", _("Remove"), css_class="btn-danger"),)

    def __init__(self, context: Site, request: Request) -> None:
        super().__init__(context, request)
        self.title = _("Remove «${title}»", mapping={"title": self.found.view.name})

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:  # noqa: ARG002  there is nothing to fill in
        remove_view(self.found.holder, self.found.view.id)
        return self.done(_("The view was removed. The requests in it are where they were."), self.context, "views")
