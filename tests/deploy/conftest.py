"""nginx as deploy/ sets it up, in front of two web processes."""

from collections.abc import Iterator

import httpx2
import pytest
from tests.machines.conftest import machines, postgresql, started
from tests.support.machines import Machines
from tests.support.nginx import NAME, Nginx

__all__ = ["machines", "postgresql", "started"]


@pytest.fixture(scope="module")
def nginx(started: Machines, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    server = Nginx(tmp_path_factory.mktemp("nginx"), started.ports)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def browser(nginx: Nginx) -> Iterator[httpx2.Client]:
    """A client that speaks HTTP/2 and says, as browsers do, where a form comes from."""
    headers = {"Host": NAME, "Origin": f"https://{NAME}"}
    with httpx2.Client(
        base_url=nginx.url, verify=nginx.context(), http2=True, headers=headers, timeout=20
    ) as client:
        yield client
