"""Adding departments."""

import re
from typing import Any

import colander
from pyramid.httpexceptions import HTTPSeeOther
from substanced.schema import Schema
from substanced.sdi import mgmt_view

from serres_requests.content_types.department import Departments, DepartmentSchema
from serres_requests.domain.access import Permission
from serres_requests.domain.texts import Text
from serres_requests.i18n import _
from serres_requests.services.departments import create_department
from serres_requests.views.auditing import audit_detail
from serres_requests.views.management.forms import TEMPLATE, ManagementForm

_NAME = re.compile(r"[a-z][a-z0-9-]{1,39}")


@colander.deferred
def _free_name(_node: colander.SchemaNode, bindings: dict[str, Any]) -> Any:
    def validate(node: colander.SchemaNode, value: str) -> None:
        if not _NAME.fullmatch(value):
            raise colander.Invalid(node, _("Use 2 to 40 small Latin letters, digits and hyphens."))
        if value in bindings["context"]:
            raise colander.Invalid(node, _("There is a department of this name already."))

    return validate


class NewDepartmentSchema(DepartmentSchema):
    """A department's names and its short name, which addresses and records keep for ever."""

    name = colander.SchemaNode(
        colander.String(),
        title=_("Short name"),
        description=_("In small Latin letters, such as water-supply. It can't be changed later."),
        validator=_free_name,
        missing_msg=_("Fill in this field."),
        insert_before="title_el",
    )


@mgmt_view(
    context=Departments,
    name="add_department",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    renderer=TEMPLATE,
    request_method=("GET", "POST"),
)
class AddDepartment(ManagementForm):
    """A new unit with its two roles, officers and managers."""

    title = _("Add a department")
    schema: Schema = NewDepartmentSchema()

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        title = Text(values["title_el"], values["title_en"])
        create_department(self.request.site, self.request.registry, values["name"], title)
        audit_detail(self.request, values["name"])
        return self.done(_("The department was added. Give its roles to members of staff."), self.context)
