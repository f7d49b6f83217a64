"""What frames every page: navigation, languages, messages and the token for its forms."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from pyramid.config import Configurator
from pyramid.csrf import get_csrf_token
from pyramid.decorator import reify
from pyramid.request import Request

from serres_requests.i18n import _
from serres_requests.views.locale import PARAMETER
from serres_requests.views.visiting import can_be_visited, is_of_something

MANAGE_PATH = "/manage"
_MOST_COUNTED = 99
_LANGUAGE_NAMES = (("el", "Ελληνικά"), ("en", "English"))


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation."""

    title: Any
    url: str
    is_current: bool
    count: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """One language and the address of the same page in it."""

    code: str
    name: str
    url: str
    is_current: bool


class PageFrame:
    """The frame of the citizens' pages. Made when a template first asks for it."""

    name = _("Digital requests")
    person_url = ""

    def __init__(self, request: Request) -> None:
        self._request = request

    @reify
    def messages(self) -> list[str]:
        """Messages of the page before, taken when they are shown: a redirect in between must not eat them."""
        session = self._request.session
        waiting: list[str] = session.pop_flash() if session.peek_flash() else []
        return waiting

    @property
    def csrf_token(self) -> str:
        return str(get_csrf_token(self._request))

    @property
    def home_url(self) -> str:
        return str(self._request.route_path("home"))

    @property
    def login_url(self) -> str:
        """The log-in page, which leads back here."""
        here = self._request.path_qs if self._request.method == "GET" else ""
        return str(
            self._request.route_path("login", _query={"came_from": here} if here not in {"", "/"} else None)
        )

    @property
    def person(self) -> str:
        """Who is logged in, by name."""
        citizen, user = self._request.citizen, self._request.user
        return citizen.identity.full_name if citizen is not None else str(user.__name__)

    @property
    def languages(self) -> list[Language]:
        current = self._request.locale_name
        return [Language(code, name, self._in_language(code), code == current) for code, name in _LANGUAGE_NAMES]

    @property
    def links(self) -> list[Link]:
        links = [self._link(_("Services"), "home"), self._link(_("Citizens' requests"), "search")]
        citizen = self._request.citizen
        if citizen is not None:
            links.append(self._link(_("My requests"), "my_requests"))
            unread = citizen.notices.count_unread(_MOST_COUNTED + 1)
            count = f"{_MOST_COUNTED}+" if unread > _MOST_COUNTED else str(unread or "")
            links.append(self._link(_("Notices"), "notices", count))
            links.append(self._link(_("My card"), "card"))
        elif self._request.user is not None:
            links.append(Link(_("Management"), MANAGE_PATH, is_current=False))
        return links

    def _link(self, title: Any, route: str, count: str = "") -> Link:
        matched = self._request.matched_route
        is_current = matched is not None and matched.name == route
        return Link(title, self._request.route_path(route), is_current, count)

    def _in_language(self, code: str) -> str:
        """The present address in another language; after a POST, of a page that can be visited."""
        pairs = [] if self._is_posted else self._request.GET.items()
        query = [(name, value) for name, value in pairs if name != PARAMETER]
        return f"{self._path_to_visit}?{urlencode([*query, (PARAMETER, code)])}"

    @property
    def _is_posted(self) -> bool:
        return bool(self._request.method == "POST")

    @reify
    def _path_to_visit(self) -> str:
        if self._is_posted and not can_be_visited(self._request):
            return self._page_of_forms
        return str(self._request.path)

    @property
    def _page_of_forms(self) -> str:
        """The page with the form that was sent here, where there is no page: the path above leads to it."""
        above = self._request.path.rstrip("/").rpartition("/")[0]
        return above if above and is_of_something(self._request) else self.home_url


def add_to(config: Configurator) -> None:
    """Add ``request.page_frame``."""
    config.add_request_method(PageFrame, "page_frame", reify=True)
