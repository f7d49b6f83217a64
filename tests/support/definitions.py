"""Definitions for tests and measurements: a very large form, and any form that the editor accepts."""

from typing import Any

from serres_requests.domain.kinds import Kind


def words(text: str) -> dict[str, str]:
    return {"el": f"{text} (ελληνικά)", "en": f"{text} (English)"}


def definition_data(fields: list[dict[str, Any]], **others: Any) -> dict[str, Any]:
    """Return a definition of one page with `fields`, each with a title unless it has one."""
    return {
        "name": "test-type",
        "department": "lighting",
        "title": words("Title"),
        "summary": words("Summary"),
        "description": words("Description"),
        "answer_days": 10,
        "fields": [{"title": words(field["name"]), **field} for field in fields],
        **others,
    }


CHOICES = [{"value": value, "title": words(value)} for value in ("red", "green", "blue")]
OPTIONS: dict[Kind, dict[str, Any]] = {
    Kind.CHOICE: {"choices": CHOICES},
    Kind.CHOICES: {"choices": CHOICES},
    Kind.NUMBER: {"minimum": 0, "maximum": 1000},
    Kind.GROUP: {"max_items": 3, "fields": [{"name": "part", "kind": "text", "title": words("part")}]},
    Kind.COMPUTED: {"value": "1 + 1"},
    Kind.INFO: {"text": words("Read this")},
    Kind.DECLARATION: {"text": words("I declare")},
}
"""What a kind needs beside its name and title."""

_LARGE_KINDS = [kind for kind in Kind if kind not in {Kind.CODE_LIST, Kind.COMPUTED, Kind.CHOICE, Kind.NUMBER}]


def large_definition(count: int = 200, conditions: int = 100) -> dict[str, Any]:
    """A form of one page with `count` fields of every kind, of which `conditions` are shown on a condition."""
    switches: list[dict[str, Any]] = []
    for number in range(count // 20):
        switches += [
            {"name": f"colour{number}", "kind": "choice", "required": True, **OPTIONS[Kind.CHOICE]},
            {"name": f"copies{number}", "kind": "number", "required": True, **OPTIONS[Kind.NUMBER]},
            {"name": f"total{number}", "kind": "computed", "value": f"copies{number} * 8", "decimals": 2},
        ]
    sources = [
        'colour{0} == "green"',
        'copies{0} > 5 and colour{0} != "red"',
        "total{0} >= 80",
        'colour{0} == "blue" or copies{0} == 0',
    ]
    rest = count - len(switches)
    fields = [
        {
            "name": f"field{number}",
            "kind": (kind := _LARGE_KINDS[number % len(_LARGE_KINDS)]).value,
            **OPTIONS.get(kind, {}),
            **({"show_if": sources[number % 4].format(number % (count // 20))} if number < conditions else {}),
        }
        for number in range(rest)
    ]
    return definition_data([*switches, *fields])
