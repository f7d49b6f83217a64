"""Any definition that the editor accepts, and whatever people may type into its form."""

import unicodedata
from typing import Any

from hypothesis import strategies as st

from serres_requests.domain.definitions import Definition
from serres_requests.domain.fields import FieldDefinition
from serres_requests.domain.kinds import IN_GROUPS, Kind
from serres_requests.forms.context import FormContext
from serres_requests.forms.samples import Hints, candidates
from serres_requests.forms.typed import PARTS

Data = dict[str, Any]

CONTEXT = FormContext("el", table={"list": [("1", "Ένα"), ("2", "Δύο")]}.__getitem__)
_CONDITIONS = {
    Kind.YES_NO: ("{0}", "not {0}"),
    Kind.CHOICE: ('{0} == "a"', '{0} != "b"', '{0} in ["a", "c"]'),
    Kind.CHOICES: ('"a" in {0}', 'not ("b" in {0})'),
    Kind.NUMBER: ("{0} > 3", "{0} == 1", "{0} <= 2.5"),
    Kind.MONEY: ("{0} >= 10",),
    Kind.COMPUTED: ("{0} > 8",),
    Kind.TEXT: ('{0} == "Δοκιμή"', '{0} != ""'),
    Kind.DATE: ('{0} > d"2026-01-01"',),
    Kind.FILES: ("{0} > 0",),
    Kind.GROUP: ("{0} >= 2",),
}
_seen = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"])
_line = st.text(_seen, min_size=1, max_size=60)
_paragraph = st.lists(st.text(_seen, min_size=1, max_size=15), min_size=10, max_size=25).map(" ".join)
_prose = _line | _paragraph | st.lists(_line | _paragraph, max_size=4).map("\n".join)
_words = _prose.map(lambda text: unicodedata.normalize("NFC", text)).filter(lambda text: text.strip() != "")
texts = st.fixed_dictionaries({"el": _words, "en": _words})
_flag = st.booleans()


@st.composite
def definitions(draw: st.DrawFn) -> Data:
    """A definition of one to three steps, with fields of all kinds and conditions on what stands before."""
    before: list[Data] = []
    steps = []
    for number in range(draw(st.integers(1, 3))):
        step = {"name": f"step{number}", "title": draw(texts), **_condition(draw, before, "show_if")}
        step["fields"] = [_field(draw, f"f{number}_{index}", before) for index in range(draw(st.integers(1, 4)))]
        steps.append(step)
    return {
        "name": "any-type",
        "department": "lighting",
        "title": draw(texts),
        "summary": draw(texts),
        "description": draw(texts),
        "answer_days": draw(st.integers(1, 400)),
        **draw(st.fixed_dictionaries({}, optional={"needed": st.lists(texts, max_size=2), "legal_basis": texts})),
        **draw(st.fixed_dictionaries({}, optional={"fee": st.integers(0, 99), "opens": st.just("2026-01-01")})),
        "steps": steps,
    }


def _field(draw: st.DrawFn, name: str, before: list[Data]) -> Data:
    kind = draw(st.sampled_from(Kind))
    field = {"name": name, "kind": kind.value, "title": draw(texts), **_options(draw, kind, before)}
    field |= draw(st.fixed_dictionaries({}, optional={"help": texts}))
    field |= _condition(draw, before, "show_if")
    if kind not in {Kind.GROUP, Kind.COMPUTED, Kind.INFO, Kind.DECLARATION}:
        field |= _condition(draw, before, "require_if") | ({"required": True} if draw(_flag) else {})
    before.append(field)
    return field


def _condition(draw: st.DrawFn, before: list[Data], key: str) -> Data:
    usable = [field for field in before if Kind(field["kind"]) in _CONDITIONS]
    if not usable or draw(st.integers(0, 2)):
        return {}
    parts = []
    for _part in range(draw(st.integers(1, 2))):
        field = draw(st.sampled_from(usable))
        parts.append(draw(st.sampled_from(_CONDITIONS[Kind(field["kind"])])).format(field["name"]))
    return {key: draw(st.sampled_from((" and ", " or "))).join(parts)}


def _options(draw: st.DrawFn, kind: Kind, before: list[Data]) -> Data:  # noqa: PLR0911
    match kind:
        case Kind.CHOICE | Kind.CHOICES:
            return {"choices": [{"value": value, "title": draw(texts)} for value in "abc"]}
        case Kind.CODE_LIST:
            return {"table": "list", "style": draw(st.sampled_from(("list", "search")))}
        case Kind.NUMBER:
            return {"decimals": draw(st.integers(0, 3)), "minimum": draw(st.integers(-5, 1))}
        case Kind.TEXT | Kind.LONG_TEXT:
            return {"max_length": draw(st.integers(1, 300))}
        case Kind.COMPUTED:
            numbers = [field["name"] for field in before if field["kind"] in {"number", "money"}]
            return {"value": f"{draw(st.sampled_from(numbers))} * 1.5" if numbers else "2 * 3", "decimals": 2}
        case Kind.INFO | Kind.DECLARATION:
            return {"text": draw(texts)}
        case Kind.GROUP:
            kinds = draw(st.lists(st.sampled_from(sorted(IN_GROUPS)), min_size=1, max_size=3))
            parts = [
                {"name": f"p{index}", "kind": part.value, "title": draw(texts), **_options(draw, part, [])}
                for index, part in enumerate(kinds)
            ]
            return {"fields": parts, "max_items": 3, "min_items": draw(st.integers(0, 1))}
    return {}


@st.composite
def typed(draw: st.DrawFn, definition: Definition) -> dict[str, Any]:
    """What a browser may send for every field: right answers, wrong ones and none."""
    return {field.name: draw(_raw(field)) for field in definition.fields if draw(st.integers(0, 5))}


def _raw(field: FieldDefinition) -> st.SearchStrategy[Any]:
    right = [candidate.raw for candidate in candidates(field, Hints(), CONTEXT) if not candidate.is_blank]
    wrong: st.SearchStrategy[Any] = st.text(_seen, max_size=20)
    if field.kind in {Kind.CHOICES, Kind.FILES}:
        wrong = st.lists(st.sampled_from("abcz"), max_size=3)
    elif parts := PARTS.get(field.kind):
        wrong = st.fixed_dictionaries(dict.fromkeys(parts, wrong))
    elif field.kind is Kind.GROUP:
        wrong = st.lists(st.fixed_dictionaries({part.name: _raw(part) for part in field.fields}), max_size=4)
    return st.sampled_from(right) | wrong if right else wrong
