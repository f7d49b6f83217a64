"""What holds of every form that the editor accepts, and of whatever is typed into it."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.strategies import CONTEXT, definitions, typed
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from serres_requests.content_types.request import Request
from serres_requests.content_types.request_type import RequestType
from serres_requests.domain import editing
from serres_requests.domain.checking import check_shape, problems_of
from serres_requests.domain.comparison import compare
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.people import Identity
from serres_requests.domain.visibility import plan_of
from serres_requests.forms.evaluation import evaluate
from serres_requests.forms.fitting import fitting
from serres_requests.forms.form import RequestForm
from serres_requests.forms.self_test import self_test
from serres_requests.services.definition_files import export_yaml, import_yaml

SOMEBODY = Identity("123456783", "ΔΟΚΙΜΑΣΤΙΚΗ", "ΜΑΡΙΑ", "ΙΩΑΝΝΗΣ", "ΕΛΕΝΗ", 1980)
moderately = settings(
    derandomize=True,
    deadline=None,
    max_examples=50,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A real one on disk."""
    database = DB(FileStorage(str(tmp_path_factory.mktemp("database") / "Data.fs")))
    yield database
    database.close()


@moderately
@given(data=definitions())
def test_the_editor_accepts_it_and_its_files_carry_it_whole(data):
    check_shape(data)
    assert problems_of(data) == []
    text = export_yaml(data)
    assert import_yaml(text) == data
    assert export_yaml(import_yaml(text)) == text
    assert parse_definition(json.loads(json.dumps(data))) == parse_definition(data)
    published = RequestType(data).current
    assert published.data == data
    assert published.definition == parse_definition(data)
    assert compare(data, import_yaml(text)) == ()


@moderately
@given(everything=definitions().flatmap(lambda data: st.tuples(st.just(data), typed(parse_definition(data)))))
def test_it_renders_and_its_pages_agree_with_the_whole(everything, form_templates):
    data, raw = everything
    definition = parse_definition(data)
    evaluation = evaluate(definition, plan_of(definition), raw, CONTEXT)
    for step in definition.steps:
        form = RequestForm(
            step.fields, raw, CONTEXT, required=evaluation.shown.required, shown=evaluation.shown.fields
        )
        answers = form.answers()
        html = form.render_typed()
        assert all(f'id="item-field-{field.name}"' in html for field in step.fields)
        names = {field.name for field in step.fields}
        assert (answers is None) == bool(evaluation.wrong & names)
        if answers is not None:
            computed = evaluation.shown.computed
            kept = {name: value for name, value in evaluation.answers.items() if name in names - computed.keys()}
            assert answers == kept


@moderately
@given(everything=definitions().flatmap(lambda data: st.tuples(st.just(data), typed(parse_definition(data)))))
def test_answers_are_kept_exactly_and_those_to_hidden_fields_not_at_all(everything, database):
    data, raw = everything
    definition = parse_definition(data)
    evaluation = evaluate(definition, plan_of(definition), raw, CONTEXT)
    assert evaluation.answers.keys() <= evaluation.shown.fields
    assert all(answer is not None for answer in evaluation.answers.values())
    assert not evaluation.answers.keys() & evaluation.wrong
    only_shown = {name: value for name, value in raw.items() if name in evaluation.shown.fields}
    assert evaluate(definition, plan_of(definition), only_shown, CONTEXT) == evaluation
    stored = stored_and_read(database, evaluation.answers)
    assert stored == evaluation.answers
    assert repr(stored) == repr(evaluation.answers)
    assert json.loads(json.dumps(raw)) == raw
    fitted = fitting(definition.fields, raw)
    assert evaluate(definition, plan_of(definition), fitted, CONTEXT) == evaluation
    assert fitting(definition.fields, fitted) == fitted


@moderately
@given(data=definitions())
def test_the_self_test_passes_every_form_that_can_be_filled_in(data):
    report = self_test(parse_definition(data), CONTEXT)
    assert report.passed, report.failures


@moderately
@given(data=definitions(), moves=st.lists(st.tuples(st.integers(0, 20), st.integers(-4, 4)), max_size=4))
def test_editing_keeps_a_definition_right(data, moves):
    names = editing.field_names(data)
    edited = data
    for place, by in moves:
        name = names[place % len(names)]
        edited = editing.move_field(edited, name, by)
        edited = editing.replace_field(edited, name, {**editing.find_field(edited, name), "name": f"{name}_new"})
        names[place % len(names)] = f"{name}_new"
    assert sorted(editing.field_names(edited)) == sorted(names)
    if all(step["fields"] for step in edited["steps"]):
        assert [error.problem for error in problems_of(edited) if "depend" not in error.problem] == []


def stored_and_read(database, answers):
    request = Request(
        type_name="any-type",
        type_version=1,
        department="lighting",
        applicant_id="1",
        applicant=SOMEBODY,
        answers=answers,
        attachments=(),
        submitted_at=datetime(2026, 3, 25, tzinfo=UTC),
    )
    with database.transaction() as writer:
        writer.root()["request"] = request
    database.cacheMinimize()
    with database.transaction() as reader:
        return dict(reader.root()["request"].answers)
