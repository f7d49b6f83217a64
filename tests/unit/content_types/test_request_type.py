"""Versions of a request type are checked, numbered and never change."""

import pytest

from serres_requests.content_types.request_type import RequestType, RequestTypes
from serres_requests.domain.errors import DefinitionError


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
