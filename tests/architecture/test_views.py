"""Every view says who may use it, by which method, and refuses forged forms; found by introspection."""

from typing import Any

import pytest
from pyramid.interfaces import IDefaultCSRFOptions
from tests.support.views import View, views_of
from tests.support.world import World

from serres_requests.domain.access import Permission
from serres_requests.substance import CHANGE_PASSWORD

OWN_PERMISSIONS = {*Permission, CHANGE_PASSWORD}

PUBLIC: dict[str, str] = {}
"""Views without permission, with the reason. There is none: what everybody may see says `site:view`."""

FOREIGN = {
    "substanced.locking.views.LockServiceFolderContents": (
        "comes with including Substance D: forgets locks that are over, which we make none of; it asks for a "
        "permission of Substance D's that administrators alone have"
    )
}
"""Views that are not ours, with the reason why they may stay."""

WITHOUT_CSRF = {
    "serres_requests.views.citizen.apply.save": (
        "a signed ticket in the form takes the token's place, so that what was typed survives the session's end"
    ),
    "serres_requests.views.citizen.apply.conditions": "the form's ticket as well; it keeps nothing",
    "serres_requests.views.citizen.keep.keep": "the form's ticket as well, for what is being typed",
    "serres_requests.views.citizen.keep.ask_registry": "the form's ticket as well; it asks for the one logged in",
    "serres_requests.views.citizen.upload.upload": "the form's ticket as well, for its files",
    "serres_requests.views.citizen.mail_stop.stop": "mail programs post there (RFC 8058); its address is signed",
    "serres_requests.views.delivery_reports.take": "a program of ours posts there; what it tells is signed",
}
TAKE_NO_FORMS = {"serres_requests.views.delivery_reports.take"}


@pytest.fixture
def views(world: World) -> list[View]:
    return list(views_of(world.registry))


@pytest.fixture
def pages(views: list[View]) -> list[View]:
    """The views behind addresses: neither static files nor the pages of errors."""
    return [view for view in views if not view.is_static and not view.is_for_exceptions]


def test_there_are_views_to_look_at(pages: list[View]) -> None:
    assert len(pages) > 40
    assert {view.is_management for view in pages} == {True, False}


def test_every_view_names_a_permission(pages: list[View]) -> None:
    assert {str(view) for view in pages if view.is_public} == set(PUBLIC)
    assert not [str(view) for view in pages if not view.is_public and not hasattr(view.derived, "__permitted__")]


def test_permissions_are_from_our_table(pages: list[View]) -> None:
    assert {str(view) for view in pages if view.permission not in OWN_PERMISSIONS} == set(FOREIGN)


def test_views_are_ours(views: list[View]) -> None:
    own = ("serres_requests.", "pyramid.")
    assert {str(view) for view in views if not str(view).startswith(own)} == set(FOREIGN)


def test_every_page_lies_behind_a_route(pages: list[View]) -> None:
    """A view without route would answer wherever the tree can be walked, outside of /manage too."""
    assert not [str(view) for view in pages if not view.route]


def test_every_view_declares_its_methods(pages: list[View]) -> None:
    assert not [str(view) for view in pages if not view.methods]
    assert {method for view in pages for method in view.methods} == {"GET", "POST"}


def test_every_route_has_a_view_and_every_view_a_route(world: World, views: list[View]) -> None:
    routes = {item["introspectable"]["name"] for item in world.registry.introspector.get_category("routes")}
    assert {view.route for view in views if view.route} == routes


def test_only_what_is_signed_by_itself_goes_without_csrf(pages: list[View]) -> None:
    assert {str(view) for view in pages if not view.requires_csrf} == set(WITHOUT_CSRF)


def test_the_csrf_check_is_on_for_all(world: World) -> None:
    # Asked where Pyramid looks itself: its introspection swaps check_origin and allow_no_origin.
    options = world.registry.getUtility(IDefaultCSRFOptions)
    assert options.require_csrf is True
    assert options.check_origin is True
    assert options.allow_no_origin is False
    assert set(options.safe_methods) == {"GET", "HEAD", "OPTIONS", "TRACE"}
    assert options.callback is None


def test_a_form_without_token_is_refused(world: World, pages: list[View]) -> None:
    """Over HTTP, at every route that takes forms and whose address needs no names."""
    routes = {item["introspectable"]["name"]: item["introspectable"] for item in routes_of(world)}
    tried = 0
    for view in pages:
        pattern = routes[view.route]["pattern"]
        if (
            "POST" in view.methods
            and str(view) not in TAKE_NO_FORMS
            and view.permission == Permission.SITE_VIEW
            and "{" not in pattern
            and "*" not in pattern
        ):
            answer = world.browser().post(pattern, {"csrf_token": "forged"}, status=400)
            assert "text/html" in answer.content_type
            tried += 1
    world.browser().post("/manage/login", {"csrf_token": "forged"}, status=400)
    assert tried


def routes_of(world: World) -> list[Any]:
    items: list[Any] = world.registry.introspector.get_category("routes")
    return items
