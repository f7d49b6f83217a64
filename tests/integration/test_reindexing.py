"""An administrator has all requests indexed anew, and the worker does it while the search goes on."""

from tests.support.installation import Installation
from tests.support.visitors import LAMP, words_of

from serres_requests.catalog.checking import differences
from serres_requests.worker import rebuilding


def test_the_worker_indexes_all_anew_when_an_administrator_says_so(application: Installation, monkeypatch) -> None:
    monkeypatch.setattr(rebuilding, "REQUESTS_AT_ONCE", 2)
    maria = application.citizen("maria")
    for _ in range(3):
        maria.file(LAMP)
    application.drain()
    assert application.worker.rebuild_catalogue() is False, "nobody asked for it"
    old = application.look(lambda site: site.catalog.indexes._p_oid)
    admin = application.staff("admin")
    done = admin.press(admin.get("/manage/outbox/contents"), "/reindex", status=303).follow()
    assert "Αιτήματα στο ευρετήριο της αναζήτησης: 3" in words_of(done)
    assert "0 / 3" in words_of(done)
    assert "/reindex" not in done.text, "it is begun once"
    assert application.worker.rebuild_catalogue() is True
    assert "2 / 3" in words_of(admin.get("/manage/outbox/contents"))
    maria.file(LAMP)
    application.drain()
    assert application.worker.rebuild_catalogue() is False
    assert "/reindex" in admin.get("/manage/outbox/contents").text
    assert application.look(lambda site: site.catalog.indexes._p_oid) != old
    assert application.look(lambda site: [one for one in differences(site) if one]) == []


def test_two_who_do_it_at_once_do_no_harm(application: Installation, monkeypatch) -> None:
    application.citizen("maria").file(LAMP)
    application.drain()
    admin = application.staff("admin")
    admin.press(admin.get("/manage/outbox/contents"), "/reindex", status=303)

    def advance_twice(site, most):
        monkeypatch.undo()
        assert application.worker.rebuild_catalogue() is False
        return advance(site, most)

    advance = rebuilding.advance
    monkeypatch.setattr(rebuilding, "advance", advance_twice)
    assert application.worker.rebuild_catalogue() is True, "the slower one looks again"
    assert application.worker.rebuild_catalogue() is False
    assert application.look(lambda site: [one for one in differences(site) if one]) == []
