"""explain, reindex and check-catalogue, beside a site that serves and on one that is stopped."""

import pytest
from tests.faults.conftest import Site
from tests.support.settings import SECRETS

from serres_requests.catalog.rebuilding import advance, begin
from serres_requests.scripts import main
from serres_requests.scripts.database import open_installation

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Substance D's, when it is configured


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


def test_a_search_is_explained_a_catalogue_rebuilt_and_compared(
    idle_site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    ini = str(idle_site.folder / "site.ini")
    idle_site.start()
    maria = idle_site.citizen("maria")
    for _ in range(3):
        idle_site.numbered(maria, maria.submit(maria.fill()))
    assert main(["explain", ini, "λάμπα κολον*", "--relevance"]) == 0
    told = capsys.readouterr().out
    assert "readable by everybody, «λαμπα», «κολον*»" in told
    assert "found:        0" in told
    assert main(["reindex", ini]) == 1
    assert "stop the site first" in capsys.readouterr().err
    idle_site.finish_work()
    assert main(["check-catalogue", ini]) == 0
    assert capsys.readouterr().out == "0 differences\n"
    _damage(ini)
    assert main(["check-catalogue", ini]) == 1
    assert "is filed, but not in the catalogue" in capsys.readouterr().out
    assert main(["reindex", ini]) == 0
    assert "3/3" in capsys.readouterr().err
    assert main(["check-catalogue", ini]) == 0


def _damage(ini: str) -> None:
    """Lose a request from the indexes, with a rebuilding that was broken off."""
    with open_installation(ini, read_only=False) as installation, installation.site() as site:
        site.catalog.indexes.forget(-2)
        begin(site.catalog)
        assert not advance(site, 1).is_complete
        site._p_jar.transaction_manager.commit()
