"""Containers keep children by name, in the order of names, however many BTrees they lie in."""

import pytest

from serres_requests.content_types.container import Container, Node, WideContainer

NAMES = ["", "0", "00", "00ff", "0a1", "7fffffffff", "80", "favicon.ico", "ff", "ffffffffffffffffffff", "zz", "Ω"]


@pytest.fixture(params=[Container, WideContainer])
def container(request):
    made = request.param()
    for name in reversed(NAMES):
        made[name] = Node()
    return made


def test_children_are_found_under_their_names_in_order(container):
    assert list(container) == sorted(NAMES)
    assert [child.__name__ for child in container.values()] == sorted(NAMES)
    assert len(container) == len(NAMES)
    assert all(container[name] is container.get(name) for name in NAMES)
    assert container["80"].__parent__ is container


def test_what_is_not_there_is_not_found(container):
    assert "81" not in container
    assert container.get("81") is None
    with pytest.raises(KeyError):
        container["81"]
    with pytest.raises(KeyError):
        del container["81"]


def test_a_name_is_given_once(container):
    with pytest.raises(KeyError):
        container["80"] = Node()


def test_a_child_that_is_taken_out_has_no_parent(container):
    child = container["80"]
    del container["80"]
    assert child.__parent__ is None
    assert "80" not in container


def test_random_ids_are_spread():
    wide = WideContainer()
    for number in range(256):
        wide[f"{number:02x}0123"] = Node()
    assert {len(part) for part in wide._parts} == {1}
