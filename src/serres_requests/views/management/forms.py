"""The base of the management UI's forms, and the properties tab of the items that have one."""

from typing import Any

import deform
from pyramid.httpexceptions import HTTPSeeOther
from substanced.form import FormView
from substanced.property.views import PropertySheetsView
from substanced.sdi import mgmt_view

from serres_requests.content_types.department import Department
from serres_requests.content_types.outbox import EffectKind
from serres_requests.content_types.protocol_register import ProtocolRegister
from serres_requests.content_types.reference_data import ReferenceTable
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.i18n import _
from serres_requests.views.flash import flash
from serres_requests.views.management.titles import title_of

TEMPLATE = "serres_requests:templates/management/form.pt"


class ManagementForm(FormView):
    """A form of Substance D that answers 422 with nothing lost when something is wrong."""

    title: Any = ""
    buttons = (deform.Button("save", _("Save")),)

    def failure(self, e: deform.ValidationFailure) -> dict[str, Any]:
        self.request.response.status_int = 422
        return {"form": e.render(), "has_errors": True}

    def show(self, form: deform.Form) -> dict[str, Any]:
        return {"form": form.render(self.values()), "has_errors": False}

    def values(self) -> dict[str, Any]:
        """Return what the fields hold at first."""
        return {}

    def done(self, message: Any, *place: Any) -> HTTPSeeOther:
        """Say `message` on the page at `place`, a node and maybe a view's name."""
        flash(self.request, message)
        return HTTPSeeOther(self.request.sdiapi.mgmt_path(*place))


_AS_TAB = {
    "name": "properties",
    "tab_title": _("Properties"),
    "permission": Permission.SITE_MANAGE,
    "renderer": TEMPLATE,
    "request_method": ("GET", "POST"),
}


@mgmt_view(context=Department, **_AS_TAB)
@mgmt_view(context=RequestType, **_AS_TAB)
@mgmt_view(context=ProtocolRegister, **_AS_TAB)
@mgmt_view(context=ReferenceTable, **_AS_TAB)
class Properties(PropertySheetsView, ManagementForm):
    """The property sheet of the item."""

    buttons = ManagementForm.buttons

    @property
    def title(self) -> Any:
        return title_of(self.request, self.context)

    def show(self, form: deform.Form) -> dict[str, Any]:
        return {"form": form.render(self.active_sheet.get()), "has_errors": False}

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        self.active_sheet.after_set(self.active_sheet.set(values))
        if isinstance(self.context, ProtocolRegister) and self.context.is_open:
            for kind in (EffectKind.FILE, EffectKind.ISSUE):
                self.request.site.outbox.hasten(kind)
        self.request.registry.work_arrived.set()
        return self.done(_("Saved."), self.context, "properties")
