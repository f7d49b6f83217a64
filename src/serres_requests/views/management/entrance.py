"""An item's address without a view's name leads to its first tab."""

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.domain.access import Permission


@mgmt_view(tab_condition=False, permission=Permission.SITE_VIEW, request_method="GET")
def first_tab(request: Request) -> HTTPSeeOther:
    """Lead to the first tab that this person may see; 403 when there is none."""
    tabs = request.management_frame.tabs
    if not tabs:
        raise HTTPForbidden
    return HTTPSeeOther(tabs[0].url)
