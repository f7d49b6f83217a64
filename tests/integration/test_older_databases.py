"""A database made before there was reference data gets it at the next start."""

from dataclasses import replace
from datetime import UTC, date, datetime

from BTrees.IOBTree import IOBTree
from BTrees.LLBTree import LLTreeSet
from BTrees.OOBTree import OOBTree
from pyramid.authorization import DENY_ALL
from substanced.evolution import EvolutionManager
from substanced.util import set_acl
from tests.integration.conftest import change
from tests.support.installation import Installation

from serres_requests import root
from serres_requests.catalog.checking import differences
from serres_requests.catalog.indexing import index_request
from serres_requests.catalog.rebuilding import begin
from serres_requests.catalog.sets import DocumentMap
from serres_requests.content_types.outbox import Effect, EffectKind, Entry, EntryKey
from serres_requests.content_types.request import HistoryEntry
from serres_requests.services import access
from serres_requests.services.access import (
    is_citizen_protected,
    is_request_protected,
    protect_request,
    table_version,
)
from serres_requests.services.lifecycle import move
from serres_requests.services.unit_of_work import UnitOfWork

STEP = "serres_requests.root.add_reference_data"


def test_reference_data_comes_to_an_older_database(application: Installation) -> None:
    def make_older(site, registry):
        site.remove("reference", registry=registry)
        site.remove("registry-answers", send_events=False)
        EvolutionManager(site, registry).remove_finished_step(STEP)

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert application.look(lambda site: list(site.reference_tables)) == ["kad-affected"]
    assert application.look(lambda site: site.reference_tables["kad-affected"].versions) == ()
    assert application.look(lambda site: site.registry_answers.__name__) == "registry-answers"
    assert "kad-affected" in application.staff("admin").get("/manage/reference/@@contents").text


def test_closing_days_come_to_an_older_database(application: Installation) -> None:
    def make_older(site, registry):
        site.reference_tables.remove("closing-days", registry=registry)
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.add_closing_days")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    days = application.look(
        lambda site: [entry.code for entry in site.reference_tables["closing-days"].current.entries]
    )
    assert days == ["06-29"]


def test_an_older_catalogue_is_made_anew(application: Installation) -> None:
    maria = application.citizen("maria")
    maria.submit(maria.fill())
    application.drain()

    def make_older(site, registry):
        del site.catalog.indexes
        site.catalog.index = OOBTree()
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.renew_catalogue")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert application.look(lambda site: [one for one in differences(site) if one]) == []
    assert application.look(lambda site: hasattr(site.catalog, "index")) is False


def test_terms_of_an_older_catalogue_are_packed(application: Installation) -> None:
    maria = application.citizen("maria")
    maria.submit(maria.fill())
    application.drain()

    def make_older(site, registry):
        text = site.catalog.indexes.text
        text._terms = IOBTree(dict.fromkeys(text._terms, (-1,)))
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.pack_terms")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert application.look(lambda site: [one for one in differences(site) if one]) == []
    assert application.look(lambda site: site.catalog.indexes.text.is_packed)


def test_work_that_waits_in_an_older_outbox_is_done(application: Installation) -> None:
    """An outbox had shards, and one entry stood for all mails to staff."""
    now = application.clock.now()
    key = EntryKey(now, now, 3, "token")
    mail = Effect(EffectKind.STAFF_MAIL, "2025/1", (("kind", "new_request"),))
    to_one = Effect(EffectKind.STAFF_MAIL, "2025/1", (("kind", "new_request"), ("to", "lighting")))

    def make_older(site, registry):
        old = site.outbox
        del old.inside, old.outside
        old._shards = (OOBTree(), OOBTree({key: Entry(mail, 2, "late"), replace(key, token="2"): Entry(to_one)}))
        old._set_aside = OOBTree({key: Entry(Effect(EffectKind.FILE, "2025/2"), 9, "refused")})
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.separate_lanes")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    waiting = application.look(lambda site: site.outbox.inside.due(now, 10))
    assert [entry for _key, entry in waiting] == [Entry(replace(mail, kind=EffectKind.TELL_STAFF), 2, "late")]
    assert [entry for _key, entry in application.look(lambda site: site.outbox.outside.due(now, 10))] == [
        Entry(to_one)
    ]
    [(_key, aside)] = application.look(lambda site: site.outbox.aside())
    assert (aside.effect.subject, aside.attempts, aside.last_error) == ("2025/2", 9, "refused")


def test_what_lay_beside_full_trays_is_done(application: Installation) -> None:
    path = application.citizen("maria").file()

    def make_older(site, registry):
        for tray in site.outbox.inside._trays:
            tray._overflow = OOBTree(tray._items)
            tray._items = ()
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.pile_up_trays")

    change(application, make_older)
    assert application.look(lambda site: site.outbox.waiting(100)) == []
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    application.drain()
    assert application.look(lambda site: site.requests.by_reference(application.reference_of(path)).protocol)


def test_the_requests_of_an_older_database_are_found_where_they_were(application: Installation) -> None:
    """A year kept its requests in one BTree."""
    maria = application.citizen("maria")
    paths = [maria.file() for _ in range(3)]
    application.drain()
    pages = [maria.get(path).text for path in paths]

    def make_older(site, registry):
        for year in site.requests.values():
            year._children = OOBTree({request.id: request for request in year.values()})
            del year._parts
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.widen_years")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert [maria.get(path).text for path in paths] == pages
    found = application.look(lambda site: [request for year in site.requests.values() for request in year])
    assert found == sorted(path.rpartition("/")[2] for path in paths)


def test_the_requests_of_a_citizen_keep_their_order(application: Installation) -> None:
    """They lay by their ids, each with its time."""
    maria = application.citizen("maria")
    ids = [maria.file().rpartition("/")[2] for _ in range(3)]

    def make_older(site, registry):
        for citizen in site.citizens.values():
            for request in [request for year in site.requests.values() for request in year.values()]:
                citizen._requests[request.id] = (request.submitted_at, request.reference)
            del citizen._newest_first
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.order_requests")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    links = [link["href"] for link in maria.get("/me/requests").html.main.select("h3 a")]
    assert [link.rpartition("/")[2] for link in links] == ids[::-1]
    assert maria.get(f"/me/requests/{ids[0]}", status=200)


def test_what_waits_for_a_citizen_comes_first_in_an_older_database(application: Installation) -> None:
    """It came first among the twenty of a page alone."""
    maria, lighting = application.citizen("maria"), application.staff("lighting")
    paths = [maria.file() for _ in range(3)]
    application.drain()
    lighting.move(application.staff_page(paths[0]), "ask", "Ποια κολόνα;", status=303)
    lighting.move(application.staff_page(paths[1]), "start", status=303)

    def make_older(site, registry):
        for citizen in site.citizens.values():
            del citizen._asked
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.note_turns")

    def links():
        return [link["href"] for link in maria.get("/me/requests").html.main.select("h3 a")]

    change(application, make_older)
    assert links() == paths[::-1]
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert links() == [paths[0], paths[2], paths[1]]


def test_an_older_database_gets_its_audit_log(application: Installation) -> None:
    def make_older(site, registry):
        site.remove("audit", send_events=False)
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.add_audit_log")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    application.staff("lighting")
    assert [entry.event.event for entry in application.audit()] == ["Site/login"]


def test_an_older_database_gets_a_place_for_changes(application: Installation) -> None:
    def make_older(site, registry):
        del site.changes
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.add_changes")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    application.staff("admin").save("/manage/departments/lighting/properties", status=303, title_el="Φως")
    assert application.look(lambda site: [one.path for _, one in site.changes.newest_first()]) == [
        "/departments/lighting"
    ]


def test_an_older_database_gets_a_place_for_entries(application: Installation) -> None:
    def make_older(site, registry):
        site.remove("entries", send_events=False)
        steps = EvolutionManager(site, registry)
        for name in ("serres_requests.root.add_entries", f"access table {table_version()}"):
            steps.remove_finished_step(name)

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert application.staff("lighting").begin_entry().status_int == 303

    def renew(site, registry):
        entry = next(site.entries.values())
        entry.__acl__ = ()
        root.renew_access_lists(site, registry)
        assert entry.__acl__

    change(application, renew)


def test_an_older_catalogue_gets_its_due_days(application: Installation) -> None:
    application.citizen("maria").file()
    application.drain()

    def make_older(site, registry):
        del site.catalog.indexes._catalog["due"]
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.add_due_days")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert application.worker.renew_due_days() is False, "one is done at once"
    assert application.look(lambda site: [one for one in differences(site) if one]) == []


def test_due_days_of_an_older_catalogue_are_divided_by_department(application: Installation) -> None:
    """All departments had one set."""
    maria = application.citizen("maria")
    maria.submit(maria.fill())
    application.drain()

    def make_older(site, registry):
        due = site.catalog.indexes.due
        assert due.is_divided
        site.catalog.indexes.divide_due_days()
        assert site.catalog.indexes.due is due, "nothing was to be done"
        due._in_order = LLTreeSet(due._in_order["lighting"])
        due._days = DocumentMap({one: day for one, (_department, day) in due._days.items()})
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.divide_due_days")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert application.look(lambda site: [one for one in differences(site) if one]) == []
    days = application.look(lambda site: list(site.catalog.indexes.due.between(["lighting"], date.min, date.max)))
    assert days == [-1]


def test_due_days_of_what_was_passed_on_late_are_computed_anew(application: Installation) -> None:
    """The fifth day, a Saturday, was the last to pass on what was submitted on a Monday."""
    maria, lighting = application.citizen("maria"), application.staff("lighting")
    application.clock.set(datetime(2026, 5, 11, 9, tzinfo=UTC))
    page = application.staff_page(maria.file())
    application.drain()
    application.clock.set(datetime(2026, 5, 19, 9, tzinfo=UTC))
    lighting.press(lighting.get(page), "/hand_over", status=303, department="cleaning", why="Δεν είναι δικό μας.")
    application.drain()
    now = application.look(lambda site: site.catalog.indexes.due.day_of(-1))
    assert now == date(2026, 5, 28), "ten days from Monday 18"

    def make_older(site, registry):
        site.catalog.indexes.due.keep(-1, "cleaning", date(2026, 5, 26))
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.renew_due_days")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert application.worker.renew_due_days() is False, "one is done at once"
    assert application.look(lambda site: site.catalog.indexes.due.day_of(-1)) == now


def test_an_older_catalogue_gets_its_figures(application: Installation) -> None:
    application.citizen("maria").file()
    application.drain()

    def make_older(site, registry):
        del site.catalog.indexes._catalog["standing"]
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.add_figures")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    page = application.staff("lighting").get("/manage/statistics")
    assert "Τα στοιχεία συμπληρώνονται" in page.text
    assert application.worker.rebuild_catalogue() is False, "one is done at once"
    assert "Τα στοιχεία συμπληρώνονται" not in application.staff("lighting").get("/manage/statistics").text
    assert application.look(lambda site: [one for one in differences(site) if one]) == []


def test_an_older_catalogue_gets_the_words_for_staff(application: Installation) -> None:
    application.citizen("maria").file()
    application.drain()
    lighting = application.staff("lighting")

    def make_older(site, registry):
        del site.catalog.indexes._catalog["staff_text"]
        begin(site.catalog)
        del site.catalog.rebuilding._catalog["staff_text"]
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.add_staff_text")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert lighting.get("/manage/queue", {"q": "μαρία"}).html.select("tbody tr") == []
    assert application.worker.renew_due_days() is False, "one is done at once"
    assert len(lighting.get("/manage/queue", {"q": "μαρία"}).html.select("tbody tr")) == 1
    assert application.worker.rebuild_catalogue() is False
    assert application.look(lambda site: [one for one in differences(site) if one]) == []


def test_what_was_asked_before_it_was_taken_up_is_hidden_in_an_older_database(application: Installation) -> None:
    """Every request that waited for its citizen was public."""
    path = application.citizen("maria").file()
    application.drain()
    reference = application.reference_of(path)

    def make_older(site, registry):
        uow = UnitOfWork(site, application.registry.ports, application.settings, registry)
        request = site.requests.by_reference(reference)
        move(uow, request, "ask", "Ποιος στύλος είναι;")
        request.record(HistoryEntry(uow.now(), "start", "Κανείς"))
        protect_request(site, request)
        index_request(site, request)
        request.history = request.history[:-1]
        EvolutionManager(site, registry).remove_finished_step("serres_requests.root.hide_what_was_not_taken_up")

    change(application, make_older)
    assert (
        application.look(lambda site: is_request_protected(site, site.requests.by_reference(reference))) is False
    )
    assert application.look(lambda site: list(filter(None, differences(site)))) != []
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert application.look(lambda site: is_request_protected(site, site.requests.by_reference(reference)))
    assert application.look(lambda site: list(filter(None, differences(site)))) == []


def test_a_new_database_has_nothing_to_evolve(application: Installation) -> None:
    assert (
        application.look(lambda site: list(EvolutionManager(site, application.registry).get_unfinished_steps()))
        == []
    )


def test_access_lists_are_renewed_when_the_table_has_changed(application: Installation, monkeypatch) -> None:
    monkeypatch.setattr(root, "_BETWEEN_SAVEPOINTS", 2)
    maria = application.citizen("maria")
    paths = [maria.file() for _ in range(3)]

    def all_requests(site):
        return [request for year in site.requests.values() for request in year.values()]

    def make_older(site, registry):
        for node in (*all_requests(site)[1:], *site.citizens.values()):
            node.__acl__ = (DENY_ALL,)
        set_acl(site, (), registry=registry)
        EvolutionManager(site, registry).remove_finished_step(f"access table {table_version()}")

    change(application, make_older)
    change(application, lambda site, registry: EvolutionManager(site, registry).evolve(commit=True))
    assert application.look(lambda site: all(is_request_protected(site, one) for one in all_requests(site)))
    assert application.look(lambda site: all(is_citizen_protected(one) for one in site.citizens.values()))
    assert [maria.get(path).status_code for path in paths] == [200, 200, 200]


def test_another_table_is_another_step(monkeypatch) -> None:
    before = table_version()
    assert before == table_version()
    monkeypatch.setattr(access, "ACCEPTED_REQUEST", access.REQUEST)
    assert table_version() != before
