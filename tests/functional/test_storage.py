"""The storage is measured once an hour, shown to administrators, and told to them when it fills up."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.support.installation import Installation
from tests.support.visitors import A_PHOTO, LAMP, words_of
from tests.support.waiting import eventually

from serres_requests.domain.storage import StorageUse
from serres_requests.worker import Worker


def test_what_is_in_use_is_shown(application: Installation) -> None:
    application.citizen("maria").file(LAMP, A_PHOTO)
    application.worker.measure()
    use = application.look(lambda site: site.storage_use)
    assert use.database > 100_000
    assert use.files >= len(A_PHOTO[0][1])
    page = application.staff("admin").get("/manage/outbox/@@contents")
    assert "Χώρος αποθήκευσης" in words_of(page)
    assert "από 2.048 MB" in words_of(page)
    assert "είναι γεμάτος" not in words_of(page)


def test_before_it_is_measured_nothing_is_shown(application: Installation) -> None:
    assert "Χώρος αποθήκευσης" not in words_of(application.staff("admin").get("/manage/outbox/@@contents"))


def test_it_is_measured_once_an_hour(application: Installation) -> None:
    def measured_at() -> object:
        application.worker.measure()
        return application.look(lambda site: site.storage_use.at)

    first = measured_at()
    application.clock.advance(timedelta(minutes=59))
    assert measured_at() == first
    application.clock.advance(timedelta(minutes=2))
    second = measured_at()
    assert second != first
    application.clock.advance(timedelta(days=-300))  # it is set back
    assert measured_at() != second


def test_administrators_are_warned_before_it_is_full(application: Installation) -> None:
    settings = replace(application.settings, quota_bytes=100_000)
    Worker(application._database, application.registry, application.registry.ports, settings).measure()
    assert "είναι γεμάτος κατά" in words_of(application.staff("admin").get("/manage/departments/@@contents"))
    assert "είναι γεμάτος" not in words_of(application.staff("lighting").get("/manage/queue"))


def test_it_is_packed_by_itself_at_night_while_the_site_goes_on(application: Installation) -> None:
    maria = application.citizen("maria")
    path = maria.file(LAMP, A_PHOTO)
    application.clock.set(datetime(2026, 3, 25, 1, 30, tzinfo=UTC))
    application.worker.pack()
    maria.file(LAMP, A_PHOTO)
    packed_at = eventually(lambda: application.look(lambda site: site.packed_at), "the database to be packed")
    assert packed_at == application.clock.now()
    assert "Φωτογραφία" in words_of(maria.get(path))


def test_a_share_counts_database_and_files(application: Installation) -> None:
    use = StorageUse(database=30, files=50, quota=100, at=application.clock.now())
    assert (use.total, use.share, use.is_nearly_full) == (80, 0.8, True)
    assert not replace(use, files=49).is_nearly_full
