"""Finding answers that lead a form into a branch: a bounded search that always takes the same way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from serres_requests.domain.branches import Branch, Compile, Term, Wanted, term_of, visible
from serres_requests.domain.conditions import Value
from serres_requests.domain.visibility import Rules, rounded

_PER_BRANCH = 2_000
_IN_ALL = 30_000
"""Evaluations of conditions: what is not found within is given up."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer to try: as it is typed, and as conditions see it. is_blank: nothing is given."""

    raw: Any
    value: Value
    is_blank: bool = False


Choices = Mapping[str, Sequence[Candidate]]
"""The candidates of each field that is answered, the most ordinary first."""
Found = dict[str, Candidate]


class Search:
    """The search for answers, over the rules of all fields and the candidates of each."""

    def __init__(self, rules: Mapping[str, Rules], choices: Choices, compiled: Compile) -> None:
        self._rules = rules
        self._choices = choices
        self._compiled = compiled
        self._left_in_all = _IN_ALL
        self._left = 0
        self._order = {name: place for place, name in enumerate(rules)}

    def reach(self, branch: Branch) -> Found | None:
        """Return answers that lead into `branch`; None when none were found within the bounds."""
        self._left = min(_PER_BRANCH, self._left_in_all)
        before = self._left
        found = self._solve(list(branch.wanted), {})
        self._left_in_all -= before - self._left
        return found

    def _solve(self, wanted: list[Wanted], found: Found) -> Found | None:
        if not wanted:
            return found
        (term, truth), *rest = wanted
        if term.joint:
            return self._solve_joint(term, rest, found, truth=truth)
        for trial in self._trials(term, found):
            if self._left <= 0:
                return None
            self._left -= 1
            if term.holds(self._values(term, trial)) is not truth:
                continue
            needs = self._needs(term, [name for name in trial if name not in found], trial)
            if (solved := self._solve([*rest, *needs], trial)) is not None:
                return solved
        return None

    def _solve_joint(self, term: Term, rest: list[Wanted], found: Found, *, truth: bool) -> Found | None:
        """Make all parts so, or one of them; the whole is looked at again, for what is missing can spoil it."""
        whole = [(Term("", (), term.expression), truth)] if term.expression is not None else []
        if term.joint == "not":
            return self._solve([(term.parts[0], not truth), *whole, *rest], found)
        if (term.joint == "and") is truth:
            return self._solve([*((part, truth) for part in term.parts), *whole, *rest], found)
        for part in term.parts:
            if (solved := self._solve([(part, truth), *whole, *rest], found)) is not None:
                return solved
        return None

    def _trials(self, term: Term, found: Found) -> Iterator[Found]:
        """Yield `found` with candidates for what the term reads, those nearest to the ordinary first."""
        names = [name for name in self._inputs(term.names) if name not in found and self._choices.get(name)]
        for count in range(len(names) + 1):
            for changed in combinations(names, count):
                others = [self._choices[name][1:] for name in changed]
                ordinary = {name: self._choices[name][0] for name in names if name not in changed}
                for candidates in product(*others):
                    yield {**found, **ordinary, **dict(zip(changed, candidates, strict=True))}

    def _inputs(self, names: frozenset[str]) -> list[str]:
        """The fields whose answers decide the values of `names`: computed ones stand for what they read."""
        inputs: set[str] = set()
        for name in names:
            value = self._rules[name].value
            inputs.update(self._inputs(value.names) if value is not None else {name})
        return sorted(inputs, key=self._order.__getitem__)

    def _values(self, term: Term, found: Found) -> dict[str, Value]:
        return {name: self._value(name, found) for name in term.names}

    def _value(self, name: str, found: Found) -> Value:
        rules = self._rules[name]
        if rules.value is None:
            return found[name].value if name in found else None
        values = {inner: self._value(inner, found) for inner in rules.value.names}
        return rounded(rules.value.evaluate(values), rules.field.decimals)

    def _needs(self, term: Term, names: list[str], found: Found) -> list[Wanted]:
        """What must hold so that the answers to `names` count: that they are asked, or need not be given."""
        needs: list[Wanted] = []
        for name in names:
            is_visible, field = visible(self._rules[name], self._compiled), self._rules[name].field
            if not found[name].is_blank:
                needs.append((is_visible, True))
            elif field.required or field.min_items:
                needs.append((is_visible, False))
            elif field.require_if:
                asked = Term("and", (*is_visible.parts, term_of(field.require_if, self._compiled)), None)
                needs.append((asked, False))
        computed = (name for name in term.names if self._rules[name].value is not None)
        needs.extend((visible(self._rules[name], self._compiled), True) for name in computed)
        return [(term, truth) for term, truth in needs if term.parts or not truth]
