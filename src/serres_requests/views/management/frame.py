"""The frame of the management pages: where one can go, where one is, and the tabs of the item."""

from typing import Any

from pyramid.config import Configurator
from pyramid.decorator import reify
from pyramid.location import lineage

from serres_requests.domain.access import Permission
from serres_requests.domain.storage import StorageUse
from serres_requests.i18n import _
from serres_requests.views.frame import Link, PageFrame
from serres_requests.views.management.titles import title_of
from serres_requests.views.visiting import is_of_something

_ADMINISTRATION = (
    (_("Departments"), ("departments",)),
    (_("Services"), ("services",)),
    (_("Staff"), ("principals", "users")),
    (_("Reference data"), ("reference",)),
    (_("Protocol register"), ("protocol",)),
    (_("Work waiting"), ("outbox",)),
    (_("Audit log"), ("audit",)),
)


class ManagementFrame(PageFrame):
    """Navigation by what the member of staff may do."""

    name = _("Management")
    login_url = ""

    @property
    def home_url(self) -> str:
        return self._path(self._request.site)

    @property
    def person_url(self) -> str:  # type: ignore[override]
        """Their own account."""
        user = self._request.user
        return self._path(user, "change_password") if user is not None else ""

    @property
    def links(self) -> list[Link]:
        site, links = self._request.site, []
        if self._request.has_permission(Permission.QUEUE_VIEW, site):
            url = self._path(site, "queue")
            links.append(Link(_("Queue"), url, self._request.path == url))
            figures = self._path(site, "statistics")
            links.append(Link(_("Statistics"), figures, self._request.path == figures))
            entry = self._path(site.entries, "new")
            links.append(Link(_("New entry"), entry, self._request.path == entry))
        if self._is_administrator:
            links.extend(self._item_link(title, path) for title, path in _ADMINISTRATION)
        return links

    @property
    def storage(self) -> StorageUse | None:
        """How full the storage is, for administrators when little is left."""
        use: StorageUse | None = self._request.site.storage_use
        return use if use is not None and use.is_nearly_full and self._is_administrator else None

    @reify
    def crumbs(self) -> list[Link]:
        """From the root to here, for administrators: others work from the queue and see no tree."""
        if not self._is_administrator:
            return []
        context = self._request.context
        nodes = [node for node in lineage(context) if hasattr(node, "__name__")]
        return [Link(title_of(self._request, node), self._path(node), node is context) for node in reversed(nodes)]

    @reify
    def tabs(self) -> list[Link]:
        """The pages of the item that this person may see. To find them takes 2 ms."""
        if self._request.identity is None:
            return []
        shown = self._request.sdiapi.mgmt_views(self._request.context)
        return [Link(tab["title"], tab["url"], tab["class"] == "active") for tab in shown]

    @property
    def tab_bar(self) -> list[Link]:
        """The tabs as they are shown: to administrators, like the crumbs, and where there is a choice."""
        return self.tabs if self._is_administrator and len(self.tabs) > 1 else []

    @reify
    def _is_administrator(self) -> bool:
        return bool(self._request.has_permission(Permission.SITE_MANAGE, self._request.site))

    @property
    def _page_of_forms(self) -> str:
        return self._path(self._request.context) if is_of_something(self._request) else self.home_url

    def _item_link(self, title: Any, path: tuple[str, ...]) -> Link:
        node = self._request.site
        for name in path:
            node = node[name]
        url = self._path(node)
        return Link(title, url, self._request.path.startswith(url))

    def _path(self, node: Any, *view: str) -> str:
        return str(self._request.sdiapi.mgmt_path(node, *view))


def add_to(config: Configurator) -> None:
    """Add ``request.management_frame``."""
    config.add_request_method(ManagementFrame, "management_frame", reify=True)
