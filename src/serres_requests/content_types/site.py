"""The root of the tree and typed access to what lies directly below it."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from substanced.content import content
from substanced.root import Root

from serres_requests.content_types.container import QuickLookup
from serres_requests.domain.storage import StorageUse

if TYPE_CHECKING:
    from serres_requests.catalog.catalog import RequestCatalog
    from serres_requests.content_types.audit_log import AuditLog
    from serres_requests.content_types.changes import Changes
    from serres_requests.content_types.citizen import Citizens
    from serres_requests.content_types.department import Departments
    from serres_requests.content_types.document import Documents
    from serres_requests.content_types.entry import Entries
    from serres_requests.content_types.outbox import Outbox
    from serres_requests.content_types.protocol_register import ProtocolRegister
    from serres_requests.content_types.reference_data import ReferenceTables
    from serres_requests.content_types.registry_answers import RegistryAnswers
    from serres_requests.content_types.request import Requests
    from serres_requests.content_types.request_type import RequestTypes


@content("Root", after_create="after_create")
class Site(QuickLookup, Root):
    """The municipality's site: Substance D's root with the containers that `root.populate` puts in.

    storage_use: as last measured, None before. packed_at: when the database last packed itself. changes: what
    administrators can undo.
    """

    storage_use: StorageUse | None = None
    packed_at: datetime | None = None
    changes: "Changes"

    @property
    def departments(self) -> "Departments":
        return cast("Departments", self["departments"])

    @property
    def request_types(self) -> "RequestTypes":
        return cast("RequestTypes", self["services"])

    @property
    def requests(self) -> "Requests":
        return cast("Requests", self["requests"])

    @property
    def citizens(self) -> "Citizens":
        return cast("Citizens", self["citizens"])

    @property
    def entries(self) -> "Entries":
        return cast("Entries", self["entries"])

    @property
    def outbox(self) -> "Outbox":
        return cast("Outbox", self["outbox"])

    @property
    def register(self) -> "ProtocolRegister":
        return cast("ProtocolRegister", self["protocol"])

    @property
    def documents(self) -> "Documents":
        return cast("Documents", self["documents"])

    @property
    def catalog(self) -> "RequestCatalog":
        return cast("RequestCatalog", self["request-catalog"])

    @property
    def audit_log(self) -> "AuditLog":
        return cast("AuditLog", self["audit"])

    @property
    def reference_tables(self) -> "ReferenceTables":
        return cast("ReferenceTables", self["reference"])

    @property
    def registry_answers(self) -> "RegistryAnswers":
        return cast("RegistryAnswers", self["registry-answers"])
