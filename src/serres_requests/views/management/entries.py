"""Beginning to enter a request on behalf of somebody at the counter or on the phone."""

from typing import Any

import colander
import deform
from deform.widget import SelectWidget, TextAreaWidget
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.schema import Schema
from substanced.sdi import mgmt_view

from serres_requests.content_types.entry import Entries
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.entry import Channel
from serres_requests.domain.errors import AnotherPersonError, IdentifierError
from serres_requests.domain.identifiers import normalise_afm
from serres_requests.domain.people import Identity
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.availability import obstacle_for
from serres_requests.services.citizens import check_name
from serres_requests.services.departments import departments_of
from serres_requests.services.entries import begin_entry, types_of
from serres_requests.views.auditing import audit_detail
from serres_requests.views.citizen.card import IS_EMAIL
from serres_requests.views.entry_words import CHANNEL_WORDS
from serres_requests.views.management.forms import ManagementForm
from serres_requests.views.presenters import OBSTACLE_WORDS, moment

LONGEST_NAME = 120
LONGEST_REASON = 500
ANOTHER_PERSON = _("This tax number is known with another name. Check both on the person's papers.")
_FILL_IN = _("Fill in this field.")


def _own_types(request: Request) -> list[RequestType]:
    administrator = bool(request.has_permission(Permission.SITE_MANAGE, request.site))
    own = departments_of(request.site, request.identity.principals, administrator=administrator)
    return types_of(request.site, own)


@colander.deferred
def _type_widget(_node: colander.SchemaNode, bindings: dict[str, Any]) -> SelectWidget:
    request = bindings["request"]
    titles = [(found.name, found.title.in_language(request.locale_name)) for found in _own_types(request)]
    return SelectWidget(values=titles)


@colander.deferred
def _own_type(_node: colander.SchemaNode, bindings: dict[str, Any]) -> Any:
    return colander.OneOf([found.name for found in _own_types(bindings["request"])])


def _is_afm(node: colander.SchemaNode, value: str) -> None:
    try:
        normalise_afm(value)
    except IdentifierError as error:
        raise colander.Invalid(node, _("This is not a valid ΑΦΜ: nine digits, as on the tax papers.")) from error


def _words(title: Any, longest: int = LONGEST_NAME, **options: Any) -> colander.SchemaNode:
    return colander.SchemaNode(
        colander.String(),
        title=title,
        preparer=lambda value: clean(value).strip() if value else value,
        validator=options.pop("validator", colander.Length(max=longest)),
        missing_msg=_FILL_IN,
        **options,
    )


class EntrySchema(Schema):
    """What is to be known before the service's own form: which service, who asks, how and why through us."""

    type_name = colander.SchemaNode(
        colander.String(), title=_("Service"), widget=_type_widget, validator=_own_type, missing_msg=_FILL_IN
    )
    afm = _words(_("Tax number (ΑΦΜ)"), validator=_is_afm)
    last_name = _words(_("Last name, or a company's name"))
    first_name = _words(_("First name"), missing="", description=_("Empty for a company."))
    fathers_name = _words(_("Father's name"), missing="")
    email = _words(
        _("E-mail address"),
        missing="",
        validator=IS_EMAIL,
        description=_("If they want notices by e-mail: a link is sent to confirm the address."),
    )
    channel = colander.SchemaNode(
        colander.String(),
        title=_("How they reached us"),
        widget=SelectWidget(values=[(channel.value, words) for channel, words in CHANNEL_WORDS.items()]),
        validator=colander.OneOf([channel.value for channel in Channel]),
        missing_msg=_FILL_IN,
    )
    reason = _words(
        _("Why it is entered by the municipality"),
        LONGEST_REASON,
        widget=TextAreaWidget(rows=2),
        description=_("For example: they have no access to the Internet. The applicant reads it too."),
    )

    def validator(self, node: colander.SchemaNode, values: dict[str, Any]) -> None:
        """Refuse an ΑΦΜ that is known with another name, and a service that takes no request of such a person."""
        request, identity, wrong = self.bindings["request"], _identity(values), colander.Invalid(node)
        uow, service = request.unit_of_work, request.site.request_types[values["type_name"]]
        try:
            check_name(uow, identity)
        except AnotherPersonError:
            wrong["afm"] = ANOTHER_PERSON
            audit_detail(request, identity.afm)
        if found := obstacle_for(uow, service, identity):
            wrong["type_name"] = OBSTACLE_WORDS[found]
        if wrong.children:
            raise wrong


def _identity(values: dict[str, Any]) -> Identity:
    return Identity(
        normalise_afm(values["afm"]), values["last_name"], values["first_name"], values["fathers_name"]
    )


@mgmt_view(
    context=Entries,
    name="new",
    tab_title=_("New entry"),
    permission=Permission.QUEUE_VIEW,
    renderer="serres_requests:templates/management/entry_new.pt",
    request_method=("GET", "POST"),
)
class NewEntry(ManagementForm):
    """Who asks for what, and the entries that are not submitted yet."""

    title = _("Enter a request on behalf of somebody")
    buttons = (deform.Button("save", _("Save and go on")),)
    schema: Schema = EntrySchema()

    def show(self, form: Any) -> dict[str, Any]:
        return {**super().show(form), "unfinished": _unfinished(self.request)}

    def failure(self, e: Any) -> dict[str, Any]:
        return {**super().failure(e), "unfinished": _unfinished(self.request)}

    def save_success(self, values: dict[str, Any]) -> HTTPSeeOther:
        """Begin, and lead to the service's form."""
        request, site = self.request, self.request.site
        entry = begin_entry(
            request.unit_of_work,
            site.request_types[values["type_name"]],
            _identity(values),
            Channel(values["channel"]),
            values["reason"],
            values["email"],
        )
        audit_detail(request, values["type_name"])
        return HTTPSeeOther(request.sdiapi.mgmt_path(entry, "step"))


def _unfinished(request: Request) -> list[dict[str, Any]]:
    """Return the entries of the reader's departments that were not submitted yet."""
    return [
        {
            "title": request.site.request_types[entry.type_name].title.in_language(request.locale_name),
            "name": entry.identity.full_name,
            "begun_at": moment(request, entry.begun_at),
            "url": request.sdiapi.mgmt_path(entry, "step"),
            "discard_url": request.sdiapi.mgmt_path(entry, "discard"),
        }
        for entry in request.site.entries.values()
        if request.has_permission(Permission.REQUEST_ENTER, entry)
    ]
