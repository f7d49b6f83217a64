"""The templates of a request type: texts that staff begin replies and documents with. No version holds them."""

from typing import Any

import colander
import deform
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.response import Response
from substanced.schema import Schema
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import RefusedError
from serres_requests.domain.identifiers import new_id
from serres_requests.domain.messages import LONGEST
from serres_requests.domain.templates import DOCUMENTS, LONGEST_DOCUMENT, Mistake, Purpose, Template, mistakes
from serres_requests.i18n import _
from serres_requests.services.documents import PDF
from serres_requests.services.template_samples import sample_document
from serres_requests.services.templates import keep_template, remove_template, template_of
from serres_requests.views.auditing import audit_detail
from serres_requests.views.flash import flash
from serres_requests.views.management.forms import TEMPLATE, ManagementForm
from serres_requests.views.management.types import nodes
from serres_requests.views.management.types.form import EditorForm
from serres_requests.views.management.types.template_words import PURPOSE_WORDS, placeholders
from serres_requests.views.management.types.working import type_title

_ALONE = _("Line ${line}: the brace ${written} stands alone. Braces are for placeholders only.")
_UNKNOWN = _("Line ${line}: ${written} is no placeholder. Take one of those beside the form.")

_AS_FORM = {
    "context": RequestType,
    "tab_condition": False,
    "permission": Permission.SITE_MANAGE,
    "request_method": ("GET", "POST"),
}
_WITH_PLACEHOLDERS = {**_AS_FORM, "renderer": "serres_requests:templates/management/type_template.pt"}


@mgmt_view(
    context=RequestType,
    name="templates",
    tab_title=_("Templates"),
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/type_templates.pt",
    request_method="GET",
)
def templates(context: RequestType, request: Request) -> dict[str, Any]:
    """All of them, by what they are for."""
    order = list(Purpose)
    kept = sorted(context.templates, key=lambda template: (order.index(template.purpose), template.name))
    return {
        "title": type_title(request, context),
        "templates": [
            (template, PURPOSE_WORDS[template.purpose], template.purpose in DOCUMENTS and context.is_published)
            for template in kept
        ],
        "url": lambda *view: request.sdiapi.mgmt_path(context, *view),
    }


@mgmt_view(
    context=RequestType,
    name="preview_template",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    request_method="GET",
)
def preview(context: RequestType, request: Request) -> Response:
    """A document of a template with invented words, as PDF; its id follows in the address."""
    template = _asked(context, request)
    if template.purpose not in DOCUMENTS or not context.is_published:
        raise HTTPNotFound
    try:
        pdf = sample_document(request.unit_of_work, context, template)
    except RefusedError:
        flash(request, _("The document can't be made of this text."))
        return HTTPSeeOther(request.sdiapi.mgmt_path(context, "templates"))
    return Response(pdf, content_type=PDF, content_disposition="attachment; filename=sample.pdf")


class _TemplateForm(ManagementForm):
    """The form of one template, with the placeholders that it may hold beside it."""

    form_class = EditorForm
    template_id = ""

    def __init__(self, context: RequestType, request: Request) -> None:
        super().__init__(context, request)
        self.explains = type_title(request, context)
        self.back_url = request.sdiapi.mgmt_path(context, "templates")
        self.placeholders = placeholders(request, context)
        self.schema = Schema()
        self.schema.add(nodes.plain("name", _("Name, for the staff")))
        self.schema.add(nodes.one_of("purpose", _("What it is for"), PURPOSE_WORDS))
        text = nodes.plain("text", _("Text"), lines=12, lang="el")
        text.validator = colander.All(colander.Length(max=LONGEST_DOCUMENT), self._check)
        self.schema.add(text)
        self.schema.validator = _check_length

    def _check(self, node: colander.SchemaNode, text: str) -> None:
        wrong = mistakes(text, self.placeholders)
        if wrong:
            raise colander.Invalid(node, [_said(mistake) for mistake in wrong])

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        template = Template(
            self.template_id or new_id(), values["name"], Purpose(values["purpose"]), values["text"]
        )
        keep_template(self.context, template)
        audit_detail(self.request, template.name)
        return self.done(_("Saved."), self.context, "templates")


def _check_length(node: colander.SchemaNode, values: dict[str, Any]) -> None:
    if values["purpose"] not in DOCUMENTS and len(values["text"]) > LONGEST:
        error = colander.Invalid(node)
        error["text"] = _("The message may have up to ${most} characters.", mapping={"most": LONGEST})
        raise error


def _said(mistake: Mistake) -> Any:
    words = _ALONE if len(mistake.written) == 1 else _UNKNOWN
    return _(words, mapping={"line": mistake.line, "written": mistake.written})


@mgmt_view(name="add_template", **_WITH_PLACEHOLDERS)
class AddTemplate(_TemplateForm):
    """A new template."""

    title = _("Add a template")


def _asked(context: RequestType, request: Request) -> Template:
    template = template_of(context, "/".join(request.subpath))
    if template is None:
        raise HTTPNotFound
    return template


@mgmt_view(name="edit_template", **_WITH_PLACEHOLDERS)
class EditTemplate(_TemplateForm):
    """A template that is there: its id follows in the address."""

    def __init__(self, context: RequestType, request: Request) -> None:
        super().__init__(context, request)
        self._old = _asked(context, request)
        self.template_id, self.title = self._old.id, self._old.name

    def values(self) -> dict[str, Any]:
        return {"name": self._old.name, "purpose": self._old.purpose.value, "text": self._old.text}


@mgmt_view(name="remove_template", renderer=TEMPLATE, **_AS_FORM)
class RemoveTemplate(ManagementForm):
    """The question whether a template shall go."""

    schema = Schema()
    buttons = (deform.Button("save", _("Remove"), css_class="btn-danger"),)

    def __init__(self, context: RequestType, request: Request) -> None:
        super().__init__(context, request)
        self.template = _asked(context, request)
        self.title = _("Remove «${title}»", mapping={"title": self.template.name})

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:  # noqa: ARG002  there is nothing to fill in
        remove_template(self.context, self.template.id)
        audit_detail(self.request, self.template.name)
        return self.done(_("The template was removed. What was written with it stays."), self.context, "templates")
