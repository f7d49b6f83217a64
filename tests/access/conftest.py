"""One populated site for all access tests, and a browser for each principal. Nothing here may change the site."""

from collections.abc import Iterator

import pytest
from tests.support.world import World, populated_world
from webtest import TestApp

Browsers = dict[str, TestApp]


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with populated_world(tmp_path_factory.mktemp("world")) as made:
        yield made


@pytest.fixture(scope="package")
def browsers(world: World) -> Browsers:
    """The principals of the matrix, each logged in."""
    return world.principals()
