"""Members of staff for administrators, and everybody's own password."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.security import remember
from substanced.interfaces import IUser, IUsers
from substanced.schema import Schema
from substanced.sdi import mgmt_view
from substanced.util import get_oid

from serres_requests.domain.access import Permission
from serres_requests.domain.errors import StaffError
from serres_requests.i18n import _
from serres_requests.services.staff import (
    LOGIN,
    LONGEST_PASSWORD_BYTES,
    add_member,
    has_password,
    remove_member,
    set_password,
    set_roles,
)
from serres_requests.settings import SHORTEST_PASSWORD
from serres_requests.substance import CHANGE_PASSWORD
from serres_requests.views.auditing import audit_detail
from serres_requests.views.flash import flash
from serres_requests.views.management.forms import TEMPLATE, ManagementForm
from serres_requests.views.management.titles import role_titles

_FILL_IN = _("Fill in this field.")
_WRONG_LENGTH = _("Use at least ${least} characters.", mapping={"least": SHORTEST_PASSWORD})


def _password_length(node: colander.SchemaNode, value: str) -> None:
    if len(value) < SHORTEST_PASSWORD or len(value.encode()) > LONGEST_PASSWORD_BYTES:
        raise colander.Invalid(node, _WRONG_LENGTH)


@colander.deferred
def _free_login(_node: colander.SchemaNode, bindings: dict[str, Any]) -> Any:
    def validate(node: colander.SchemaNode, value: str) -> None:
        principals = bindings["request"].site["principals"]
        if not LOGIN.fullmatch(value):
            raise colander.Invalid(node, _("Use 2 to 40 small Latin letters, digits, dots and hyphens."))
        if value in principals["users"] or value in principals["groups"]:
            raise colander.Invalid(node, _("This user name is taken."))

    return validate


@colander.deferred
def _role_choices(_node: colander.SchemaNode, bindings: dict[str, Any]) -> Any:
    request = bindings["request"]
    return deform.widget.CheckboxChoiceWidget(
        values=[(str(group_id), words) for group_id, words in role_titles(request).items()], grouped=True
    )


def _password_node(title: Any, name: str, **options: Any) -> colander.SchemaNode:
    widget = deform.widget.PasswordWidget(redisplay=False, attributes={"autocomplete": "new-password"})
    return colander.SchemaNode(
        colander.String(), title=title, name=name, widget=widget, missing_msg=_FILL_IN, **options
    )


class MemberSchema(Schema):
    """What is kept of a member of staff."""

    email = colander.SchemaNode(
        colander.String(),
        title=_("E-mail"),
        validator=colander.All(
            colander.Email(_("Write an e-mail address such as maria@example.gr.")), colander.Length(max=100)
        ),
        missing_msg=_FILL_IN,
    )
    group_ids = colander.SchemaNode(colander.Set(), title=_("Roles"), widget=_role_choices, missing=())


class NewMemberSchema(MemberSchema):
    """A new member of staff."""

    login = colander.SchemaNode(
        colander.String(),
        title=_("User name"),
        validator=_free_login,
        missing_msg=_FILL_IN,
        insert_before="email",
    )
    password = _password_node(
        _("First password"),
        "password",
        validator=_password_length,
        insert_before="group_ids",
        description=_(
            "Tell it to the person; they can change it by following their name at the top of these pages."
        ),
    )


class PasswordSchema(Schema):
    """A new password; whoever sets it proves who they are by their own present one."""

    present = _password_node(_("Your own present password"), "present")
    password = _password_node(_("New password"), "password", validator=_password_length)


@mgmt_view(
    context=IUsers,
    name="add_user",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    renderer=TEMPLATE,
    request_method=("GET", "POST"),
)
class AddMember(ManagementForm):
    """A new member of staff with their roles."""

    title = _("Add a member of staff")
    schema = NewMemberSchema()

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        group_ids = _known(self.request, values["group_ids"])
        audit_detail(self.request, f"{values['login']}: {_names(self.request, group_ids)}")
        add_member(
            self.request.site,
            self.request.registry,
            values["login"],
            values["password"],
            values["email"],
            group_ids,
        )
        return self.done(_("The member of staff was added."), self.context)


@mgmt_view(
    context=IUser,
    name="roles",
    tab_title=_("E-mail and roles"),
    permission=Permission.SITE_MANAGE,
    renderer=TEMPLATE,
    request_method=("GET", "POST"),
)
class EditMember(ManagementForm):
    """E-mail and roles of a member of staff."""

    schema = MemberSchema()

    @property
    def title(self) -> str:
        return str(self.context.__name__)

    def values(self) -> dict[str, Any]:
        return {"email": self.context.email or "", "group_ids": {str(oid) for oid in self.context.groupids}}

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        self.context.email = values["email"]
        group_ids = _known(self.request, values["group_ids"])
        set_roles(self.context, group_ids)
        audit_detail(self.request, _names(self.request, group_ids))
        return self.done(_("Saved."), self.context, "roles")


@mgmt_view(
    context=IUser,
    name="change_password",
    tab_title=_("Password"),
    permission=CHANGE_PASSWORD,
    renderer=TEMPLATE,
    request_method=("GET", "POST"),
)
class ChangePassword(ManagementForm):
    """One's own password, or, for administrators, anybody's."""

    title = _("Change the password")
    schema = PasswordSchema()

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        if not has_password(self.request.user, values["present"]):
            flash(self.request, _("Your present password is wrong. Nothing was changed."))
            return HTTPSeeOther(self.request.path)
        is_own = self.context is self.request.user
        set_password(self.context, values["password"])
        if is_own:
            remember(self.request, get_oid(self.context))
        return self.done(_("The password was changed."), self.context, "change_password")


@mgmt_view(
    context=IUser,
    name="remove",
    tab_title=_("Remove"),
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/remove_member.pt",
    request_method="GET",
)
def ask_removal(context: Any, request: Request) -> dict[str, Any]:
    """Ask once more."""
    return {"login": context.__name__, "action": request.sdiapi.mgmt_path(context, "remove")}


@mgmt_view(
    context=IUser, name="remove", tab_condition=False, permission=Permission.SITE_MANAGE, request_method="POST"
)
def remove(context: Any, request: Request) -> HTTPSeeOther:
    """Remove a member of staff, never oneself."""
    users = context.__parent__
    try:
        remove_member(request.site, context.__name__, request.user)
    except StaffError:
        flash(request, _("You can't remove yourself."))
    else:
        flash(request, _("The member of staff was removed."))
    return HTTPSeeOther(request.sdiapi.mgmt_path(users))


def _known(request: Request, group_ids: Any) -> list[int]:
    """Only roles that were offered: an id from elsewhere is left aside."""
    offered = {str(group_id) for group_id in role_titles(request)}
    return [int(group_id) for group_id in group_ids if group_id in offered]


def _names(request: Request, group_ids: list[int]) -> str:
    """The roles as the audit log tells them."""
    groups = (request.site.__objectmap__.object_for(group_id) for group_id in group_ids)
    return ", ".join(sorted(group.__name__ for group in groups))
