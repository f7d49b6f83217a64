"""Where a value that a form begins with came from, as its citizen is told."""

from collections.abc import Mapping
from typing import Any

from serres_requests.i18n import _

_CERTIFIED: Mapping[str, Any] = {
    "card": _("Certified by taxisnet. It can't be changed here."),
    "registry": _("Certified by the business registry. It can't be changed here."),
}
_FILLED_IN: Mapping[str, Any] = {
    "card": _("Filled in from taxisnet. Please check it."),
    "registry": _("Filled in from the business registry. Please check it."),
    "contact": _("Filled in from your card. Please check it."),
    "earlier": _("Filled in from your last request of this kind. Please check it."),
}


def source_words(prefill: str, *, locked: bool) -> Any:
    """Return what is said beside a value filled in from the source `prefill` (one of `domain.fields.PREFILL`)."""
    family = prefill.partition(".")[0]
    return _CERTIFIED[family] if locked else _FILLED_IN[family]
