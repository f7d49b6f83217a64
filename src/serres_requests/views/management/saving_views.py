"""Saving what the queue lists as a view."""

from typing import Any

import colander
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.schema import Schema
from substanced.sdi import mgmt_view

from serres_requests.content_types.site import Site
from serres_requests.domain.errors import NameTakenError, TooManyError
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.queue_views import MOST_VIEWS, SavedView, with_view
from serres_requests.i18n import _
from serres_requests.services.queue_views import keep_view, open_with, views_of
from serres_requests.views.auditing import audit_detail
from serres_requests.views.flash import flash
from serres_requests.views.management.forms import ManagementForm
from serres_requests.views.management.queue_address import queue_address
from serres_requests.views.management.queue_columns import shown_columns
from serres_requests.views.management.saved_view_forms import AS_FORM, name_node
from serres_requests.views.management.saved_views import (
    columns_in_words,
    found_view,
    managed_departments,
    query_in_words,
    url_of,
)
from serres_requests.views.management.types import nodes

_TAKEN = _("There is a view of this name already. Choose another name, or have this one take its place below.")
_TOO_MANY = _(
    "There are ${most} views already, and no more can be kept. Remove one first.", mapping={"most": MOST_VIEWS}
)


@mgmt_view(name="save_view", renderer="serres_requests:templates/management/saved_view.pt", **AS_FORM)
class SaveView(ManagementForm):
    """What the address asks for, as it asks the queue, under a name."""

    title = _("Save as a view")

    def __init__(self, context: Site, request: Request) -> None:
        super().__init__(context, request)
        asked = queue_address(request)
        self.query = asked.filters()
        self.columns = tuple(column.value for column in shown_columns(request, asked))
        self.opened = found_view(request, asked.view)
        self.managed = managed_departments(request)
        self.in_words = query_in_words(request, self.query)
        self.columns_in_words = columns_in_words(request, self.columns)
        self.schema = Schema(validator=self._check)
        self.schema.add(name_node())
        if self.managed:
            self.schema.add(self._holder_node())
        self.schema.add(nodes.tick("replaces", _("Take the place of the view of this name")))
        self.schema.add(nodes.tick("opens", _("The queue opens with it")))

    def _holder_node(self) -> colander.SchemaNode:
        departments, locale = self.request.site.departments, self.request.locale_name
        titles = {name: departments[name].title.in_language(locale) for name in self.managed}
        node = nodes.one_of("department", _("Who shall see it"), {"": _("I alone"), **titles})
        node.description = _("Everybody of the department can open a view that is shared; its managers change it.")
        return node

    def values(self) -> dict[str, Any]:
        if self.opened is None or not self.opened.may_change:
            return {}
        name, is_opening = self.opened.view.name, views_of(self.request.user).opens_with == self.opened.view.id
        return {"name": name, "department": self.opened.department, "replaces": True, "opens": is_opening}

    def _check(self, node: colander.SchemaNode, values: dict[str, Any]) -> None:
        wrong = colander.Invalid(node)
        try:
            with_view(views_of(self._holder(values)).views, self._view(values), replaces=values["replaces"])
        except NameTakenError:
            wrong["name"] = _TAKEN
        except TooManyError:
            wrong["name"] = _TOO_MANY
        if wrong.children:
            raise wrong

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        kept = keep_view(self._holder(values), self._view(values), replaces=values["replaces"])
        if values["opens"]:
            open_with(self.request.user, kept.id)
        elif views_of(self.request.user).opens_with == kept.id:
            open_with(self.request.user, "")
        audit_detail(self.request, kept.name)
        flash(self.request, _("The view was saved."))
        return HTTPSeeOther(url_of(self.request, kept))

    def _holder(self, values: dict[str, Any]) -> Any:
        department = values.get("department")
        return self.request.site.departments[department] if department else self.request.user

    def _view(self, values: dict[str, Any]) -> SavedView:
        return SavedView(new_id(), values["name"], tuple(self.query.items()), self.columns)
