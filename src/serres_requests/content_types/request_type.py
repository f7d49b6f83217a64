"""Request types and their immutable published versions."""

import json
from datetime import datetime
from typing import Any, cast

import colander
from persistent import Persistent
from substanced.content import content
from substanced.folder import Folder
from substanced.property import PropertySheet
from substanced.schema import Schema

from serres_requests.content_types.container import QuickLookup
from serres_requests.domain.definitions import Definition, parse_definition
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.templates import Template
from serres_requests.domain.texts import Text, parse_text
from serres_requests.domain.visibility import Plan, plan_of
from serres_requests.i18n import _


@content("Request types")
class RequestTypes(QuickLookup, Folder):
    """All request types by their ASCII name, which is also their public address."""

    def __sdi_addable__(self, context: object, introspectable: dict[str, object]) -> bool:
        """Types are made from definitions, not by the stock add form."""
        return False


class RequestTypeVersion(Persistent):
    """One published definition; never changed, so that a request can always be read as it was filed.

    source: the definition as JSON text, which outlives any change of our classes. published_at is None and
    published_by is "" when it came with the product.
    """

    published_at: datetime | None = None
    published_by = ""
    _v_definition: Definition | None = None
    _v_plan: Plan | None = None

    def __init__(self, number: int, source: str) -> None:
        self.number = number
        self.source = source

    @property
    def data(self) -> dict[str, Any]:
        """The definition as plain data, a new copy each time."""
        data: dict[str, Any] = json.loads(self.source)
        return data

    @property
    def definition(self) -> Definition:
        """The parsed definition, kept for as long as this object stays in the cache."""
        parsed = self._v_definition
        if parsed is None:
            parsed = self._v_definition = parse_definition(self.data)
        return parsed

    @property
    def plan(self) -> Plan:
        """The definition's conditions, compiled; kept like the definition."""
        plan = self._v_plan
        if plan is None:
            plan = self._v_plan = plan_of(self.definition)
        return plan


class RequestTypeSchema(Schema):
    """What an administrator switches without a new version."""

    is_open = colander.SchemaNode(colander.Boolean(), title=_("Accepts new requests"))


class RequestTypePropertySheet(PropertySheet):
    """The properties tab of a request type."""

    schema = RequestTypeSchema()


@content("Request type", propertysheets=(("", RequestTypePropertySheet),))
class RequestType(Folder):
    """A kind of request that citizens can file.

    working_copy: the definition that is being edited, as JSON text, with when and by whom it was saved; None while
    nobody changes the type. A type without versions was never published: citizens do not meet it. usual_days: how
    long its requests take, as measured last, None when too few were completed to say. templates: texts that
    staff begin with, which no version holds.
    """

    is_open = True
    working_copy: str | None = None
    working_copy_saved_at: datetime | None = None
    working_copy_saved_by = ""
    usual_days: int | None = None
    templates: tuple[Template, ...] = ()

    def __init__(self, definition: dict[str, object] | None = None) -> None:
        super().__init__()
        self._versions: tuple[RequestTypeVersion, ...] = ()
        if definition is not None:
            self.publish(definition)

    def publish(
        self, definition: dict[str, object], *, at: datetime | None = None, by: str = ""
    ) -> RequestTypeVersion:
        """Check `definition` and make it the current version; raise DefinitionError when it is wrong."""
        plan_of(parse_definition(definition))
        version = RequestTypeVersion(len(self._versions) + 1, as_json(definition))
        if at is not None:
            version.published_at, version.published_by = at, by
        self._versions = (*self._versions, version)
        return version

    def keep(self, definition: dict[str, object], at: datetime, by: str) -> None:
        """Make `definition`, finished or not, the working copy."""
        self.working_copy = as_json(definition)
        self.working_copy_saved_at = at
        self.working_copy_saved_by = by

    def discard(self) -> None:
        """Forget the working copy."""
        self.working_copy = self.working_copy_saved_at = None
        self.working_copy_saved_by = ""

    @property
    def is_published(self) -> bool:
        """Whether there is a version at all; `current` and `definition` exist only then."""
        return bool(self._versions)

    @property
    def versions(self) -> tuple[RequestTypeVersion, ...]:
        """All versions, the first one first."""
        return self._versions

    @property
    def current(self) -> RequestTypeVersion:
        return self._versions[-1]

    def version(self, number: int) -> RequestTypeVersion:
        """Return the version with `number`, counted from 1."""
        if number < 1:
            raise IndexError(number)
        return self._versions[number - 1]

    @property
    def definition(self) -> Definition:
        return self.current.definition

    @property
    def name(self) -> str:
        return cast("str", self.__name__)

    @property
    def title(self) -> Text:
        """What people call it: the published title, before publication that of the working copy."""
        if self.is_published:
            return self.definition.title
        try:
            return parse_text(json.loads(self.working_copy or "{}").get("title"), "title")
        except DefinitionError:
            return Text(self.name, self.name)


def as_json(definition: dict[str, object]) -> str:
    """Return `definition` as the text that is stored; days and exact numbers become text."""
    return json.dumps(definition, ensure_ascii=False, sort_keys=True, default=str)
