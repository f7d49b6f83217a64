"""The expression language of definitions: rule-engine, narrowed to what a form needs, checked when it is saved.

``kind == "marriage" and copies > 1``, ``"apostille" in extras``, ``not has_debt``, ``total - paid``. Names are
those of fields; `docs/expressions.md` is the administrator's page.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache

import rule_engine

from serres_requests.domain.answers import Answer
from serres_requests.domain.errors import DefinitionError
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import WITHOUT_ANSWER, Kind

Value = str | bool | Decimal | date | tuple[str, ...] | None

_TYPES = rule_engine.DataType
_TYPE_OF_KIND = {
    Kind.NUMBER: _TYPES.FLOAT,
    Kind.MONEY: _TYPES.FLOAT,
    Kind.COMPUTED: _TYPES.FLOAT,
    Kind.FILES: _TYPES.FLOAT,
    Kind.GROUP: _TYPES.FLOAT,
    Kind.DATE: _TYPES.DATETIME,
    Kind.YES_NO: _TYPES.BOOLEAN,
    Kind.DECLARATION: _TYPES.BOOLEAN,
    Kind.CHOICES: _TYPES.ARRAY(_TYPES.STRING),
}
"""Files and groups count: how many there are. Every other kind is text."""

_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"' + r"|'(?:[^'\\]|\\.)*'")
_REFUSED = re.compile(
    r"[=!]~|\$|\bfor\b"
    r"|\*\*|<<|>>|[|^]|&(?![.\[])"
    r"|(?<![\w.])(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|\.\s*to_(?:int|flt)\b"
)
"""Patterns can take for ever on hostile text, functions know the clock, comprehensions multiply work; powers,
shifts of bits, exponents and numbers read out of texts make numbers too large to count with."""
_LONGEST = 500
_BROKEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What rule-engine lets through when it meets a missing answer (``"a" in extras``), a day before the first or a
very deep expression."""


class Expression:
    """One compiled expression. names: the fields it reads."""

    def __init__(self, source: str, rule: rule_engine.Rule, names: frozenset[str]) -> None:
        self._rule = rule
        self.source = source
        self.names = names

    def evaluate(self, values: Mapping[str, Value]) -> object:
        """Return its value; None when an answer that it needs is missing."""
        try:
            return self._rule.evaluate({name: _for_rule(values.get(name)) for name in self.names})
        except (rule_engine.errors.EngineError, *_BROKEN):
            return None

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Tell whether it is true; a missing answer makes a comparison false."""
        return self.evaluate(values) is True


def compile_expression(source: str, fields: tuple[FieldDefinition, ...], place: str) -> Expression:
    """Return the expression `source` over `fields`; raise DefinitionError naming `place` and what is wrong."""
    if len(source) > _LONGEST:
        raise DefinitionError(place, f"has more than {_LONGEST} characters")
    if refused := _REFUSED.search(_LITERAL.sub('""', source)):
        raise DefinitionError(place, f"«{refused.group()}» is not part of the language")
    types = {field.name: _TYPE_OF_KIND.get(field.kind, _TYPES.STRING) for field in fields if _answers(field)}
    context = rule_engine.Context(type_resolver=rule_engine.type_resolver_from_dict(types), default_timezone="utc")
    try:
        rule = rule_engine.Rule(source, context=context)
    except rule_engine.errors.SymbolResolutionError as error:
        raise DefinitionError(place, f"there is no field «{error.symbol_name}»") from error
    except (rule_engine.errors.EngineError, *_BROKEN) as error:
        raise DefinitionError(place, f"can't be read: {error}") from error
    return Expression(source, rule, frozenset(context.symbols))


def value_of(answer: Answer | None) -> Value:
    """Return what expressions see of `answer`: numbers as Decimal, items counted, composite answers as None."""
    if isinstance(answer, bool) or answer is None:
        return answer
    if isinstance(answer, int):
        return Decimal(answer)
    if isinstance(answer, str | Decimal | date):
        return answer
    if isinstance(answer, tuple):
        return tuple(item for item in answer if isinstance(item, str))
    return None


def _answers(field: FieldDefinition) -> bool:
    return field.kind not in WITHOUT_ANSWER


@lru_cache(maxsize=1024)
def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _for_rule(value: Value) -> object:
    return _midnight(value) if isinstance(value, date) else value
