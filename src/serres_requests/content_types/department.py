"""Departments of the municipality; each has two roles, kept as groups of Substance D."""

import colander
from substanced.content import content
from substanced.folder import Folder
from substanced.objectmap import find_objectmap
from substanced.property import PropertySheet
from substanced.schema import Schema

from serres_requests.content_types.container import QuickLookup
from serres_requests.content_types.queue_views import QueueViews
from serres_requests.domain.texts import Text
from serres_requests.i18n import _


@content("Departments")
class Departments(QuickLookup, Folder):
    """All departments by their ASCII name."""

    def __sdi_addable__(self, context: object, introspectable: dict[str, object]) -> bool:
        """Nothing else is added here through the management UI."""
        return introspectable.get("content_type") == "Department"


class DepartmentSchema(Schema):
    """What an administrator edits of a department."""

    title_el = colander.SchemaNode(colander.String(), title=_("Name in Greek"))
    title_en = colander.SchemaNode(colander.String(), title=_("Name in English"))


class DepartmentPropertySheet(PropertySheet):
    """The properties tab of a department."""

    schema = DepartmentSchema()


@content("Department", add_view="add_department", propertysheets=(("", DepartmentPropertySheet),))
class Department(Folder):
    """One unit. officers and managers are the object ids of its two groups, 0 before they exist.

    queue_views: views of the queue that its staff share, None while there were none.
    """

    officers = 0
    managers = 0
    queue_views: QueueViews | None = None

    def __init__(self, title_el: str, title_en: str) -> None:
        super().__init__()
        self.title_el = title_el
        self.title_en = title_en

    def people(self, role: str) -> list[str]:
        """Return the log-in names of the people in the role ``officers`` or ``managers``."""
        group = find_objectmap(self).object_for(getattr(self, role))
        return sorted(user.__name__ for user in group.members)

    @property
    def title(self) -> Text:
        return Text(el=self.title_el, en=self.title_en)
