"""Making and changing request types: a working copy is edited, checked, tested and published as a version."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from serres_requests.content_types.request_type import RequestType, RequestTypeVersion
from serres_requests.domain.checking import check_shape, problems_of
from serres_requests.domain.definitions import ONLY_STEP, parse_definition
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.outline import with_steps
from serres_requests.domain.texts import Text
from serres_requests.forms.self_test import SelfTestError, SelfTestReport, self_test
from serres_requests.i18n import DEFAULT_LOCALE
from serres_requests.services.definition_files import LARGEST, export_yaml, import_yaml
from serres_requests.services.filling import form_context
from serres_requests.services.unit_of_work import UnitOfWork

__all__ = [
    "begin_type",
    "copy_type",
    "discard",
    "export_yaml",
    "import_yaml",
    "keep",
    "problems",
    "publish",
    "remove_unpublished",
    "set_open",
    "tried_out",
    "working_data",
]

_ADDRESS = re.compile(r"[a-z][a-z0-9-]{0,59}")


def begin_type(uow: UnitOfWork, name: str, department: str, title: Text) -> RequestType:
    """Add a request type that is closed, has no version and asks nothing yet.

    Raises DefinitionError when the name is not an address or is taken, or when there is no such department.
    """
    step = {"name": ONLY_STEP, "title": title.to_data(), "fields": []}
    data = {"name": name, "department": department, "title": title.to_data(), "steps": [step]}
    return _add(uow, data)


def copy_type(uow: UnitOfWork, request_type: RequestType, name: str) -> RequestType:
    """Add a closed, unpublished type `name` that begins as `request_type` stands now, working copy included."""
    return _add(uow, {**working_data(request_type), "name": name})


def working_data(request_type: RequestType) -> dict[str, Any]:
    """Return the definition that is being edited, in steps: the working copy, else the current version."""
    if request_type.working_copy is None:
        return with_steps(request_type.current.data)
    return with_steps(json.loads(request_type.working_copy))


def keep(uow: UnitOfWork, request_type: RequestType, data: dict[str, Any]) -> None:
    """Make `data` the working copy, finished or not; raise DefinitionError when it can't be kept.

    It must be a definition of this type at least in shape: see `domain.checking.check_shape`.
    """
    _check_kept(data)
    if data["name"] != request_type.name:
        raise DefinitionError("name", f"must stay «{request_type.name}»: it is the address")
    request_type.keep(data, uow.now(), uow.actor)


def problems(data: Mapping[str, Any]) -> list[DefinitionError]:
    """Return all that keeps `data` from being published, but for what the self-test finds."""
    try:
        check_shape(data)
    except DefinitionError as error:
        return [error]
    return problems_of(data)


def discard(request_type: RequestType) -> None:
    """Forget what was changed since the last version; raise DefinitionError when there is none to go back to."""
    if not request_type.is_published:
        raise DefinitionError("definition", "was never published: remove the type instead")
    request_type.discard()


def remove_unpublished(uow: UnitOfWork, request_type: RequestType) -> None:
    """Remove a type that was never published; raise DefinitionError for others, which requests may rest on."""
    if request_type.is_published:
        raise DefinitionError("definition", "was published: close the type instead")
    uow.site.request_types.remove(request_type.name, registry=uow.registry)


def tried_out(uow: UnitOfWork, data: Mapping[str, Any]) -> SelfTestReport:
    """Return the report of the self-test of `data`, in which there must be no problem."""
    definition = parse_definition(data)
    context = form_context(uow.site, DEFAULT_LOCALE, None)
    for field in (part for whole in definition.fields for part in (whole, *whole.fields)):
        if field.table:
            _check_table(context.table, field.table, field.name)
    return self_test(definition, context)


def publish(uow: UnitOfWork, request_type: RequestType) -> RequestTypeVersion:
    """Make the working copy the current version.

    Raises DefinitionError when there is none or it is wrong, and SelfTestError with the report when its form
    can't be filled in.
    """
    if request_type.working_copy is None:
        raise DefinitionError("definition", "nothing was changed since the last version")
    data = json.loads(request_type.working_copy)
    if found := problems(data):
        raise found[0]
    _check_department(uow, data["department"])
    report = tried_out(uow, data)
    if not report.passed:
        raise SelfTestError(report)
    version = request_type.publish(data, at=uow.now(), by=uow.actor)
    request_type.discard()
    return version


def set_open(request_type: RequestType, is_open: bool) -> None:
    """Let citizens make requests of this type, or not; raise DefinitionError before it is published."""
    if is_open and not request_type.is_published:
        raise DefinitionError("definition", "a type is opened once it is published")
    request_type.is_open = is_open


def _add(uow: UnitOfWork, data: dict[str, Any]) -> RequestType:
    _check_kept(data)
    _check_department(uow, data["department"])
    name, types = data["name"], uow.site.request_types
    if name in types:
        raise DefinitionError("name", f"there is a request type «{name}» already")
    if not _ADDRESS.fullmatch(name):
        raise DefinitionError("name", "must be small Latin letters, digits and hyphens")
    request_type = RequestType()
    request_type.is_open = False
    types.add(name, request_type, registry=uow.registry)
    request_type.keep(data, uow.now(), uow.actor)
    return request_type


def _check_kept(data: dict[str, Any]) -> None:
    check_shape(data)
    try:
        size = len(
            json.dumps(data, ensure_ascii=False, sort_keys=True, default=_written, allow_nan=False).encode()
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise DefinitionError("definition", "holds something that can't be stored") from error
    if size > LARGEST * 2:
        raise DefinitionError("definition", "is too large")


def _written(value: Any) -> str:
    """Days and exact numbers are kept as text; nothing else has a place in a definition."""
    if isinstance(value, date | Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def _check_department(uow: UnitOfWork, name: str) -> None:
    if name not in uow.site.departments:
        raise DefinitionError("department", f"there is no department «{name}»")


def _check_table(table: Any, name: str, field: str) -> None:
    if not table(name):
        raise DefinitionError(f"field «{field}».table", f"the code list «{name}» is empty or not there")
