"""The self-test of a form before it is published: every branch is walked with generated answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import colander

from serres_requests.domain.branches import Branch, branches_of, compiler
from serres_requests.domain.conditions import Expression
from serres_requests.domain.definitions import Definition
from serres_requests.domain.errors import DomainError
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import WITHOUT_ANSWER, Kind
from serres_requests.domain.reaching import Candidate, Choices, Found, Search
from serres_requests.domain.tokens import days_in, numbers_in, strings_in
from serres_requests.domain.visibility import Plan, Rules, plan_of
from serres_requests.forms.context import FormContext
from serres_requests.forms.evaluation import Evaluation, evaluate, read_answer
from serres_requests.forms.samples import Hints, candidates, guesses
from serres_requests.i18n import _

_NOTHING_FITS: str = _("No answer to this field was found.")


@dataclass(frozen=True, slots=True)
class Failure:
    """A form that could not be filled in. path: the raw answers given; message: what is wrong, in words."""

    path: Mapping[str, Any]
    field: str
    message: str


@dataclass(frozen=True, slots=True)
class SelfTestReport:
    """What the self-test found, each field's first failure. unreachable: the fields that no path showed."""

    paths_tried: int
    failures: tuple[Failure, ...]
    unreachable: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every path that was tried could be filled in."""
        return not self.failures


class SelfTestError(DomainError):
    """A definition was not published, since its form can't be filled in; `report` tells why."""

    def __init__(self, report: SelfTestReport) -> None:
        super().__init__(", ".join(failure.field for failure in report.failures))
        self.report = report


def self_test(definition: Definition, context: FormContext, plan: Plan | None = None) -> SelfTestReport:
    """Fill the form of `definition` in along every branch of its conditions.

    Answers are generated: always the same ones for the same definition. Raises DefinitionError when a condition
    is wrong, unless the plan is given.
    """
    walk = _Walk(definition, plan or plan_of(definition), context)
    walk.along({})
    for branch in walk.branches:
        if branch not in walk.taken and (found := walk.search.reach(branch)) is not None:
            walk.along(found)
    return walk.report()


class _Walk:
    """The paths walked so far, and what they showed."""

    def __init__(self, definition: Definition, plan: Plan, context: FormContext) -> None:
        self._definition, self._plan, self._context = definition, plan, context
        rules = {rule.field.name: rule for rule in plan.rules}
        self._fields = {field.name: field for field in definition.fields}
        self._steps = {field.name: step.name for step in definition.steps for field in step.fields}
        self._choices = _choices(definition, rules, context)
        compiled = compiler(definition)
        self.search = Search(rules, self._choices, compiled)
        self.branches = list(branches_of(definition, rules, compiled))
        self.taken: set[Branch] = set()
        self._seen: set[str] = set()
        self._failures: dict[str, Failure] = {}
        self._count = 0

    def along(self, found: Found) -> None:
        """Fill the form in with the answers `found`, and ordinary ones to all else that it asks."""
        self._count += 1
        typed = {name: self._raw(name, found) for name in self._choices}
        evaluation = evaluate(self._definition, self._plan, typed, self._context)
        shown = evaluation.shown
        self._seen |= shown.fields
        self.taken.update(b for b in self.branches if b.is_taken(shown, self._steps.get(b.name, "")))
        path = {name: raw for name, raw in typed.items() if name in shown.fields and raw is not None}
        for name in self._fields:
            if name in shown.fields and name not in self._failures:
                self._look_at(name, path, evaluation)

    def report(self) -> SelfTestReport:
        """Return what was found."""
        unreachable = tuple(name for name in self._fields if name not in self._seen)
        failures = tuple(self._failures[name] for name in self._fields if name in self._failures)
        return SelfTestReport(self._count, failures, unreachable)

    def _raw(self, name: str, found: Found) -> Any:
        if name in found:
            return found[name].raw
        if ordinary := self._choices[name]:
            return ordinary[0].raw
        return next(guesses(self._fields[name], Hints(), self._context), None)

    def _look_at(self, name: str, path: Mapping[str, Any], evaluation: Evaluation) -> None:
        """Note a field that is asked and wrong, or one that nobody could answer."""
        field = self._fields[name]
        if (name in self._choices and not self._choices[name]) or name in evaluation.wrong:
            message = _reason(field, path.get(name), self._context)
            self._failures[name] = Failure(path, name, message)


def _choices(definition: Definition, rules: Mapping[str, Rules], context: FormContext) -> Choices:
    """The candidates of each field that people answer."""
    hints = _hints(definition, rules)
    unasked = WITHOUT_ANSWER | {Kind.COMPUTED}
    asked = (field for field in definition.fields if field.kind not in unasked)
    found: dict[str, tuple[Candidate, ...]] = {}
    for field in asked:
        found[field.name] = candidates(field, hints[field.name], context)
    return found


def _hints(definition: Definition, rules: Mapping[str, Rules]) -> dict[str, Hints]:
    """What each field is compared with anywhere; what a computed field is compared with goes for what it reads."""
    hints = {field.name: Hints() for field in definition.fields}
    for rule in rules.values():
        for expression in (rule.step_if, rule.show_if, rule.require_if, rule.value):
            if expression is not None:
                _give(expression, expression.names, rules, hints)
    return hints


def _give(
    expression: Expression, names: frozenset[str], rules: Mapping[str, Rules], hints: dict[str, Hints]
) -> None:
    source = expression.source
    for name in sorted(names):
        if (value := rules[name].value) is not None:
            _give(expression, value.names, rules, hints)
            continue
        hints[name].strings += [text for text in strings_in(source) if text not in hints[name].strings]
        hints[name].numbers += [number for number in numbers_in(source) if number not in hints[name].numbers]
        hints[name].days += [day for day in days_in(source) if day not in hints[name].days]


def _reason(field: FieldDefinition, raw: Any, context: FormContext) -> str:
    """Return what the form would tell a citizen who gave the answer `raw`."""
    try:
        read_answer(field, raw, context)
    except colander.Invalid as error:
        return _first_message(error)
    return _NOTHING_FITS


def _first_message(error: colander.Invalid) -> str:
    for child in error.children:
        return _first_message(child)
    messages: list[str] = error.messages()
    return messages[0] if messages else _NOTHING_FITS
