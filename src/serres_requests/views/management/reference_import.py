"""Importing the next version of a table from a CSV file, with a report of the lines that are wrong."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from substanced.sdi import mgmt_view

from serres_requests.content_types.reference_data import ReferenceTable
from serres_requests.domain.access import Permission
from serres_requests.domain.errors import UnreadableTableError
from serres_requests.domain.reference import TableKind
from serres_requests.domain.table_files import LONGEST_CODE, LONGEST_DESCRIPTION, LineProblem, Reading, decode
from serres_requests.domain.texts import clean
from serres_requests.i18n import _
from serres_requests.services.reference_data import Import, import_table
from serres_requests.views.auditing import audit_detail
from serres_requests.views.flash import flash
from serres_requests.views.management.titles import title_of
from serres_requests.views.posted import posted

TEMPLATE = "serres_requests:templates/management/reference_import.pt"
LARGEST_FILE = 5 * 1024 * 1024
LONGEST_NOTE = 300
MOST_SHOWN = 200

_DESCRIPTION_WRONG = _(
    "The description is missing or longer than ${most} characters.", mapping={"most": LONGEST_DESCRIPTION}
)
_PROBLEM_WORDS = {
    LineProblem.COLUMNS: _("It has not two columns, code and description."),
    LineProblem.DESCRIPTION: _DESCRIPTION_WRONG,
    LineProblem.CONTRADICTION: _("An earlier line gives the same code another description."),
    LineProblem.QUOTES: _("Its quotation marks do not match."),
}
_CODE_WRONG = {
    TableKind.KAD: _("The code is no ΚΑΔ of 2, 4, 6 or 8 digits, with or without dots. Is a zero lost in front?"),
    TableKind.CLOSING_DAYS: _("It begins with no day such as 29/6, for every year, or 29/6/2026, for one."),
    TableKind.PLAIN: _("The code is missing or longer than ${most} characters.", mapping={"most": LONGEST_CODE}),
}

_CHOOSE = _("Choose the file.")
_TOO_LARGE = _("The file is larger than ${most} MB.", mapping={"most": LARGEST_FILE // 1024 // 1024})
_UNREADABLE = _("This is no CSV file with lines such as 56.30;Beverage serving. Nothing was imported.")
_NO_NOTE = _("Write where the list comes from, in up to ${most} characters.", mapping={"most": LONGEST_NOTE})

_AS_TAB = {"name": "import", "permission": Permission.SITE_MANAGE, "renderer": TEMPLATE}


class _RefusedFileError(Exception):
    """Nothing can be read; `words` says why to the administrator."""

    def __init__(self, words: Any) -> None:
        super().__init__()
        self.words = words


@mgmt_view(context=ReferenceTable, tab_title=_("Import"), request_method="GET", **_AS_TAB)
def ask_file(context: ReferenceTable, request: Request) -> dict[str, Any]:
    """The form."""
    return _page(context, request)


@mgmt_view(context=ReferenceTable, tab_condition=False, request_method="POST", **_AS_TAB)
def take_file(context: ReferenceTable, request: Request) -> dict[str, Any] | HTTPSeeOther:
    """Import the file, or what the report's own form sends back: the same text with the good lines chosen."""
    note = clean(posted(request, "note")).strip()
    try:
        text = posted(request, "text") or _uploaded(request)
        if not 0 < len(note) <= LONGEST_NOTE:
            return _refused(context, request, note_problem=_NO_NOTE, note=note)
        made = import_table(
            request.unit_of_work, context, text, note, good_lines_alone=bool(posted(request, "good_lines"))
        )
    except _RefusedFileError as error:
        return _refused(context, request, file_problem=error.words, note=note)
    except UnreadableTableError:
        return _refused(context, request, file_problem=_UNREADABLE, note=note)
    if made.version is None:
        return _refused(context, request, report=_report(context, made.reading), note=note, text=text)
    return _done(context, request, made)


def _uploaded(request: Request) -> str:
    upload = request.POST.get("file")
    if not getattr(upload, "filename", ""):
        raise _RefusedFileError(_CHOOSE)
    data = upload.file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise _RefusedFileError(_TOO_LARGE)
    return decode(data)


def _done(context: ReferenceTable, request: Request, made: Import) -> HTTPSeeOther:
    told = {
        "number": len(context.versions),
        "count": len(made.reading.entries),
        "repeated": len(made.reading.repeated),
        "bad": len(made.reading.bad),
    }
    words = _("Version ${number} was imported. Codes: ${count}. Repeated lines: ${repeated}. Left out: ${bad}.")
    audit_detail(request, str(told["number"]))
    flash(request, _(words, mapping=told))
    request.registry.work_arrived.set()
    return HTTPSeeOther(request.sdiapi.mgmt_path(context, "contents"))


def _report(table: ReferenceTable, reading: Reading) -> dict[str, Any]:
    words = {**_PROBLEM_WORDS, LineProblem.CODE: _CODE_WRONG[table.kind]}
    return {
        "good": len(reading.entries),
        "bad": len(reading.bad),
        "repeated": len(reading.repeated),
        "lines": [
            {"number": line.number, "problem": words[line.problem], "text": line.text}
            for line in reading.bad[:MOST_SHOWN]
        ],
        "not_shown": max(len(reading.bad) - MOST_SHOWN, 0),
    }


def _refused(context: ReferenceTable, request: Request, **values: Any) -> dict[str, Any]:
    request.response.status_int = 422
    return {**_page(context, request), **values}


def _page(context: ReferenceTable, request: Request) -> dict[str, Any]:
    return {
        "title": title_of(request, context),
        "action": request.sdiapi.mgmt_path(context, "import"),
        "longest_note": LONGEST_NOTE,
        "has_days": context.kind is TableKind.CLOSING_DAYS,
        "file_problem": None,
        "note_problem": None,
        "report": None,
        "note": "",
        "text": "",
    }
