"""Rules on the text of the sources: their size, their first sentence, and what only one place may do."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "src" / "serres_requests"
LONGEST_FILE = 400
MEDIAN_FILE = 80
P90_FUNCTION = 30

SOURCES = sorted(PACKAGE.rglob("*.py"))
EVERYTHING = sorted(
    path
    for folder in ("src", "tests", "benchmarks", "deploy", "docs")
    for path in (PROJECT / folder).rglob("*.py")
    if ".egg-info" not in str(path)
)


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


@pytest.mark.parametrize("path", EVERYTHING, ids=name_of)
def test_every_module_opens_with_a_sentence(path: Path) -> None:
    words = ast.get_docstring(ast.parse(path.read_text()))
    assert words, "say in one sentence what this module holds or decides"
    sentence = words.splitlines()[0]
    assert sentence.endswith("."), f"the first line is to be a whole sentence: {sentence!r}"
    assert len(sentence.split()) > 1, f"too short to tell anything: {sentence!r}"


def test_files_are_small() -> None:
    lines = {path: len(path.read_text().splitlines()) for path in SOURCES}
    too_long = [f"{name_of(path)}: {count} lines" for path, count in lines.items() if count > LONGEST_FILE]
    assert not too_long
    assert statistics.median(lines.values()) <= MEDIAN_FILE


def test_no_test_file_is_too_long_either() -> None:
    lines = {path: len(path.read_text().splitlines()) for path in EVERYTHING}
    assert not [f"{name_of(path)}: {count} lines" for path, count in lines.items() if count > LONGEST_FILE]


def test_functions_are_small() -> None:
    lengths = sorted(
        (length(function), f"{name_of(path)}:{function.lineno} {function.name}")
        for path in SOURCES
        for function in functions(path)
    )
    ninety_percent = lengths[int(len(lengths) * 0.9)][0]
    assert ninety_percent <= P90_FUNCTION, lengths[-10:]


STANDINS = "standins/"
"""The stand-ins are another program, with a clock and settings of its own."""

RULES = {
    "the time comes from the clock port, so that tests can set it": (
        r"\bdatetime\.(now|today|utcnow)\(|\bdate\.today\(|\btime\.time\(|\butcnow\b",
        ("gateways/clock.py", STANDINS),
    ),
    "settings are read once, in settings.py, so that a missing one stops the start by name": (
        r"\bos\.(environ|getenv)\b|\bregistry\.settings\b",
        ("settings.py", "scripts/", STANDINS),
    ),
    "ACLs are made from the table in domain/access.py, in one place": (
        r"\b__acl__\b[^=]*=[^=]|\b(set|change)_acl\(",
        ("services/access.py",),
    ),
    "the request catalogue is queried in catalog/ alone, where the reader's filter is always in": (
        r"\bindex\[[^]]+\]\.|\.apply[A-Za-z]*\(|(?<![A-Z])(?<!\bre)\.search\(",
        ("catalog/",),
    ),
    "no code is run from text": (r"(?<![.\w])(eval|exec)\(|\bpickle\.loads?\(", ()),
}

NO_ACL_YET = re.compile(r"content_types/.*: __acl__: [^=]+ = \(\)$")
"""A class may say that its instances have an empty ACL until they get theirs."""


def places(pattern: str, allowed: tuple[str, ...]) -> list[str]:
    found = []
    for path in SOURCES:
        place = str(path.relative_to(PACKAGE))
        if place.startswith(allowed):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            code = line.split("#")[0]
            if re.search(pattern, code):
                found.append(f"{place}:{number}: {line.strip()}")
    return found


@pytest.mark.parametrize("reason", RULES)
def test_only_one_place_does_it(reason: str) -> None:
    pattern, allowed = RULES[reason]
    found = places(pattern, allowed)
    assert not [line for line in found if not NO_ACL_YET.search(line)], reason


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_exception_is_swallowed(path: Path) -> None:
    """An exception of any kind may be logged or answered, never dropped."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ExceptHandler):
            is_broad = node.type is None or getattr(node.type, "id", "") in {"Exception", "BaseException"}
            is_empty = all(isinstance(statement, ast.Pass | ast.Continue) for statement in node.body)
            assert not (is_broad and is_empty), f"{name_of(path)}:{node.lineno}"
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "suppress":
            dropped = {getattr(argument, "id", "") for argument in node.args}
            assert not dropped & {"Exception", "BaseException"}, f"{name_of(path)}:{node.lineno}"


SECRET = re.compile(r"^\s*[\w.]*(secret|password|token|api_?key)\w*\s*[=:]\s*\S", re.IGNORECASE)
CREDENTIALS_IN_ADDRESS = re.compile(r"\w+://[^\s/:@]+:[^\s/@]+@")
INI_FILES = sorted(path for path in PROJECT.rglob("*.ini") if ".venv" not in path.parts)


@pytest.mark.parametrize("path", INI_FILES, ids=name_of)
def test_ini_files_hold_no_secret(path: Path) -> None:
    """Secrets come from the environment; what an ini file holds ends up in backups and repositories."""
    lines = path.read_text().splitlines()
    assert not [line for line in lines if SECRET.match(line) or CREDENTIALS_IN_ADDRESS.search(line)]


REFUSED_IN_PRODUCTION = {"DEMONSTRATION_SECRET", "DEMONSTRATION_PASSWORD"}
NO_SECRETS = {
    "CHANGE_PASSWORD",  # a permission's name
    "SHORTEST_PASSWORD",
    "SHORTEST_SECRET",
    "LONGEST_PASSWORD_BYTES",
}
NAMES_A_SECRET = re.compile(r"secret|password|api_?key", re.IGNORECASE)


@pytest.mark.parametrize("path", [path for path in SOURCES if STANDINS not in str(path)], ids=name_of)
def test_sources_hold_no_secret(path: Path) -> None:
    """Only the two demonstration values stand in the source; production refuses them.

    The stand-ins have codes of invented people, which their pages show to everybody.
    """
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Constant):
            continue
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        named = {name for name in names if NAMES_A_SECRET.search(name)} - REFUSED_IN_PRODUCTION - NO_SECRETS
        assert not named, f"{name_of(path)}:{node.lineno}"


INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
TEMPLATES = sorted(PACKAGE.rglob("*.pt"))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_templates_hold_nothing_that_the_content_security_policy_refuses(path: Path) -> None:
    text = path.read_text()
    assert not [what for what, pattern in INLINE.items() if pattern.search(text)]


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if STANDINS not in str(path) and path.parent.name != "emails"], ids=name_of
)
def test_templates_hold_no_style_element(path: Path) -> None:
    """The stand-ins are one page without files of its own, and no part of the product; a mail brings its own."""
    assert not re.search(r"<style\b", path.read_text(), re.IGNORECASE)
