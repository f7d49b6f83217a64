"""What a new database contains: the containers, the departments and the request types of the municipality."""

from importlib import resources
from typing import Any

import yaml
from pyramid.registry import Registry

from serres_requests.catalog.catalog import RequestCatalog
from serres_requests.content_types.citizen import Citizens
from serres_requests.content_types.department import Departments
from serres_requests.content_types.outbox import Outbox
from serres_requests.content_types.protocol_register import ProtocolRegister
from serres_requests.content_types.request import Requests
from serres_requests.content_types.request_type import RequestType, RequestTypes
from serres_requests.content_types.site import Site
from serres_requests.domain.texts import Text
from serres_requests.services.access import protect_site
from serres_requests.services.departments import create_department
from serres_requests.services.staff import add_member
from serres_requests.settings import DEMONSTRATION_PASSWORD

DEPARTMENTS = {
    "lighting": Text("Τμήμα Ηλεκτροφωτισμού", "Street Lighting"),
    "cleaning": Text("Τμήμα Καθαριότητας", "Cleaning"),
    "greenery": Text("Τμήμα Πρασίνου", "Greenery"),
    "revenue": Text("Τμήμα Προσόδων και Δημοτικής Περιουσίας", "Revenue and Municipal Property"),
    "technical": Text("Τμήμα Τεχνικών Υπηρεσιών", "Technical Services"),
    "treasury": Text("Ταμειακή Υπηρεσία", "Treasury"),
    "civil-registry": Text("Τμήμα Δημοτολογίου και Ληξιαρχείου", "Civil Registry"),
    "personnel": Text("Τμήμα Προσωπικού", "Personnel"),
}
BUILT_IN_TYPES = (
    *("street-lighting", "cleaning", "greenery", "pothole", "water-leak", "stray-animals"),
    *("certificates", "documents-order", "tap-clearance", "fee-exemption", "debt-arrangement", "asep-soh"),
)
"""Everyday matters first, then what needs papers."""
_STAFFED_IN_DEMONSTRATION = ("lighting", "cleaning", "greenery")
DEMONSTRATION_LOGINS = (
    "admin",
    *(f"{name}{role}" for name in _STAFFED_IN_DEMONSTRATION for role in ("", "-manager")),
)


def populate(site: Site, registry: Registry) -> None:
    """Fill the new root `site`."""
    site.sdi_title = "Δήμος Σερρών"
    for name, container in (("departments", Departments()), ("services", RequestTypes())):
        site.add(name, container, registry=registry)
    for name, node in (
        ("requests", Requests()),
        ("citizens", Citizens()),
        ("outbox", Outbox()),
        ("protocol", ProtocolRegister()),
        ("request-catalog", RequestCatalog()),
    ):
        site.add(name, node, send_events=False)
    for name, title in DEPARTMENTS.items():
        create_department(site, registry, name, title)
    for name in BUILT_IN_TYPES:
        site.request_types.add(name, RequestType(load_definition(name)), registry=registry)
    protect_site(site, registry)


def add_demonstration_staff(site: Site, registry: Registry) -> None:
    """Give some departments an officer and a manager with the demonstration password."""
    for name in _STAFFED_IN_DEMONSTRATION:
        department = site.departments[name]
        for login, group in ((name, department.officers), (f"{name}-manager", department.managers)):
            add_member(site, registry, login, DEMONSTRATION_PASSWORD, f"{login}@serres.example", [group])


def load_definition(name: str) -> dict[str, Any]:
    """Return the plain data of a request type that comes with the product."""
    text = (resources.files("serres_requests") / "request_types" / f"{name}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data
