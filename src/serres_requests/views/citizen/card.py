"""The citizen's card: what the tax office certifies, and the e-mail address that we ask for."""

from typing import Any

import colander
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.content_types.citizen import Citizen
from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import RefusedError
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.citizens import citizen_of_token, confirm_email, enter_email
from serres_requests.views.addresses import safe_path
from serres_requests.views.flash import flash
from serres_requests.views.posted import posted

LONGEST_EMAIL = 254
_HAS_DOMAIN = colander.Regex(r"[^@]+@[^@]+\.[^@]+\Z")
"""colander follows HTML, to which ``maria@example`` is an address too; nobody in the world reads mail there."""
IS_EMAIL = colander.All(colander.Email(), _HAS_DOMAIN, colander.Length(max=LONGEST_EMAIL))
_NOT_AN_EMAIL = _("Write an e-mail address such as maria@example.gr.")


@view_config(
    route_name="card",
    permission=Permission.ACCOUNT_VIEW,
    renderer="serres_requests:templates/citizen/card.pt",
    request_method="GET",
)
def card(context: Citizen, request: Request) -> dict[str, Any]:
    """The card."""
    return _card(context, request, context.email, None)


@view_config(
    route_name="card",
    permission=Permission.ACCOUNT_EDIT,
    renderer="serres_requests:templates/citizen/card.pt",
    request_method="POST",
)
def save_email(context: Citizen, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Take an e-mail address and send the link that proves it."""
    typed = clean(posted(request, "email")).strip()
    try:
        IS_EMAIL(colander.SchemaNode(colander.String()), typed)
    except colander.Invalid:
        request.response.status_int = 422
        return _card(context, request, typed[:LONGEST_EMAIL], _NOT_AN_EMAIL)
    context.language = request.locale_name
    enter_email(request.unit_of_work, context, typed)
    flash(request, _("We sent a link to ${email}. Open it to confirm the address.", mapping={"email": typed}))
    came_from = safe_path(posted(request, "came_from"))
    return HTTPSeeOther(came_from or request.route_path("card"))


@view_config(
    route_name="confirm_email",
    permission=Permission.SITE_VIEW,
    renderer="serres_requests:templates/citizen/confirm.pt",
    request_method=("GET", "POST"),
)
def confirm(context: Site, request: Request) -> dict[str, Any] | HTTPSeeOther:  # noqa: ARG001
    """The page of the link. Only its button confirms: mail scanners open links, people press buttons."""
    uow = request.unit_of_work
    try:
        citizen = citizen_of_token(uow, request.app_settings.secret, request.matchdict["token"])
    except RefusedError:
        request.response.status_int = 410
        return {"email": None}
    if request.method == "GET":
        return {"email": citizen.email}
    confirm_email(citizen)
    flash(request, _("Your e-mail address is confirmed. Notices will be sent there."))
    return HTTPSeeOther(request.route_path("card" if request.citizen is not None else "home"))


def _card(citizen: Citizen, request: Request, typed: str, problem: Any) -> dict[str, Any]:
    came_from = safe_path(posted(request, "came_from") or request.GET.get("came_from", ""))
    return {"citizen": citizen, "typed": typed, "problem": problem, "came_from": came_from}
