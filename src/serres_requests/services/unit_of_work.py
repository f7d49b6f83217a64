"""What every use case is given: the site, the outside, who acts and how to announce what happened."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyramid.registry import Registry

from serres_requests.content_types.site import Site
from serres_requests.ports import Ports
from serres_requests.settings import Settings

SYSTEM = ""
"""The actor's name when no person acts."""


def _system_may(permission: str, node: Any) -> bool:  # noqa: ARG001
    return True


@dataclass(frozen=True, slots=True)
class UnitOfWork:
    """One transaction's worth of context.

    actor: name of the acting member of staff for the record. allows: tells whether the actor has a
    permission on a node. It quacks like a Pyramid request (`registry`, `has_permission`) for
    substanced.workflow, which asks for no more.
    """

    site: Site
    ports: Ports
    settings: Settings
    registry: Registry
    actor: str = SYSTEM
    allows: Callable[[str, Any], bool] = _system_may

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return self.ports.clock.now()

    def emit(self, event: object) -> None:
        """Announce `event` to the subscribers, within this transaction."""
        self.registry.notify(event, self.site)

    def has_permission(self, permission: str, context: Any) -> bool:
        return bool(self.allows(permission, context))
