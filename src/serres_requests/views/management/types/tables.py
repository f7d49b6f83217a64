"""Tables of reference data, offered where a definition names one."""

from typing import Any

from pyramid.request import Request

from serres_requests.domain.reference import TableKind
from serres_requests.i18n import _


def tables_offered(request: Request, nothing: Any, present: str, kind: TableKind | None = None) -> dict[str, Any]:
    """Return the tables by short name, those of `kind` alone if given, after the words for `nothing`.

    present: the table that is named now; it stays among them when it is not there.
    """
    offered: dict[str, Any] = {"": nothing}
    if present:
        offered[present] = _("${name} (there is no such table)", mapping={"name": present})
    for name, table in request.site.reference_tables.items():
        if kind is None or table.kind == kind:
            offered[name] = f"{table.title.in_language(request.locale_name)} ({name})"
    return offered


def decision_words(request: Request, decision: Any) -> str:
    """Return the check of activities that a definition asks for, in words; "" for none."""
    if not isinstance(decision, dict):
        return ""
    name = str(decision.get("table", ""))
    table = request.site.reference_tables.get(name)
    title = table.title.in_language(request.locale_name) if table is not None else name
    return " · ".join(filter(None, (title, str(decision.get("day", "")), str(decision.get("delivery_field", "")))))
