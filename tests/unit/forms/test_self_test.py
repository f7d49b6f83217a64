"""The self-test walks every branch of a form and tells what could not be filled in."""

import time

import pytest
from tests.support.definitions import CHOICES, OPTIONS, definition_data, large_definition, words

from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.fields import PREFILL
from serres_requests.domain.kinds import Kind
from serres_requests.domain.visibility import plan_of
from serres_requests.forms.context import FormContext
from serres_requests.forms.evaluation import evaluate
from serres_requests.forms.samples import CERTIFIED
from serres_requests.forms.self_test import SelfTestError, self_test

COUNTRIES = {"countries": [("gr", "Ελλάδα"), ("cy", "Κύπρος")], "none": []}
CONTEXT = FormContext("el", table=COUNTRIES.__getitem__)


def report_of(*fields, **others):
    return self_test(parse_definition(definition_data(list(fields), **others)), CONTEXT)


def field(name, kind="text", **changes):
    return {"name": name, "kind": kind, **OPTIONS.get(Kind(kind), {}), **changes}


def steps(*steps):
    data = definition_data([])
    del data["fields"]
    return data | {"steps": [{"title": words(s["name"]), **s} for s in steps]}


@pytest.mark.parametrize("kind", [*Kind])
def test_every_kind_can_be_filled_in(kind):
    options = {"table": "countries"} if kind is Kind.CODE_LIST else {}
    required = {} if kind in {Kind.GROUP, Kind.COMPUTED, Kind.INFO, Kind.DECLARATION} else {"required": True}
    report = report_of(field("it", kind.value, **options, **required), field("other"))
    assert report.passed
    assert (report.paths_tried, report.unreachable) == (1, ())


def test_whatever_can_be_certified_can_fill_a_locked_field():
    certified = {source for source in PREFILL if source.startswith(("card.", "registry."))}
    assert certified - {"registry.address"} == set(CERTIFIED)
    for source in CERTIFIED:
        kind = "date" if source == "registry.started_on" else "text"
        assert report_of(field("it", kind, required=True, prefill=source, locked=True)).passed


CONDITIONS = [
    'colour == "green"',
    'colour != "green"',
    'colour in ["blue", "green"]',
    '"blue" in colours and "red" in colours',
    'not ("blue" in colours)',
    "flag",
    "not flag",
    "flag and not other_flag",
    "number > 17",
    "number == 17 and money >= 99.5",
    "number > 3 and number < 5 or flag",
    '(number > 100 or flag) and (other_flag or money > 7) and colour == "blue"',
    "total > 400",
    "total == 0",
    'day > d"2026-12-01"',
    'day <= d"1999-05-05"',
    "day.year == 1970",
    "files == 0",
    "files >= 3",
    "items > 1",
    'text == "secret"',
    "text.length > 12",
    'country == "cy"',
    "flag ? number > 3 : money > 3",
    'flag and number == 12 and colour == "red" and colours == ["blue"] and money == 3 and files == 2',
    "number > 99999999999999999999999999999999 or flag",
    "needed_files == 0",
    'ok and colour == "red"',
]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_both_ways_of_a_condition_are_walked(condition):
    sources = [
        field("colour", "choice"),
        field("colours", "choices"),
        field("flag", "yes_no"),
        field("other_flag", "yes_no"),
        field("number", "number"),
        field("money", "money"),
        field("total", "computed", value="number * 8", show_if="flag"),
        field("day", "date"),
        field("files", "files"),
        field("items", "group"),
        field("text"),
        field("country", "code_list", table="countries"),
        field("ok", "declaration", show_if="flag"),
        field("needed_files", "files", require_if="other_flag"),
    ]
    definition = parse_definition(definition_data([*sources, field("it", show_if=condition)]))
    shown = shown_sets(definition)
    assert {"it" in names for names in shown} == {True, False}
    definition = parse_definition(definition_data([*sources, field("it", require_if=condition)]))
    assert {"it" in names for names in required_sets(definition)} == {True, False}


def shown_sets(definition):
    return [evaluation.shown.fields for evaluation in evaluations(definition)]


def required_sets(definition):
    return [evaluation.shown.required for evaluation in evaluations(definition)]


def evaluations(definition):
    """What the self-test's own evaluations came to."""
    found = []

    def noting(*arguments):
        found.append(evaluate(*arguments))
        return found[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("serres_requests.forms.self_test.evaluate", noting)
        assert self_test(definition, CONTEXT).passed
    return found


def test_conditions_upon_conditions():
    """What a condition reads must be shown first, over any number of links and steps."""
    data = steps(
        {"name": "one", "fields": [field("flag", "yes_no", title=words("flag"))]},
        {
            "name": "two",
            "show_if": "flag",
            "fields": [field("number", "number", title=words("n"), required=True, show_if="flag")],
        },
        {
            "name": "three",
            "show_if": "number == 77",
            "fields": [
                field("colour", "choice", title=words("c")),
                field("last", title=words("last"), show_if='colour == "blue" and number > 70'),
            ],
        },
    )
    report = self_test(parse_definition(data), CONTEXT)
    assert report.passed
    assert report.unreachable == ()
    assert report.paths_tried > 3


def test_what_no_answer_shows_is_told():
    report = report_of(field("number", "number"), field("it", show_if="number > 5 and number < 3"))
    assert report.passed
    assert report.unreachable == ("it",)


@pytest.mark.parametrize(
    ("broken", "words_of_it"),
    [
        (field("it", "number", minimum=5, maximum=3), "Write"),
        (field("it", "number", minimum="1.2", maximum="1.8", required=True), "Write"),
        (field("it", "group", min_items=3, max_items=2), "Give at"),
        (field("it", "number", prefill="card.full_name", locked=True), "Write a number"),
        (field("it", "text", max_length=3, prefill="card.full_name", locked=True), "at most"),
        (field("it", "code_list", table="none", required=True), "No answer"),
        (field("it", "code_list", table="none"), "No answer"),
        (field("it", "yes_no", prefill="card.afm", locked=True), "Choose"),
    ],
)
def test_a_field_that_nobody_can_answer_fails(broken, words_of_it):
    report = report_of(broken, field("other"))
    [failure] = report.failures
    assert failure.field == "it"
    assert words_of_it in failure.message
    assert failure.path["other"] == "Δοκιμή"
    assert str(SelfTestError(report)) == "it"


def test_a_field_that_fails_only_behind_a_condition_is_found():
    report = report_of(field("flag", "yes_no"), field("it", "number", minimum=5, maximum=3, show_if="not flag"))
    assert [failure.field for failure in report.failures] == ["it"]
    assert report.failures[0].path["flag"] == "no"


def test_the_same_definition_is_always_tested_in_the_same_way():
    definition = parse_definition(large_definition(60, 30))
    assert self_test(definition, CONTEXT) == self_test(definition, CONTEXT)


def test_a_large_form_is_tested_in_less_than_five_seconds():
    definition = parse_definition(large_definition())
    plan = plan_of(definition)
    began = time.perf_counter()
    report = self_test(definition, CONTEXT, plan)
    assert time.perf_counter() - began < 5
    assert report.passed
    assert report.unreachable == ()


def test_conditions_that_nothing_fulfils_do_not_take_for_ever():
    impossible = " and ".join(f"n{i} > n{(i + 1) % 8}" for i in range(8))
    numbers = [field(f"n{i}", "number") for i in range(8)]
    behind = [field(f"f{i}", show_if=f"{impossible} and n0 != {i}") for i in range(100)]
    began = time.perf_counter()
    report = report_of(*numbers, *behind)
    assert time.perf_counter() - began < 5
    assert report.passed
    assert len(report.unreachable) == 100


def test_parts_of_a_group_that_ask_nothing_are_left_alone():
    parts = [field("note", "info", title=words("note")), field("part", title=words("part"))]
    assert report_of(field("it", "group", min_items=1, fields=parts)).passed


def test_choices_that_conditions_name_are_tried_among_many():
    many = [{"value": f"v{i}", "title": words(f"v{i}")} for i in range(300)]
    report = report_of(field("c", "choice", choices=many), field("it", show_if='c == "v299"'))
    assert report.passed
    assert report.unreachable == ()
    assert len(CHOICES) == 3
