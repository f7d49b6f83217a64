"""Conditions taken apart; the self-test's own tests show that every branch is walked."""

from serres_requests.domain.branches import Term, term_of
from serres_requests.domain.errors import DefinitionError


def compiled(source):
    if source == "odd":
        raise DefinitionError("here", "makes no sense")
    return source


def test_a_condition_is_taken_apart_with_its_whole_kept():
    parts = (Term("", (), "a"), Term("not", (Term("", (), "b"),), "not b"))
    assert term_of("a and not b", compiled) == Term("and", parts, "a and not b")


def test_parts_that_make_no_sense_by_themselves_are_left_together():
    assert term_of("odd and b", compiled) == Term("", (), "odd and b")
