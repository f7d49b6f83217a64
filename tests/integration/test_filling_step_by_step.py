"""Drafts are filled step by step: what appears is shown once, files and items are kept, hidden answers are not."""

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from tests.support.draft_filling import Filling, new_draft_id, publish
from tests.support.every_kind import field_of
from tests.support.photo import JPEG
from tests.support.site import CITIZEN, Site

from serres_requests.domain.kinds import Kind
from serres_requests.services.filling import take_file
from serres_requests.services.prefill import certified, prefilled
from serres_requests.services.uploads import Problem

FIRST = [
    field_of(Kind.YES_NO, name="ask", required=True),
    field_of(Kind.TEXT, name="why", show_if="ask", required=True),
    field_of(Kind.FILES, name="proof", show_if="ask", max_files=2),
    field_of(Kind.COMPUTED, name="total", value="proof * 2"),
    {
        **field_of(Kind.GROUP, name="people", min_items=1, max_items=3),
        "fields": [field_of(Kind.TEXT, name="who", required=True)],
    },
]
SECOND = [
    field_of(Kind.TEXT, name="more", required=True),
    field_of(Kind.FILES, name="papers"),
    field_of(Kind.EMAIL, name="mail", prefill="contact.email"),
    field_of(Kind.TEXT, name="owner", prefill="card.full_name", locked=True, required=True),
    field_of(Kind.TEXT, name="last_time", prefill="earlier"),
]
ALWAYS = {"ask", "total", "people"}


def photo(name="φωτογραφία.jpg", content=JPEG):
    return SimpleNamespace(filename=name, file=BytesIO(content))


@pytest.fixture
def filling(site: Site) -> Filling:
    return publish(site, ("one", "", FIRST), ("two", 'why == "x"', SECOND))


def person(name: str, index: int = 0) -> tuple[tuple[str, str], ...]:
    return (("people.count", str(index + 1)), (f"people.{index}.who", name))


def test_what_answers_make_appear_holds_the_citizen_on_the_page_once(filling):
    sent = filling.send("one", *person("Άννα"), ask="yes", seen=ALWAYS)
    assert (sent.is_done, sent.appeared, sent.wrong) == (False, {"why", "proof"}, {"why"})
    sent = filling.send("one", *person("Άννα"), ask="yes", why="y", seen={*ALWAYS, "why", "proof"})
    assert (sent.is_done, sent.appeared, sent.wrong, sent.steps) == (True, set(), set(), {"one"})


def test_what_appears_and_may_stay_empty_is_shown_before_going_on_too(filling):
    sent = filling.send("one", *person("Άννα"), ask="yes", why="y", seen={*ALWAYS, "why"})
    assert (sent.is_done, sent.appeared, sent.wrong) == (False, {"proof"}, set())


def test_what_disappears_holds_nobody(filling):
    sent = filling.send("one", *person("Άννα"), ask="no", why="", seen={*ALWAYS, "why", "proof"})
    assert (sent.is_done, sent.shown) == (True, ALWAYS)


def test_a_wrong_answer_in_another_step_holds_nobody(filling):
    sent = filling.send("one", *person("Άννα"), ask="yes", why="x")
    assert (sent.is_done, sent.wrong) == (True, {"more"})
    assert filling.submit() is None
    sent = filling.send("two", more="λόγια")
    assert (sent.is_done, sent.wrong) == (True, set())


def test_a_step_that_does_not_exist_is_the_first(filling):
    assert filling.send("nowhere", ask="no").step == "one"


def test_answers_of_one_step_stay_while_another_is_filled(filling):
    filling.send("one", *person("Άννα"), ask="yes", why="x")
    filling.send("two", more="λόγια")
    filling.send("one", *person("Νίκος"), ask="yes", why="x")
    typed = filling.draft().typed
    assert (typed["more"], typed["people"]) == ("λόγια", [{"who": "Νίκος"}])


def test_what_was_typed_is_kept_right_or_wrong_shown_or_hidden(filling):
    filling.send("one", ("people.count", "1"), ask="no", why="α" * 500)
    assert filling.draft().typed["why"] == "α" * 500


def test_a_step_can_t_be_used_to_answer_another(filling):
    filling.send("one", *person("Άννα"), ask="yes", why="x", more="forged", owner="forged")
    assert filling.draft().typed.get("more", "") == ""
    assert filling.draft().typed["owner"] == CITIZEN.full_name


def test_an_item_is_added_and_removed_without_going_on(filling):
    sent = filling.send("one", *person("Άννα"), ("add_item", "people"), ask="no")
    assert (sent.is_done, sent.wrong) == (False, set())
    assert filling.draft().typed["people"] == [{"who": "Άννα"}, {}]
    two = (("people.count", "2"), ("people.0.who", "Άννα"), ("people.1.who", "Νίκος"))
    sent = filling.send("one", *two, ("drop_item", "people.0"), ask="no")
    assert (sent.is_done, filling.draft().typed["people"]) == (False, [{"who": "Νίκος"}])
    assert filling.send("one", *person("Νίκος"), ask="no").is_done


def test_no_more_items_than_allowed_are_kept(filling):
    many = [("people.count", "99"), *((f"people.{n}.who", f"{n}") for n in range(99))]
    filling.send("one", *many, ("add_item", "people"), ask="no")
    assert len(filling.draft().typed["people"]) == 3


def test_a_group_that_needs_an_item_holds_the_citizen(filling):
    assert filling.send("one", ("people.count", "1"), ("people.0.who", ""), ask="no").wrong == {"people"}


def test_files_are_kept_across_steps_and_counted(filling):
    sent = filling.send("one", *person("Άννα"), ("proof", photo("1.jpg")), ask="yes", why="x")
    assert sent.computed == {"total": 2}
    filling.send("two", ("papers", photo("2.jpg")), more="λόγια")
    sent = filling.send("one", *person("Άννα"), ("proof", b""), ask="yes", why="x")
    assert (sent.computed, filling.draft().files) == ({"total": 2}, {"proof": ["1.jpg"], "papers": ["2.jpg"]})
    request = filling.submit()
    assert sorted(request.files) == ["1.jpg", "2.jpg"]
    assert request.answers["total"] == 2


def test_a_file_that_is_dropped_is_gone(filling):
    filling.send("one", ("proof", photo("1.jpg")), ("proof", photo("2.jpg")), ask="yes")
    first = filling.draft().ids["proof"][0]
    sent = filling.send("one", *person("Άννα"), ("proof.remove", first), ask="yes", why="y")
    assert (filling.draft().files, sent.computed) == ({"proof": ["2.jpg"]}, {"total": 2})
    assert filling.draft().typed["proof"] == filling.draft().ids["proof"]


def test_files_that_are_not_taken_hold_the_citizen(filling):
    proof = [("proof", photo("1.jpg")), ("proof", photo("2.txt", b"text")), ("proof", photo("3.jpg", b""))]
    sent = filling.send("one", *person("Άννα"), *proof, ask="yes", why="x")
    assert (sent.is_done, sent.refused) == (False, {"proof": [Problem.TYPE, Problem.EMPTY]})
    sent = filling.send(
        "one", ("proof", photo("4.jpg")), ("proof", photo("5.jpg")), *person("Άννα"), ask="yes", why="x"
    )
    assert sent.refused == {"proof": [Problem.TOO_MANY]}
    assert filling.draft().files == {"proof": ["1.jpg", "4.jpg"]}


def test_only_what_is_shown_is_filed(filling):
    filling.send("one", *person("Άννα"), ("proof", photo("1.jpg")), ask="yes", why="x")
    filling.send("two", ("papers", photo("2.jpg")), more="λόγια")
    filling.send("one", *person("Άννα"), ask="no", why="x")
    request = filling.submit()
    assert request.files == []
    assert request.answers.keys() == {"ask", "people"}
    assert request.answers["ask"] is False


def test_what_became_wrong_is_not_filed(filling):
    filling.send("one", *person("Άννα"), ask="no")
    filling.send("one", *person("Άννα"), ask="yes", why="")
    assert filling.submit() is None


def prove_address(site: Site) -> None:
    def act(uow: Any) -> None:
        Filling.citizen(uow).confirmed_email = "maria@example.gr"

    site.change(act)


def test_later_steps_begin_with_what_is_known(site, filling):
    prove_address(site)
    filling.send("one", *person("Άννα"), ask="yes", why="x")
    typed = filling.draft().typed
    assert (typed["mail"], typed["owner"]) == ("maria@example.gr", CITIZEN.full_name)
    filling.send("two", more="λόγια", mail="other@example.gr")
    filling.send("one", *person("Άννα"), ask="yes", why="x")
    assert filling.draft().typed["mail"] == "other@example.gr"
    filling.send("two", more="λόγια", mail="")
    filling.send("one", *person("Άννα"), ask="yes", why="x")
    assert filling.draft().typed["mail"] == ""


def test_a_draft_that_began_with_a_file_begins_with_what_is_known_too(site, filling):
    prove_address(site)

    def act(uow: Any) -> None:
        request_type = uow.site.request_types[filling.type_name]
        assert (
            take_file(uow, filling.citizen(uow), request_type, filling.draft_id, "proof", photo(), page="").refused
            is None
        )

    site.change(act)
    filling.send("one", *person("Άννα"), ask="yes", why="x")
    assert filling.draft().typed["mail"] == "maria@example.gr"


def test_a_file_by_itself_needs_a_field_for_files_and_a_draft_that_was_not_submitted(site, filling):
    def take(field: str) -> Any:
        def act(uow: Any) -> Any:
            request_type = uow.site.request_types[filling.type_name]
            taken = take_file(uow, filling.citizen(uow), request_type, filling.draft_id, field, photo(), page="")
            return taken and taken.field.name

        return site.change(act)

    filling.send("one", *person("Άννα"), ask="yes", why="y", seen={*ALWAYS, "why", "proof"})
    assert [take(name) for name in ("why", "nothing", "proof")] == [None, None, "proof"]
    assert filling.draft().files == {"proof": ["φωτογραφία.jpg"]}
    assert filling.submit() is not None
    assert take("proof") is None


def test_certified_answers_can_t_be_forged(filling):
    filling.send("one", *person("Άννα"), ask="yes", why="x")
    filling.send("two", more="λόγια", owner="ΑΛΛΟΣ ΑΝΘΡΩΠΟΣ")
    assert filling.draft().typed["owner"] == CITIZEN.full_name

    def forge(uow: Any) -> None:
        draft = filling.citizen(uow).drafts[filling.draft_id]
        draft.save({**draft.typed, "owner": "ΑΛΛΟΣ ΑΝΘΡΩΠΟΣ"}, uow.now())

    filling.site.change(forge)
    filed = filling.submit()
    assert (filed.answers["owner"], filed.certified) == (CITIZEN.full_name, ("owner",))


def test_the_last_request_of_the_type_is_remembered(site, filling):
    filling.send("one", *person("Άννα"), ask="yes", why="x")
    filling.send("two", more="λόγια", last_time="από τότε")
    assert filling.submit() is not None
    again = replace(filling, draft_id=new_draft_id())

    def at(uow: Any) -> Any:
        fields = uow.site.request_types[filling.type_name].definition.fields
        return prefilled(uow, filling.citizen(uow), filling.type_name, fields)

    assert site.look(at)["last_time"] == "από τότε"
    again.send("one", *person("Άννα"), ask="yes", why="x")
    assert again.draft().typed["last_time"] == "από τότε"


def test_what_is_known_of_the_citizen(site):
    sources = {
        "full": "card.full_name",
        "last": "card.last_name",
        "first": "card.first_name",
        "father": "card.fathers_name",
        "mother": "card.mothers_name",
        "tax": "card.afm",
    }
    fields = [field_of(Kind.TEXT, name=n, prefill=source, locked=n == "tax") for n, source in sources.items()]
    other = publish(site, ("one", "", [*fields, field_of(Kind.TEXT, name="before", prefill="earlier")]))

    def at(uow: Any) -> Any:
        request_type = uow.site.request_types[other.type_name]
        citizen = other.citizen(uow)
        fields = request_type.definition.fields
        return prefilled(uow, citizen, request_type.name, fields), certified(uow, citizen, fields)

    begun, sure = site.look(at)
    assert begun == {
        "full": CITIZEN.full_name,
        "last": CITIZEN.last_name,
        "first": CITIZEN.first_name,
        "father": CITIZEN.fathers_name,
        "mother": CITIZEN.mothers_name,
        "tax": CITIZEN.afm,
    }
    assert sure == {"tax": CITIZEN.afm}


def test_a_forged_version_is_not_counted(filling):
    for version in ("9" * 5000, "0", "-1", "٣", "2", "x"):
        assert filling.send("one", *person("Άννα"), ask="no", version=version).is_done, version
