"""Records without what each record of a kind repeats: names of attributes, classes of enumerations, the time zone.

A municipality keeps two or three notices for each request: 600 bytes each as ZODB writes them, 250 like this.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

from pyramid.authorization import DENY_ALL, Allow

from serres_requests.content_types.container import Node
from serres_requests.domain.access import Permission

_EPOCH = datetime.fromtimestamp(0, UTC)
_MICROSECOND = timedelta(microseconds=1)


class Packing:
    """How one attribute is written, and read again. None stays None."""

    def __init__(self, pack: Callable[[Any], Any], unpack: Callable[[Any], Any]) -> None:
        self.pack = pack
        self.unpack = unpack


def as_it_is(value: Any) -> Any:
    """Return `value`."""
    return value


def moment(value: datetime) -> int:
    """Return the microseconds from 1970 to `value`."""
    return (value - _EPOCH) // _MICROSECOND


def from_moment(microseconds: int) -> datetime:
    """Return the moment so many microseconds after 1970."""
    return _EPOCH + microseconds * _MICROSECOND


_PERMISSIONS = (
    Permission.REQUEST_VIEW,
    Permission.REQUEST_PROCESS,
    Permission.REQUEST_MANAGE,
    Permission.REQUEST_TRACK,
    Permission.REQUEST_WITHDRAW,
    Permission.REQUEST_VIEW_PUBLIC,
    Permission.REQUEST_WATCH,
)
"""What stands as its place here in a written list: none may ever leave it or move. Others are written as words."""
_PLACES = {permission.value: place for place, permission in enumerate(_PERMISSIONS)}


def grants(access_list: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the principals of a list each with what they may; the list must end with a denial to all others."""
    *allowed, last = access_list
    if last != DENY_ALL:
        raise ValueError("an access list that is not closed")
    return tuple(
        (principal, *(_PLACES.get(permission, permission) for permission in permissions))
        for _allow, principal, permissions in allowed
    )


def access_list(granted: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the list of what was `granted`."""
    return (
        *((Allow, principal, tuple(map(_permission, written))) for principal, *written in granted),
        DENY_ALL,
    )


def _permission(written: int | str) -> str:
    return _PERMISSIONS[written].value if isinstance(written, int) else written


AS_IT_IS = Packing(as_it_is, as_it_is)
MOMENT = Packing(moment, from_moment)
ACCESS_LIST = Packing(grants, access_list)


class Compact(Node):
    """A node whose attributes named in `packed` are written as one tuple, in that order.

    New attributes go to the end of `packed`, with a default in the class; none may ever leave it. Attributes that
    are not in it are written by their names, unless they are as the class has them. Records from before a class
    was compact are read as they are.
    """

    packed: ClassVar[Mapping[str, Packing]]

    def __getstate__(self) -> Any:
        state = dict(super().__getstate__() or {})
        values = [_written(how, state.pop(name, None)) for name, how in self.packed.items()]
        others = {name: value for name, value in state.items() if value is not getattr(type(self), name, state)}
        return (*values, others) if others else tuple(values)

    def __setstate__(self, state: Any) -> None:
        if not isinstance(state, tuple):
            super().__setstate__(state)
            return
        values, others = (state[:-1], state[-1]) if isinstance(state[-1], dict) else (state, {})
        read = zip(self.packed.items(), values, strict=False)
        known = {name: how.unpack(value) for (name, how), value in read if value is not None}
        super().__setstate__({**known, **others})


def _written(how: Packing, value: Any) -> Any:
    return None if value is None else how.pack(value)
