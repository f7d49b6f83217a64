"""Templates: what their braces may hold, and how they are filled."""

import pytest

from serres_requests.domain.templates import GAP, Mistake, fill, mistakes

KNOWN = {"applicant", "answer.place"}


@pytest.mark.parametrize(
    "text", ["", "Χωρίς τίποτα.", "{applicant}", "Για {answer.place},\n{ applicant }.", "{applicant}{applicant}"]
)
def test_known_placeholders_are_no_mistake(text):
    assert mistakes(text, KNOWN) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{name}", [(1, "{name}")]),
        ("α\nβ {applicant} {answer.nothing}", [(2, "{answer.nothing}")]),
        ("{}", [(1, "{}")]),
        ("{Applicant}", [(1, "{Applicant}")]),
        ("α }\n{ β", [(1, "}"), (2, "{")]),
        ("{{applicant}}", [(1, "{"), (1, "}")]),
        ("{appli\ncant}", [(1, "{"), (2, "}")]),
    ],
)
def test_anything_else_in_braces_is_told_with_its_line(text, found):
    assert mistakes(text, KNOWN) == [Mistake(line, written) for line, written in found]


def test_values_are_put_in_once_and_never_read_as_templates():
    filled = fill(
        "{applicant}: {answer.place}", {"applicant": "{answer.place}", "answer.place": "\\1 {applicant}"}
    )
    assert filled.text == "{answer.place}: \\1 {applicant}"
    assert filled.missing == ()


def test_what_is_not_there_leaves_a_gap_and_is_told_once():
    filled = fill("{answer.place} {answer.place} {applicant}", {"applicant": ""})
    assert filled.text == f"{GAP} {GAP} {GAP}"
    assert filled.missing == ("answer.place", "applicant")
