"""All of a draft at once: which answers stand, what is shown because of them, and what is still wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import colander

from serres_requests.domain.answers import Answer
from serres_requests.domain.definitions import Definition
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import WITHOUT_ANSWER, Kind
from serres_requests.domain.visibility import Plan, Shown
from serres_requests.forms.context import FormContext
from serres_requests.forms.kinds import field_node
from serres_requests.forms.typed import plain, pstruct


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a draft comes to.

    shown: fields and steps to show. answers: valid answers of shown fields, computed ones included, in order of
    the fields. wrong: shown fields whose answer is missing or not valid.
    """

    shown: Shown
    answers: dict[str, Answer]
    wrong: frozenset[str]


def evaluate(
    definition: Definition,
    plan: Plan,
    typed: Mapping[str, Any],
    context: FormContext,
    standing: Mapping[str, Answer] = MappingProxyType({}),
) -> Evaluation:
    """Return what `typed` comes to. Answers to fields that are not shown are not kept.

    standing: answers that are not typed again, and not checked.
    """
    given: dict[str, Answer] = dict(standing)
    invalid: set[str] = set()
    for field in definition.fields:
        if field.name in standing or field.kind in WITHOUT_ANSWER or field.kind is Kind.COMPUTED:
            continue
        try:
            answer = read_answer(field, typed.get(field.name), context)
        except colander.Invalid:
            invalid.add(field.name)
        else:
            if answer is not None:
                given[field.name] = answer
    shown = plan.shown(given)
    found = {**given, **shown.computed}
    answers = {f.name: found[f.name] for f in definition.fields if f.name in shown.fields and f.name in found}
    return Evaluation(shown, answers, frozenset((invalid & shown.fields) | (shown.required - answers.keys())))


def read_answer(field: FieldDefinition, raw: Any, context: FormContext) -> Answer | None:
    """Return the answer that `raw` means, None when nothing was given; raise colander.Invalid when it is wrong."""
    items = len(raw or ()) if field.kind is Kind.GROUP else 1
    node = field_node(field, context, required=False, items=items)
    answer: Answer | None = node.deserialize(plain(pstruct(field, raw)))
    return answer
