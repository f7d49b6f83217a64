"""Log-in of staff to the management UI, with the users of Substance D."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.security import remember
from substanced.sdi import mgmt_view
from substanced.util import get_oid

from serres_requests.content_types.site import Site
from serres_requests.domain.access import Permission
from serres_requests.i18n import _
from serres_requests.services.staff import authenticate
from serres_requests.views.addresses import safe_path
from serres_requests.views.posted import posted

TEMPLATE = "serres_requests:templates/management/login.pt"

_WRONG = _("User name or password is wrong.")
_TOO_OFTEN = _("Too many attempts with a wrong password. Please wait 15 minutes and try again.")


@mgmt_view(
    context=Site,
    name="login",
    tab_condition=False,
    permission=Permission.SITE_VIEW,
    renderer=TEMPLATE,
    request_method="GET",
)
def login(request: Request) -> dict[str, Any]:
    """The form."""
    return _page(request, "", None)


@mgmt_view(
    context=Site,
    name="login",
    tab_condition=False,
    permission=Permission.SITE_VIEW,
    renderer=TEMPLATE,
    request_method="POST",
)
def check(request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Log in, or say that name or password is wrong without telling which."""
    name = posted(request, "login").strip()
    throttle = request.registry.login_throttle
    if throttle.is_exhausted(name):
        request.response.status_int = 429
        return _page(request, name, _TOO_OFTEN)
    user = authenticate(request.site, name, posted(request, "password"))
    if user is None:
        throttle.count(name)
        request.response.status_int = 422
        return _page(request, name, _WRONG)
    throttle.clear(name)
    came_from = safe_path(posted(request, "came_from"))
    remember(request, get_oid(user))
    return HTTPSeeOther(came_from or request.sdiapi.mgmt_path(request.site))


def _page(request: Request, name: str, problem: Any) -> dict[str, Any]:
    return {
        "login": name,
        "problem": problem,
        "came_from": safe_path(posted(request, "came_from") or request.GET.get("came_from", "")),
        "action": request.sdiapi.mgmt_path(request.site, "login"),
    }
