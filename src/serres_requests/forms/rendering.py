"""How forms become HTML: our accessible templates before deform's own."""

from collections.abc import Callable
from functools import partial

import deform
from pyramid.path import AssetResolver

_TEMPLATES = ("serres_requests:templates/deform", "deform:templates")


def form_renderer(translate: Callable[[object], str]) -> Callable[..., str]:
    """Return a renderer for deform forms; its templates call ``described_by`` for an input's description."""
    folders = tuple(AssetResolver().resolve(folder).abspath() for folder in _TEMPLATES)
    return partial(deform.ZPTRendererFactory(folders, translator=translate), described_by=described_by)


def described_by(field: deform.Field) -> str | None:
    """Return the ids of what describes the input of `field`: its help, the source of its value, its error."""
    parts = {
        "hint": field.description,
        "source": getattr(field.schema, "source", None),
        "error": field.error,
    }
    return " ".join(f"{name}-{field.oid}" for name, is_there in parts.items() if is_there) or None
