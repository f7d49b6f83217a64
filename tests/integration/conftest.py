"""One new site for all integration tests; each works with request types of its own."""

from collections.abc import Iterator

import pytest
from tests.support.site import Site, new_site


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with new_site(tmp_path_factory.mktemp("site")) as made:
        yield made
