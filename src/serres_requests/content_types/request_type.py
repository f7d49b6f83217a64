"""Request types and their immutable published versions."""

import json
from typing import cast

import colander
from persistent import Persistent
from substanced.content import content
from substanced.folder import Folder
from substanced.property import PropertySheet
from substanced.schema import Schema

from serres_requests.domain.definitions import Definition, parse_definition
from serres_requests.domain.visibility import Plan, plan_of
from serres_requests.i18n import _


@content("Request types")
class RequestTypes(Folder):
    """All request types by their ASCII name, which is also their public address."""

    def __sdi_addable__(self, context: object, introspectable: dict[str, object]) -> bool:
        """Types are made from definitions, not by the stock add form."""
        return False


class RequestTypeVersion(Persistent):
    """One published definition; never changed, so that a request can always be read as it was filed.

    source: the definition as JSON text, which outlives any change of our classes.
    """

    _v_definition: Definition | None = None
    _v_plan: Plan | None = None

    def __init__(self, number: int, source: str) -> None:
        self.number = number
        self.source = source

    @property
    def definition(self) -> Definition:
        """The parsed definition, kept for as long as this object stays in the cache."""
        parsed = self._v_definition
        if parsed is None:
            parsed = self._v_definition = parse_definition(json.loads(self.source))
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
    """A kind of request that citizens can file."""

    is_open = True

    def __init__(self, definition: dict[str, object]) -> None:
        super().__init__()
        self._versions: tuple[RequestTypeVersion, ...] = ()
        self.publish(definition)

    def publish(self, definition: dict[str, object]) -> RequestTypeVersion:
        """Check `definition` and make it the current version; raise DefinitionError when it is wrong."""
        plan_of(parse_definition(definition))
        source = json.dumps(definition, ensure_ascii=False, sort_keys=True, default=str)
        version = RequestTypeVersion(len(self._versions) + 1, source)
        self._versions = (*self._versions, version)
        return version

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
