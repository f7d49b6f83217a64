"""A request is checked by the activities of its applicant: from filing to what citizen and officer read."""

import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.integration.conftest import ANSWERS, SERVICE, change
from tests.support.installation import Installation
from tests.support.processes import StandIns
from tests.support.stored import attributes, mutable_parts, records
from tests.support.visitors import Citizen, words_of

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.domain.eligibility import DecisionRecord, Outcome
from serres_requests.domain.verdicts import Ground

STORED_CLASSES = Path(__file__).parents[1] / "architecture" / "stored_classes.txt"
EMAIL = "maria@example.gr"
AFM = "123456783"
UNTIL_NEXT_TRY = timedelta(seconds=6)


def ask(citizen: Citizen, **answers: str) -> str:
    return citizen.file({**ANSWERS, **answers}, service=SERVICE)


def decision_of(application: Installation, path: str) -> DecisionRecord | None:
    reference = application.reference_of(path)
    found: DecisionRecord | None = application.look(lambda site: site.requests.by_reference(reference).decision)
    return found


def rule_of(application: Installation, path: str) -> tuple[Outcome, Ground]:
    record = decision_of(application, path)
    assert record is not None
    return record.decision.outcome, record.decision.ground


def history_of(application: Installation, path: str) -> list[str]:
    reference = application.reference_of(path)
    return application.look(
        lambda site: [entry.transition for entry in site.requests.by_reference(reference).history]
    )


def checks_waiting(application: Installation) -> int:
    return application.look(
        lambda site: sum(entry.effect.kind is EffectKind.DECIDE for _key, entry in site.outbox.waiting(100))
    )


@pytest.mark.parametrize(
    ("userid", "answers", "outcome", "ground"),
    [
        ("maria", {}, Outcome.ELIGIBLE, Ground.MAIN_LISTED),
        ("maria", {"delivery": "yes"}, Outcome.OFFICER, Ground.DELIVERY_KEPT),
        ("maria", {"delivery": ""}, Outcome.OFFICER, Ground.DELIVERY_UNKNOWN),
        ("giorgos", {}, Outcome.OFFICER, Ground.ONLY_OTHER_LISTED),
        ("anna", {}, Outcome.NOT_ELIGIBLE, Ground.NOT_A_BUSINESS),
        ("eleni", {}, Outcome.NOT_ELIGIBLE, Ground.STOPPED_BEFORE),
        ("etaireia", {}, Outcome.NOT_ELIGIBLE, Ground.NOT_LISTED),
    ],
)
def test_each_person_of_the_demonstration(
    decided: Installation, userid: str, answers: dict[str, str], outcome: Outcome, ground: Ground
) -> None:
    path = ask(decided.citizen(userid), **answers)
    decided.drain()
    assert rule_of(decided, path) == (outcome, ground)
    assert history_of(decided, path) == ["submit", "file", f"decide_{outcome}"]


def test_the_evidence_is_kept_with_the_request(decided: Installation) -> None:
    path = ask(decided.citizen("maria"))
    decided.drain()
    record = decision_of(decided, path)
    assert record is not None
    assert record.business is not None
    assert (record.business.afm, str(record.decision.activity.code)) == (AFM, "56.30.10.00")  # type: ignore[union-attr]
    assert record.table_version == 1
    assert record.answered_at is not None
    assert record.at >= record.answered_at


def test_citizen_and_officer_read_the_same_sentence(decided: Installation) -> None:
    maria = decided.citizen("maria")
    path = ask(maria)
    decided.drain()
    own, staff = words_of(maria.get(path)), words_of(decided.staff("lighting").get(decided.staff_page(path)))
    for page in (own, staff):
        assert "Στις 20/3/2020 η κύρια δραστηριότητα 56.30.10.00 «ΥΠΗΡΕΣΙΕΣ ΠΑΡΟΧΗΣ ΠΟΤΩΝ»" in page
        assert "Δείγμα για επίδειξη – όχι ο νόμιμος πίνακας" in page
        assert "47.11.00.00" in page
        assert "ΜΕΡΑΡΧΙΑΣ 12, 62122 ΣΕΡΡΕΣ" in page
    english = words_of(maria.get(f"{path}?_LOCALE_=en", status="*").maybe_follow())
    assert "On 20/3/2020 the main activity 56.30.10.00" in english


def test_the_citizen_is_told_once_on_the_platform_and_by_mail(decided: Installation, standins: StandIns) -> None:
    maria = decided.citizen("maria", EMAIL)
    ask(maria)
    decided.drain()
    notices = words_of(maria.get("/me/notices"))
    assert notices.count("56.30.10.00") == 1
    [mail] = [mail for mail in standins.messages(EMAIL) if "56.30.10.00" in mail["text"]]
    assert "Ο όρος της δραστηριότητας πληρούται." in mail["text"]
    assert AFM not in mail["text"]


def test_a_type_without_a_rule_is_not_checked(decided: Installation, standins: StandIns) -> None:
    maria = decided.citizen("maria")
    path = maria.file()
    decided.drain()
    assert decision_of(decided, path) is None
    assert "ΚΑΔ" not in words_of(maria.get(path))
    assert standins.registry_calls() == []


def test_nobody_is_looked_up_twice_within_thirty_days(decided: Installation, standins: StandIns) -> None:
    maria = decided.citizen("maria")
    first, second = ask(maria), ask(maria, delivery="yes")
    decided.drain()
    assert standins.registry_calls() == [{"afm": AFM, "as_on_date": "2020-03-20"}]
    assert rule_of(decided, first) == (Outcome.ELIGIBLE, Ground.MAIN_LISTED)
    assert rule_of(decided, second) == (Outcome.OFFICER, Ground.DELIVERY_KEPT)
    decided.clock.advance(timedelta(days=31))
    maria.log_in("maria")
    ask(maria)
    decided.drain()
    assert len(standins.registry_calls()) == 2


def test_nor_who_has_no_business(decided: Installation, standins: StandIns) -> None:
    anna = decided.citizen("anna")
    for _ in range(2):
        ask(anna)
        decided.drain()
    assert len(standins.registry_calls()) == 1


@pytest.mark.parametrize("fault", ["slow", "error", "garbage", "SERVICE_NOT_ACTIVE", "MONTHLY_LIMIT_EXCEEDED"])
def test_a_registry_that_fails_is_asked_again_until_it_answers(
    impatient: Installation, standins: StandIns, fault: str
) -> None:
    standins.set_faults(registry=fault, slow_seconds=1)
    maria = impatient.citizen("maria")
    path = ask(maria)
    impatient.drain()
    assert rule_of(impatient, path) == (Outcome.UNCHECKED, Ground.UNAVAILABLE)
    assert "δεν απάντησε ακόμη" in words_of(maria.get(path))
    assert "ελέγχθηκε αυτόματα" not in words_of(maria.get("/me/notices"))
    impatient.drain()
    assert len(standins.registry_calls()) == 1
    impatient.clock.advance(UNTIL_NEXT_TRY)
    impatient.drain()
    assert len(standins.registry_calls()) == 2
    standins.set_faults()
    impatient.clock.advance(2 * UNTIL_NEXT_TRY)
    impatient.drain()
    assert rule_of(impatient, path) == (Outcome.ELIGIBLE, Ground.MAIN_LISTED)
    assert history_of(impatient, path) == ["submit", "file", "decide_unchecked", "decide_eligible"]
    assert "δεν απάντησε ακόμη" not in words_of(maria.get(path))
    assert words_of(maria.get("/me/notices")).count("56.30.10.00") == 1


def test_a_registry_that_refuses_us_alarms_the_operator_and_waits_for_a_person(
    decided: Installation, standins: StandIns, caplog: pytest.LogCaptureFixture
) -> None:
    standins.set_faults(registry="TOKEN_USERNAME_NOT_AUTHENTICATED")
    path = ask(decided.citizen("maria"))
    with caplog.at_level(logging.INFO):
        decided.drain()
    alarms = [record for record in caplog.records if record.levelno >= logging.ERROR]
    [alarm] = [record for record in alarms if record.name == "serres_requests.services.eligibility"]
    assert "TOKEN_USERNAME_NOT_AUTHENTICATED" in alarm.getMessage()
    assert AFM not in caplog.text
    assert rule_of(decided, path) == (Outcome.UNCHECKED, Ground.REFUSED)
    decided.clock.advance(timedelta(days=1))
    decided.drain()
    assert len(standins.registry_calls()) == 1
    admin = decided.staff("admin")
    page = admin.get("/manage/outbox/contents")
    assert "Αυτόματος έλεγχος" in words_of(page)
    standins.set_faults()
    admin.press(page, "/retry", status=303)
    decided.drain()
    assert rule_of(decided, path) == (Outcome.ELIGIBLE, Ground.MAIN_LISTED)


def test_an_installation_without_registry_leaves_it_to_an_officer(
    decided: Installation, standins: StandIns
) -> None:
    decided.use(business_registry=None)
    path = ask(decided.citizen("maria"))
    decided.drain()
    assert rule_of(decided, path) == (Outcome.UNCHECKED, Ground.NO_REGISTRY)
    assert checks_waiting(decided) == 0
    assert standins.registry_calls() == []


def test_without_a_table_nobody_is_looked_up_until_there_is_one(
    decided: Installation, standins: StandIns, caplog: pytest.LogCaptureFixture
) -> None:
    versions: list[Any] = []

    def take(site: Any, _registry: Any) -> None:
        table = site.reference_tables["kad-affected"]
        versions.extend(table.versions)
        table.versions = ()

    def put_back(site: Any, _registry: Any) -> None:
        version = versions[0]
        table = site.reference_tables["kad-affected"]
        table.add_version(version.entries, version.imported_at, "admin", "Απόφαση")

    change(decided, take)
    path = ask(decided.citizen("maria"))
    decided.drain()
    assert rule_of(decided, path) == (Outcome.UNCHECKED, Ground.NO_TABLE)
    assert standins.registry_calls() == []
    assert "kad-affected" in caplog.text
    change(decided, put_back)
    decided.clock.advance(UNTIL_NEXT_TRY)
    decided.drain()
    assert rule_of(decided, path) == (Outcome.ELIGIBLE, Ground.MAIN_LISTED)


def test_a_table_that_is_not_there_at_all_is_waited_for_too(decided: Installation) -> None:
    def remove(site: Any, registry: Any) -> None:
        site.reference_tables.remove("kad-affected", registry=registry)

    change(decided, remove)
    path = ask(decided.citizen("maria"))
    decided.drain()
    assert rule_of(decided, path) == (Outcome.UNCHECKED, Ground.NO_TABLE)


def test_a_request_that_was_rejected_meanwhile_is_not_looked_up(
    impatient: Installation, standins: StandIns
) -> None:
    standins.set_faults(registry="error")
    path = ask(impatient.citizen("maria"))
    impatient.drain()
    impatient.staff("lighting").move(impatient.staff_page(path), "reject", "Εκπρόθεσμη.", status=303)
    standins.set_faults()
    standins.forget_registry_calls()
    impatient.clock.advance(timedelta(hours=1))
    impatient.drain()
    assert standins.registry_calls() == []
    assert rule_of(impatient, path) == (Outcome.UNCHECKED, Ground.UNAVAILABLE)


def test_a_decision_is_made_once(decided: Installation, standins: StandIns) -> None:
    maria = decided.citizen("maria")
    path = ask(maria)
    decided.drain()
    before = decision_of(decided, path)
    reference = decided.reference_of(path)
    now = decided.clock.now()
    change(decided, lambda site, _: site.outbox.add(Effect(EffectKind.DECIDE, reference), now))
    decided.drain()
    assert decision_of(decided, path) == before
    assert len(standins.registry_calls()) == 1


def test_what_is_stored_is_listed_and_notices_its_changes(decided: Installation) -> None:
    ask(decided.citizen("maria"))
    decided.drain()
    listed = set(STORED_CLASSES.read_text().splitlines())
    ours = [
        stored for stored in records(decided._database) if type(stored.instance).__module__.startswith("serres_")
    ]
    assert {"DecisionRecord", "RegistryAnswer"} <= {
        name.rpartition(".")[2] for stored in records(decided._database) for name in stored.classes
    }
    assert not {name for stored in ours for name in stored.classes} - listed
    changeable = [
        part
        for stored in records(decided._database)  # read while their connection is open
        if type(stored.instance).__name__ in {"Request", "RegistryAnswers", "ReferenceVersion", "ReferenceTable"}
        for name, value in attributes(stored.instance).items()
        if name != "__acl__"
        for part in mutable_parts(value, name)
    ]
    assert not changeable


def test_a_later_version_of_the_table_leaves_earlier_decisions_alone(decided: Installation) -> None:
    maria = decided.citizen("maria")
    first = ask(maria)
    decided.drain()

    def import_other(site: Any, _registry: Any) -> None:
        table = site.reference_tables["kad-affected"]
        entries = tuple(replace(entry, code="01") for entry in table.current.entries[:1])
        table.add_version(entries, decided.clock.now(), "admin", "Άλλη απόφαση")

    change(decided, import_other)
    second = ask(maria)
    decided.drain()
    assert rule_of(decided, first) == (Outcome.ELIGIBLE, Ground.MAIN_LISTED)
    assert rule_of(decided, second) == (Outcome.NOT_ELIGIBLE, Ground.NOT_LISTED)
