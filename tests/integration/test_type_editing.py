"""Request types are begun, edited, tested, published and moved on, in a real database."""

import json
from datetime import date, timedelta
from decimal import Decimal
from itertools import count

import pytest
from tests.support.definitions import OPTIONS, definition_data, words
from tests.support.site import ACTOR, CITIZEN, Site

from serres_requests.domain import editing
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.reference import CodeEntry, TableKind
from serres_requests.domain.texts import Text
from serres_requests.forms.self_test import SelfTestError
from serres_requests.services import type_editing
from serres_requests.services.reference_data import create_table

_numbers = count()


def field(name, kind="text", **changes):
    return {"name": name, "kind": kind, "title": words(name), **OPTIONS.get(kind, {}), **changes}


@pytest.fixture
def name():
    return f"type-{next(_numbers)}"


def of(uow, name):
    return uow.site.request_types[name]


def is_recent(uow, moment):
    return timedelta(0) <= uow.now() - moment < timedelta(minutes=1)


def begin(site: Site, name: str) -> None:
    site.change(lambda uow: type_editing.begin_type(uow, name, "lighting", Text("Νέο", "New")) and None)


def kept(site: Site, name: str, *fields, **others) -> None:
    data = definition_data(list(fields), name=name, **others)
    site.change(lambda uow: type_editing.keep(uow, of(uow, name), data))


def published(site: Site, name: str, *fields, **others) -> int:
    kept(site, name, *fields, **others)
    return site.change(lambda uow: type_editing.publish(uow, of(uow, name)).number)


class TestBeginning:
    def test_a_new_type_is_closed_and_unpublished(self, site, name):
        begin(site, name)
        begun = site.look(
            lambda uow: (
                of(uow, name).is_open,
                of(uow, name).is_published,
                of(uow, name).versions,
                of(uow, name).title,
                of(uow, name).working_copy_saved_by,
                is_recent(uow, of(uow, name).working_copy_saved_at),
            )
        )
        assert begun == (False, False, (), Text("Νέο", "New"), ACTOR, True)

    def test_it_tells_what_is_missing(self, site, name):
        begin(site, name)
        problems = type_editing.problems(site.look(lambda uow: type_editing.working_data(of(uow, name))))
        assert [error.place for error in problems] == ["summary", "description", "answer_days", "fields"]

    @pytest.mark.parametrize(
        ("wrong", "department"),
        [("", "lighting"), ("Νέο", "lighting"), ("-a", "lighting"), ("A", "lighting"), ("a", "nowhere")],
    )
    def test_wrong_names_and_departments(self, site, wrong, department):
        with pytest.raises(DefinitionError):
            site.change(lambda uow: type_editing.begin_type(uow, wrong, department, Text("Νέο", "New")))

    def test_a_name_is_taken_once(self, site, name):
        begin(site, name)
        with pytest.raises(DefinitionError, match="already"):
            begin(site, name)

    def test_citizens_do_not_meet_it(self, site, name):
        begin(site, name)
        browser = site.browser()
        assert f"/services/{name}" not in browser.get("/").text
        for address in ("", "/apply", "/conditions"):
            browser.get(f"/services/{name}{address}", status=404)

    def test_it_can_be_removed_but_not_opened(self, site, name):
        begin(site, name)
        for refused in (
            lambda uow: type_editing.set_open(of(uow, name), is_open=True),
            lambda uow: type_editing.discard(of(uow, name)),
        ):
            with pytest.raises(DefinitionError, match="published"):
                site.change(refused)
        site.change(lambda uow: type_editing.remove_unpublished(uow, of(uow, name)))
        assert site.look(lambda uow: name not in uow.site.request_types)


class TestKeeping:
    def test_a_working_copy_is_kept_and_read_back(self, site, name):
        begin(site, name)
        data = definition_data([field("a", show_if="nobody and (")], name=name)
        site.change(lambda uow: type_editing.keep(uow, of(uow, name), data))
        assert site.look(lambda uow: type_editing.working_data(of(uow, name))) == editing.with_steps(data)

    def test_editing_begins_at_the_published_version(self, site):
        found = site.look(lambda uow: type_editing.working_data(of(uow, "cleaning")))
        assert [step["name"] for step in found["steps"]] == ["request"]
        assert type_editing.problems(found) == []

    @pytest.mark.parametrize(
        "change",
        [
            {"name": "another"},
            {"name": None},
            {"fields": "none"},
            {"fee": float("nan")},
            {"fee": {1, 2}, "closes": object},
            {"summary": words("\ud800")},
            {"summary": words("x" * 1_000_000)},
            {"summary": {1: "x", "el": "x"}},
        ],
    )
    def test_what_can_not_be_kept(self, site, name, change):
        begin(site, name)
        data = definition_data([field("a")], name=name) | change
        before = site.look(lambda uow: of(uow, name).working_copy)
        with pytest.raises(DefinitionError):
            site.change(lambda uow: type_editing.keep(uow, of(uow, name), data))
        assert site.look(lambda uow: of(uow, name).working_copy) == before

    def test_days_and_exact_numbers_are_kept_as_text(self, site, name):
        begin(site, name)
        kept(site, name, field("a"), fee=Decimal("8.50"), opens=date(2026, 3, 2))
        data = site.look(lambda uow: type_editing.working_data(of(uow, name)))
        assert (data["fee"], data["opens"]) == ("8.50", "2026-03-02")

    def test_discarding_goes_back_to_the_version(self, site, name):
        begin(site, name)
        published(site, name, field("a"))
        kept(site, name, field("b"))
        site.change(lambda uow: type_editing.discard(of(uow, name)))
        assert site.look(lambda uow: of(uow, name).working_copy) is None
        assert site.look(lambda uow: editing.field_names(type_editing.working_data(of(uow, name)))) == ["a"]


def test_problems_of_what_has_no_shape(site):
    assert [error.place for error in type_editing.problems({"name": "x"})] == ["title"]


class TestPublishing:
    def test_a_version_tells_when_and_by_whom(self, site, name):
        begin(site, name)
        assert published(site, name, field("a")) == 1
        assert published(site, name, field("a"), field("b")) == 2
        versions = site.look(
            lambda uow: [
                (version.number, version.published_by, is_recent(uow, version.published_at))
                for version in of(uow, name).versions
            ]
        )
        assert versions == [(1, ACTOR, True), (2, ACTOR, True)]
        assert site.look(lambda uow: (of(uow, name).working_copy, of(uow, name).is_open)) == (None, False)

    def test_versions_that_came_with_the_product_tell_neither(self, site):
        version = site.look(lambda uow: (of(uow, "cleaning").current.published_at, ""))
        assert version == (None, "")

    def test_nothing_to_publish(self, site):
        with pytest.raises(DefinitionError, match="nothing"):
            site.change(lambda uow: type_editing.publish(uow, of(uow, "cleaning")))

    def test_problems_keep_it_from_being_published(self, site, name):
        begin(site, name)
        kept(site, name, field("a", show_if="nobody"))
        with pytest.raises(DefinitionError, match="nobody"):
            site.change(lambda uow: type_editing.publish(uow, of(uow, name)))

    def test_a_department_that_is_gone(self, site, name):
        begin(site, name)
        kept(site, name, field("a"), department="nowhere")
        with pytest.raises(DefinitionError, match="department"):
            site.change(lambda uow: type_editing.publish(uow, of(uow, name)))

    def test_a_code_list_that_is_not_there(self, site, name):
        begin(site, name)
        kept(site, name, field("a", "code_list", table="no-such-list"))
        with pytest.raises(DefinitionError, match="no-such-list"):
            site.change(lambda uow: type_editing.publish(uow, of(uow, name)))

    def test_a_code_list_that_has_entries(self, site, name):
        def add_list(uow):
            table = create_table(uow.site, uow.registry, f"list-{name}", Text("Λίστα", "List"), TableKind.PLAIN)
            table.add_version((CodeEntry("gr", "Ελλάδα"),), uow.now(), "", "")

        begin(site, name)
        site.change(add_list)
        assert published(site, name, field("a", "code_list", table=f"list-{name}")) == 1

    def test_a_form_that_nobody_can_fill_in_is_refused_with_the_report(self, site, name):
        begin(site, name)
        kept(site, name, field("a", "number", minimum=5, maximum=3, required=True))
        with pytest.raises(SelfTestError) as caught:
            site.change(lambda uow: type_editing.publish(uow, of(uow, name)))
        assert [failure.field for failure in caught.value.report.failures] == ["a"]
        assert not site.look(lambda uow: of(uow, name).is_published)

    def test_opened_it_can_be_applied_for(self, site, name):
        begin(site, name)
        published(site, name, field("a"))
        assert "Άνοιγμα" not in site.browser().get(f"/services/{name}").text
        site.change(lambda uow: type_editing.set_open(of(uow, name), is_open=True))
        assert f"/services/{name}" in site.browser().get("/").text
        assert 'name="a"' in site.citizen().get(f"/services/{name}/apply").text

    def test_published_types_are_not_removed(self, site, name):
        begin(site, name)
        published(site, name, field("a"))
        with pytest.raises(DefinitionError, match="close"):
            site.change(lambda uow: type_editing.remove_unpublished(uow, of(uow, name)))


class TestCopying:
    def test_a_copy_begins_as_the_original_stands(self, site, name):
        copy = f"{name}-copy"
        begin(site, name)
        kept(site, name, field("a"))
        site.change(lambda uow: type_editing.copy_type(uow, of(uow, name), copy) and None)
        copied = site.look(lambda uow: json.loads(of(uow, copy).working_copy))
        assert copied["name"] == copy
        assert editing.field_names(copied) == ["a"]
        assert site.look(lambda uow: (of(uow, copy).is_open, of(uow, copy).is_published)) == (False, False)


class TestFiles:
    @pytest.mark.parametrize("built_in", ["cleaning", "greenery", "street-lighting"])
    def test_what_comes_with_the_product_is_carried_whole(self, site, built_in):
        data = site.look(lambda uow: of(uow, built_in).current.data)
        text = type_editing.export_yaml(data)
        assert type_editing.import_yaml(text) == data
        assert type_editing.export_yaml(type_editing.import_yaml(text)) == text

    def test_an_imported_definition_can_be_kept_and_published(self, site, name):
        begin(site, name)
        text = type_editing.export_yaml(
            {**site.look(lambda uow: type_editing.working_data(of(uow, "cleaning"))), "name": name}
        )
        site.change(lambda uow: type_editing.keep(uow, of(uow, name), type_editing.import_yaml(text)))
        assert site.change(lambda uow: type_editing.publish(uow, of(uow, name)).number) == 1

    def test_the_citizen_of_these_tests_is_there(self, site):
        assert site.look(lambda uow: uow.site.citizens.find(CITIZEN.afm)) is not None
