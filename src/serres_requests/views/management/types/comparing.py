"""Two versions of a request type, or the working copy against a version, as a table of what is different."""

from dataclasses import dataclass
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.request_type import RequestType
from serres_requests.domain.access import Permission
from serres_requests.domain.comparison import Change, ChangeKind, Subject, compare
from serres_requests.domain.definitions import Applicants, DayKind
from serres_requests.domain.kinds import ChoiceStyle
from serres_requests.domain.lifecycle import WorkflowName
from serres_requests.domain.texts import Text
from serres_requests.i18n import _
from serres_requests.services.type_editing import working_data
from serres_requests.views.management.types.files import version_data
from serres_requests.views.management.types.kind_words import KIND_WORDS
from serres_requests.views.management.types.option_words import (
    APPLICANT_WORDS,
    DAY_KIND_WORDS,
    OPTION_WORDS,
    PREFILL_WORDS,
    STYLE_WORDS,
    WORKFLOW_WORDS,
)
from serres_requests.views.management.types.tables import decision_words
from serres_requests.views.management.types.term_words import TERM_WORDS
from serres_requests.views.management.types.working import Data, edit_url, type_title

WORKING = "working"
_KIND_WORDS = {
    ChangeKind.ADDED: _("added"),
    ChangeKind.REMOVED: _("removed"),
    ChangeKind.CHANGED: _("changed"),
    ChangeKind.MOVED: _("moved"),
}
_SUBJECT_WORDS = {
    Subject.TERM: _("Term"),
    Subject.STEP: _("Step"),
    Subject.FIELD: _("Field"),
    Subject.CHOICE: _("Answer to choose"),
}
_MORE_WORDS = {"kind": _("Kind of field"), "step": _("Step"), "position": _("Place in the order")}
_VALUE_WORDS: dict[str, dict[Any, Any]] = {
    "kind": {kind.value: words for kind, words in KIND_WORDS.items()},
    "style": {style.value: STYLE_WORDS[style] for style in ChoiceStyle},
    "applicants": {value.value: APPLICANT_WORDS[value] for value in Applicants},
    "day_kind": {value.value: DAY_KIND_WORDS[value] for value in DayKind},
    "workflow": {value.value: WORKFLOW_WORDS[value] for value in WorkflowName},
    "prefill": dict(PREFILL_WORDS),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of the table. what: of which the change is. detail: what of it changed, "" for all."""

    kind: ChangeKind
    words: Any
    subject: Any
    what: str
    detail: Any
    old: Any
    new: Any


def change_rows(request: Request, old: Data, new: Data) -> list[ChangeRow]:
    """Return what differs between `old` and `new`, for a reader."""
    return [_row(request, change, old, new) for change in compare(old, new)]


def _row(request: Request, change: Change, before: Data, after: Data) -> ChangeRow:
    term = change.what is Subject.TERM
    key = change.name if term else change.attribute
    what = request.localizer.translate(TERM_WORDS.get(change.name, change.name)) if term else change.name
    if change.title is not None:
        what = change.title.in_language(request.locale_name)
    detail = "" if term else _MORE_WORDS.get(key) or OPTION_WORDS.get(key, key)
    old, new = _value(request, key, change.old), _value(request, key, change.new)
    if term and key == "decision":
        old, new = (decision_words(request, data.get(key)) for data in (before, after))
    return ChangeRow(change.kind, _KIND_WORDS[change.kind], _SUBJECT_WORDS[change.what], what, detail, old, new)


def _value(request: Request, key: str, value: Any) -> Any:
    if isinstance(value, Text):
        return value.in_language(request.locale_name)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value is None:
        return ""
    return _VALUE_WORDS.get(key, {}).get(value, value)


@mgmt_view(
    context=RequestType,
    name="compare",
    tab_condition=False,
    permission=Permission.SITE_MANAGE,
    renderer="serres_requests:templates/management/type_compare.pt",
    request_method="GET",
)
def comparison(context: RequestType, request: Request) -> dict[str, Any]:
    """What differs between ``?old=`` and ``?new=``: numbers of versions, or the working copy."""
    offered = [str(version.number) for version in context.versions] + [WORKING]
    newest = str(len(context.versions)) if context.is_published else WORKING
    old = request.GET.get("old", newest)
    new = request.GET.get("new", WORKING)
    if not {old, new} <= set(offered):
        raise HTTPNotFound
    return {
        "title": type_title(request, context),
        "offered": [(name, _name(name)) for name in offered],
        "old": old,
        "new": new,
        "changes": change_rows(request, _data(context, old), _data(context, new)),
        "url": request.sdiapi.mgmt_path(context, "compare"),
        "back_url": edit_url(request, context),
    }


def _name(offered: str) -> Any:
    return _("Working copy") if offered == WORKING else _("Version ${number}", mapping={"number": offered})


def _data(context: RequestType, name: str) -> Data:
    return working_data(context) if name == WORKING else version_data(context, name)
