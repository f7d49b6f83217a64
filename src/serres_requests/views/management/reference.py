"""Reference data for administrators: adding a table, its versions with their entries."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from substanced.schema import Schema
from substanced.sdi import LEFT, mgmt_view

from serres_requests.content_types.reference_data import (
    ReferenceTable,
    ReferenceTables,
    ReferenceTableSchema,
    ReferenceVersion,
)
from serres_requests.domain.access import Permission
from serres_requests.domain.kad import dotted
from serres_requests.domain.reference import TABLE_NAME, TableKind
from serres_requests.domain.texts import Text
from serres_requests.i18n import _
from serres_requests.services.reference_data import create_table
from serres_requests.views.deadlines import closing_day_words
from serres_requests.views.management.forms import TEMPLATE, ManagementForm
from serres_requests.views.management.titles import title_of
from serres_requests.views.paging import start_of
from serres_requests.views.presenters import moment

PAGE_SIZE = 100
KIND_WORDS = {
    TableKind.KAD: _("Activities (ΚΑΔ): whole codes or their first 2, 4 or 6 digits"),
    TableKind.CLOSING_DAYS: _("Days on which the municipality is closed"),
    TableKind.PLAIN: _("Codes of any other kind"),
}


@colander.deferred
def _free_name(_node: colander.SchemaNode, bindings: dict[str, Any]) -> Any:
    def validate(node: colander.SchemaNode, value: str) -> None:
        if not TABLE_NAME.fullmatch(value):
            raise colander.Invalid(node, _("Use 2 to 40 small Latin letters, digits and hyphens."))
        if value in bindings["context"]:
            raise colander.Invalid(node, _("There is a table of this name already."))

    return validate


@colander.deferred
def _kinds(_node: colander.SchemaNode, bindings: dict[str, Any]) -> Any:
    translate = bindings["request"].localizer.translate
    values = [(kind.value, translate(words)) for kind, words in KIND_WORDS.items()]
    return deform.widget.SelectWidget(values=values)


class NewTableSchema(ReferenceTableSchema):
    """A table's names, its short name, which definitions keep for ever, and what its codes are."""

    name = colander.SchemaNode(
        colander.String(),
        title=_("Short name"),
        description=_("In small Latin letters, such as kad-affected. It can't be changed later."),
        validator=_free_name,
        missing_msg=_("Fill in this field."),
        insert_before="title_el",
    )
    kind = colander.SchemaNode(
        colander.String(),
        title=_("Kind of codes"),
        widget=_kinds,
        validator=colander.OneOf([kind.value for kind in TableKind]),
    )


@mgmt_view(
    context=ReferenceTables,
    name="add_table",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    renderer=TEMPLATE,
    request_method=("GET", "POST"),
)
class AddTable(ManagementForm):
    """A new table, still without entries."""

    title = _("Add a table")
    schema: Schema = NewTableSchema()

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        title = Text(values["title_el"], values["title_en"])
        site, registry = self.request.site, self.request.registry
        table = create_table(site, registry, values["name"], title, TableKind(values["kind"]))
        return self.done(_("The table was added. Import its entries now."), table, "import")


@mgmt_view(
    context=ReferenceTable,
    name="contents",
    tab_title=_("Entries"),
    tab_near=LEFT,
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/reference_table.pt",
    request_method="GET",
)
def entries(context: ReferenceTable, request: Request) -> dict[str, Any]:
    """The versions, and a page of the entries of one of them: ``?version=``, the current one without."""
    version, start = _asked(context, request), start_of(request)
    found = version.entries if version else ()
    return {
        "title": title_of(request, context),
        "versions": [_version(request, each) for each in reversed(context.versions)],
        "shown": version.number if version else 0,
        "total": len(found),
        "entries": [
            {"code": _printed(request, context, entry.code), "description": entry.description}
            for entry in found[start : start + PAGE_SIZE]
        ],
        "next_start": start + PAGE_SIZE if len(found) > start + PAGE_SIZE else None,
        "previous_start": max(start - PAGE_SIZE, 0) if start else None,
        "url": request.sdiapi.mgmt_path(context, "contents"),
        "import_url": request.sdiapi.mgmt_path(context, "import"),
    }


def _asked(table: ReferenceTable, request: Request) -> ReferenceVersion | None:
    raw = request.GET.get("version", "")
    if not raw:
        return table.current
    found = table.version(int(raw)) if raw.isascii() and raw.isdigit() and len(raw) <= len("999999") else None
    if found is None:
        raise HTTPNotFound
    return found


def _version(request: Request, version: ReferenceVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "imported": moment(request, version.imported_at),
        "by": version.imported_by or _("the system"),
        "note": version.note,
        "count": len(version.entries),
    }


def _printed(request: Request, table: ReferenceTable, code: str) -> str:
    if table.kind is TableKind.CLOSING_DAYS:
        return closing_day_words(code, request.locale_name)
    return dotted(code) if table.kind is TableKind.KAD else code
