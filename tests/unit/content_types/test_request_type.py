"""Versions of a request type are checked, numbered and never change."""

from datetime import UTC, datetime

import pytest

from serres_requests.content_types.request_type import RequestType, RequestTypes
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.texts import Text

NOW = datetime(2026, 3, 25, tzinfo=UTC)


def words(text):
    return {"el": text, "en": text}


def data(title="Φωτισμός"):
    return {
        "name": "lamp",
        "department": "lighting",
        "title": words(title),
        "summary": words("Σύνοψη"),
        "description": words("Περιγραφή"),
        "answer_days": 1,
        "fields": [{"name": "place", "kind": "text", "title": words("Πού")}],
    }


def test_a_new_type_is_open_and_has_its_first_version():
    request_type = RequestType(data())
    assert (request_type.is_open, request_type.current.number) == (True, 1)
    assert request_type.definition.title.el == "Φωτισμός"


def test_a_new_version_leaves_the_old_one_as_it_was():
    request_type = RequestType(data())
    published = request_type.publish(data("Νέος"))
    assert (published.number, request_type.current) == (2, published)
    assert [request_type.version(n).definition.title.el for n in (1, 2)] == ["Φωτισμός", "Νέος"]


def test_a_wrong_definition_is_not_published():
    request_type = RequestType(data())
    with pytest.raises(DefinitionError):
        request_type.publish({**data(), "fields": []})
    assert request_type.current.number == 1


def test_a_definition_that_changes_after_publishing_does_not_reach_the_version():
    source = data()
    request_type = RequestType(source)
    source["title"]["el"] = "Άλλο"
    assert request_type.definition.title.el == "Φωτισμός"


def test_versions_survive_the_database(connect):
    writer, reader = connect(), connect()
    types = writer.root()["types"] = RequestTypes()
    types.add("lamp", RequestType(data("😀 «Φωτισμός»")), send_events=False)
    types["lamp"].publish(data("Νέος"))
    writer.transaction_manager.commit()
    reader.sync()
    stored = reader.root()["types"]["lamp"]
    assert stored.name == "lamp"
    assert [stored.version(n).definition.title.el for n in (1, 2)] == ["😀 «Φωτισμός»", "Νέος"]
    assert stored.definition is stored.definition


def test_types_are_not_made_by_the_stock_add_form():
    assert RequestTypes().__sdi_addable__(None, {}) is False


class TestWorkingCopies:
    def test_a_type_may_begin_without_a_version(self):
        request_type = RequestType()
        assert (request_type.is_published, request_type.versions, request_type.working_copy) == (False, (), None)
        with pytest.raises(IndexError):
            request_type.definition  # noqa: B018

    def test_its_title_is_the_published_one_else_that_of_the_working_copy_else_its_name(self):
        request_type = RequestType()
        request_type.__name__ = "lamp"
        assert request_type.title == Text("lamp", "lamp")
        request_type.keep(data("Πρώτος"), NOW, "somebody")
        assert request_type.title.el == "Πρώτος"
        request_type.publish(data("Δημοσιευμένος"))
        request_type.keep(data("Άλλος"), NOW, "somebody")
        assert request_type.title.el == "Δημοσιευμένος"

    def test_a_working_copy_tells_when_and_by_whom_and_can_be_forgotten(self):
        request_type = RequestType(data())
        request_type.keep(data("Νέος"), NOW, "somebody")
        assert (request_type.working_copy_saved_at, request_type.working_copy_saved_by) == (NOW, "somebody")
        assert request_type.definition.title.el == "Φωτισμός"
        request_type.discard()
        forgotten = (
            request_type.working_copy,
            request_type.working_copy_saved_at,
            request_type.working_copy_saved_by,
        )
        assert forgotten == (None, None, "")

    def test_a_version_can_tell_when_and_by_whom_it_was_published(self):
        request_type = RequestType(data())
        assert (request_type.current.published_at, request_type.current.published_by) == (None, "")
        version = request_type.publish(data(), at=NOW, by="somebody")
        assert (version.published_at, version.published_by) == (NOW, "somebody")

    def test_types_and_versions_stored_before_there_were_working_copies_can_be_read(self):
        request_type = RequestType(data())
        stored = request_type.__getstate__()
        assert not {name for name in stored if name.startswith("working_copy")}
        assert not {name for name in request_type.current.__getstate__() if name.startswith("published")}
