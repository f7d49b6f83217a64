"""The switches of the faults, over HTTP with JSON."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from serres_requests.standins.faults import FaultsError


@view_config(route_name="faults", request_method="GET", renderer="json", http_cache=0)
def show(request: Request) -> dict[str, object]:
    """Tell all switches."""
    return _told(request)


@view_config(route_name="faults", request_method="PUT", renderer="json")
def change(request: Request) -> dict[str, Any]:
    """Change the switches that the body names, all or none of them."""
    try:
        wanted = request.json_body
    except ValueError:
        wanted = None
    if not isinstance(wanted, dict):
        return _refused(request, {"body": "must be a JSON object"})
    try:
        request.standins.faults.change(wanted)
    except FaultsError as error:
        return _refused(request, error.problems)
    return _told(request)


@view_config(route_name="faults", request_method="DELETE", renderer="json")
def reset(request: Request) -> dict[str, object]:
    """Switch all faults off."""
    request.standins.faults.reset()
    return _told(request)


def _told(request: Request) -> dict[str, object]:
    told: dict[str, object] = request.standins.faults.current.as_dict()
    return told


def _refused(request: Request, problems: dict[str, str]) -> dict[str, Any]:
    request.response.status_int = 400
    return {"errors": problems}
