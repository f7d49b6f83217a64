"""Errors carry what callers need, in one tree."""

import inspect

import pytest

from serres_requests.domain import errors
from serres_requests.domain.errors import DefinitionError, DomainError, TransitionError

ALL = [error for _name, error in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("error", ALL)
def test_every_error_belongs_to_the_one_tree(error):
    assert issubclass(error, DomainError)


def test_a_definition_error_tells_place_and_problem():
    error = DefinitionError("fields[2].choices", "values must differ")
    assert (error.place, error.problem) == ("fields[2].choices", "values must differ")
    assert str(error) == "fields[2].choices: values must differ"


def test_a_transition_error_tells_move_and_state():
    error = TransitionError("start", "completed")
    assert (error.transition, error.state) == ("start", "completed")
    assert str(error) == "'start' is not possible from state 'completed'"
