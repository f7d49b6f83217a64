"""What a new database contains: the containers, the departments and the request types of the municipality."""

from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import chain
from typing import Any, TypeVar

import yaml
from BTrees.LOBTree import LOBTree
from pyramid.registry import Registry

from serres_requests.catalog import due_days
from serres_requests.catalog.catalog import RequestCatalog, RequestIndexes
from serres_requests.catalog.indexing import index_request
from serres_requests.catalog.rebuilding import advance, begin
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
from serres_requests.content_types.request import Requests, YearOfRequests
from serres_requests.content_types.request_type import RequestType, RequestTypes
from serres_requests.content_types.site import Site
from serres_requests.domain.lifecycle import WAITING_STATES, State
from serres_requests.domain.reference import CLOSING_DAYS, TableKind
from serres_requests.domain.table_files import read_table
from serres_requests.domain.texts import Text
from serres_requests.services.access import (
    is_citizen_protected,
    is_request_protected,
    protect_citizen,
    protect_entry,
    protect_request,
    protect_site,
)
from serres_requests.services.departments import create_department
from serres_requests.services.lifecycle import note_turn
from serres_requests.services.reference_data import create_table, import_table
from serres_requests.services.staff import add_member
from serres_requests.services.unit_of_work import UnitOfWork
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
AFFECTED_ACTIVITIES = "kad-affected"
"""Name of the table of activities that request types may be decided by; the municipality loads its own codes."""

_AFFECTED_TITLE = Text("Δραστηριότητες (ΚΑΔ) που αφορά η απαλλαγή", "Activities (ΚΑΔ) that the exemption concerns")
_CLOSING_DAYS_TITLE = Text("Τοπικές αργίες και ημέρες αργίας του Δήμου", "Local holidays, closing days")
_SAMPLE_TITLE = Text(
    "Δείγμα για επίδειξη – όχι ο νόμιμος πίνακας", "Sample for demonstration – not the legal table"
)
_STAFFED_IN_DEMONSTRATION = ("lighting", "cleaning", "greenery")
DEMONSTRATION_LOGINS = (
    "admin",
    *(f"{name}{role}" for name in _STAFFED_IN_DEMONSTRATION for role in ("", "-manager")),
)

_BETWEEN_SAVEPOINTS = 1_000

T = TypeVar("T")


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
    add_reference_data(site, registry)
    add_closing_days(site, registry)
    add_documents(site, registry)
    add_audit_log(site, registry)
    add_changes(site, registry)
    add_entries(site, registry)
    for name, title in DEPARTMENTS.items():
        create_department(site, registry, name, title)
    for name in BUILT_IN_TYPES:
        site.request_types.add(name, RequestType(load_definition(name)), registry=registry)
    protect_site(site, registry)


def add_reference_data(site: Site, registry: Registry) -> None:
    """Add reference data and registry answers, also to a database made before there were any."""
    site.add("reference", ReferenceTables(), registry=registry)
    site.add("registry-answers", RegistryAnswers(), send_events=False)
    create_table(site, registry, AFFECTED_ACTIVITIES, _AFFECTED_TITLE, TableKind.KAD)


def add_closing_days(site: Site, registry: Registry) -> None:
    """Add the municipality's closing days with those of every year, also to a database made before."""
    table = create_table(site, registry, CLOSING_DAYS, _CLOSING_DAYS_TITLE, TableKind.CLOSING_DAYS)
    reading = read_table(_table_file("closing-days"), table.kind)
    table.add_version(reading.entries, registry.ports.clock.now(), "", _CLOSING_DAYS_TITLE.el)


def add_documents(site: Site, registry: Registry) -> None:
    """Add the register of documents, also to a database made before there was one."""
    site.add("documents", Documents(), send_events=False)


def add_audit_log(site: Site, registry: Registry) -> None:
    """Add the audit log, also to a database made before: it begins there."""
    site.add("audit", AuditLog(), send_events=False)


def add_changes(site: Site, registry: Registry) -> None:
    """Add the place for what administrators can undo, also to a database made before."""
    site.changes = Changes()


def add_entries(site: Site, registry: Registry) -> None:
    """Add the place for what staff enter on behalf of others, also to a database made before."""
    site.add("entries", Entries(), send_events=False)


def renew_catalogue(site: Site, registry: Registry) -> None:
    """Index all requests anew in a database whose catalogue was made before it had facets and phrases."""
    catalog = site.catalog
    if hasattr(catalog, "indexes"):
        return
    del catalog.index
    _index_anew(site)


def pack_terms(site: Site, registry: Registry) -> None:
    """Index all requests anew in a database whose catalogue did not pack the newest documents of a term apart."""
    if not site.catalog.indexes.text.is_packed:
        _index_anew(site)


def _index_anew(site: Site) -> None:
    catalog = site.catalog
    catalog.indexes = RequestIndexes()
    catalog.rebuilding = None
    begin(catalog)
    advance(site, -catalog.newest)


def index_places(site: Site, registry: Registry) -> None:
    """Have a catalogue that was made before it knew places indexed anew by the worker, from the beginning."""
    if site.catalog.indexes.add_cells():
        site.catalog.rebuilding = None
        begin(site.catalog)


def add_due_days(site: Site, registry: Registry) -> None:
    """Add the index of due days to a database made before there was one; the worker fills it."""
    for indexes in filter(None, (site.catalog.indexes, site.catalog.rebuilding)):
        indexes.add_due_days()
    due_days.begin(site.catalog)


def divide_due_days(site: Site, registry: Registry) -> None:
    """Put the due days of each department apart; they were in one set, of all departments."""
    for indexes in filter(None, (site.catalog.indexes, site.catalog.rebuilding)):
        indexes.divide_due_days()


def renew_due_days(site: Site, registry: Registry) -> None:
    """Have due days computed anew: a handing over could end on a day on which nobody works."""
    due_days.begin(site.catalog)


def add_figures(site: Site, registry: Registry) -> None:
    """Add the index behind the statistics to a database made before; the worker indexes all anew to fill it."""
    if site.catalog.indexes.add_figures():
        site.catalog.indexes.figures.is_partial = True
        site.catalog.rebuilding = None
        begin(site.catalog)


def add_staff_text(site: Site, registry: Registry) -> None:
    """Add the index of what staff alone search in to a database made before; the worker fills it."""
    for indexes in filter(None, (site.catalog.indexes, site.catalog.rebuilding)):
        indexes.add_staff_text()
    due_days.begin(site.catalog)


def hide_what_was_not_taken_up(site: Site, registry: Registry) -> None:
    """Close requests to the public whose citizens were asked something before anybody had taken them up."""
    kinds = site.catalog.indexes.kinds()
    waiting = [list(documents) for (*_, state), documents in kinds if state == State.WAITING_FOR_CITIZEN]
    for document_id in chain.from_iterable(waiting):
        request = site.requests.by_reference(site.catalog.reference(document_id))
        if not request.is_public:
            protect_request(site, request)
            index_request(site, request)


def widen_years(site: Site, registry: Registry) -> None:
    """Spread the requests of each year, which were in one BTree."""
    for name in list(site.requests):
        narrow, wide = site.requests[name], YearOfRequests()
        narrow._p_activate()
        children = vars(narrow)["_children"]
        del site.requests[name]
        site.requests[name] = wide
        for request_id, request in children.items():
            wide[request_id] = request


def order_requests(site: Site, registry: Registry) -> None:
    """Keep each citizen's requests in the order in which they are shown; they lay by their ids before."""
    for citizen in site.citizens.values():
        before = list(citizen._requests.items())
        citizen._requests.clear()
        citizen._newest_first = LOBTree()
        for request_id, (submitted_at, reference) in before:
            citizen.remember_request(request_id, reference, submitted_at)


def pile_up_trays(site: Site, registry: Registry) -> None:
    """Put what waits beside full trays onto piles; it lay in BTrees, where who put down and who took away met."""
    for lane in (site.outbox.inside, site.outbox.outside):
        lane.pile_up()


def note_turns(site: Site, registry: Registry) -> None:
    """Let the list of each citizen know what waits for them, in a database made before it came first there."""
    for year in site.requests.values():
        for request in _let_go(site, year.values()):
            if request.state in WAITING_STATES:
                note_turn(site, request)


def separate_lanes(site: Site, registry: Registry) -> None:
    """Put an outbox with lanes in the place of one with shards, with all that waits."""
    old = site.outbox
    old._p_activate()
    state = vars(old)
    site.remove("outbox", send_events=False)
    site.add("outbox", Outbox(), send_events=False)
    for key, entry in (item for shard in state["_shards"] for item in shard.items()):
        site.outbox.restore(key, entry)
    for key, entry in state["_set_aside"].items():
        site.outbox.restore(key, entry, is_aside=True)


def renew_access_lists(site: Site, registry: Registry) -> None:
    """Give everything the list that the table says now; done again whenever the table has changed.

    Savepoints let go of what was changed, however many requests there are.
    """
    protect_site(site, registry)
    for citizen in _let_go(site, site.citizens.values()):
        if not is_citizen_protected(citizen):
            protect_citizen(citizen)
    for entry in site.entries.values():
        protect_entry(site, entry)
    for year in site.requests.values():
        for request in _let_go(site, year.values()):
            if not is_request_protected(site, request):
                protect_request(site, request)


def _let_go(site: Site, nodes: Iterable[T]) -> Iterator[T]:
    for count, node in enumerate(nodes, 1):
        yield node
        if count % _BETWEEN_SAVEPOINTS == 0:
            site._p_jar.transaction_manager.savepoint(optimistic=True)
            site._p_jar.cacheGC()


def add_demonstration_table(uow: UnitOfWork) -> None:
    """Load a sample of activities, marked as such: the codes of the law are the municipality's to load."""
    table = uow.site.reference_tables[AFFECTED_ACTIVITIES]
    table.title_el, table.title_en = _SAMPLE_TITLE.el, _SAMPLE_TITLE.en
    import_table(uow, table, _table_file("kad-sample"), _SAMPLE_TITLE.el)


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


def _table_file(name: str) -> str:
    return (resources.files("serres_requests") / "reference_tables" / f"{name}.csv").read_text("utf-8")
