"""One populated site for all architecture tests that look at a real one; they only read."""

from collections.abc import Iterator

import pytest
from tests.support.world import World, populated_world


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with populated_world(tmp_path_factory.mktemp("world")) as made:
        yield made
