"""Commands find the database of an ini file, beside a site that is being served when they only read."""

import re
from pathlib import Path

import pytest
from tests.faults.conftest import Site
from tests.support.settings import SECRETS
from ZODB.POSException import ReadOnlyError

from serres_requests.database import UnreachableError
from serres_requests.scripts import COMMANDS, CommandError, main
from serres_requests.scripts.database import open_installation
from serres_requests.settings import SettingsError

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # Substance D's, when it is configured


@pytest.fixture(autouse=True)
def _secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


def test_help_names_every_command_with_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    told = " ".join(capsys.readouterr().out.split())
    assert [name for name in COMMANDS if not re.search(rf" {name} [A-Z][^.]+\.", told)] == []


def test_a_command_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["nonsense"])
    assert ended.value.code == 2
    assert "invalid choice: 'nonsense'" in capsys.readouterr().err


def test_a_database_is_read_while_the_site_serves(running_site: Site) -> None:
    maria = running_site.citizen("maria")
    path = maria.submit(maria.fill())
    with open_installation(str(running_site.folder / "site.ini"), read_only=True) as installation:
        with installation.site() as site:
            assert path.rsplit("/", 1)[-1] in {r.id for year in site.requests.values() for r in year.values()}
        with installation.site() as site:
            site.storage_use = None
            with pytest.raises(ReadOnlyError):
                site._p_jar.transaction_manager.commit()


def test_a_database_in_use_is_not_written_to(running_site: Site) -> None:
    with (
        pytest.raises(CommandError, match="stop the site first"),
        open_installation(str(running_site.folder / "site.ini"), read_only=False),
    ):
        pass


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    ini = tmp_path / "site.ini"
    with pytest.raises(CommandError, match=f"no file {ini}"), open_installation(str(ini), read_only=True):
        pass
    ini.write_text("[app:main]\nuse = egg:serres-requests\n")
    with pytest.raises(SettingsError, match="database is missing"), open_installation(str(ini), read_only=True):
        pass


def test_a_database_that_was_never_made_is_told_so(idle_site: Site) -> None:
    ini = str(idle_site.folder / "site.ini")
    with pytest.raises(UnreachableError, match=r"Data\.fs is missing"), open_installation(ini, read_only=True):
        pass
    with (
        open_installation(ini, read_only=False) as installation,
        pytest.raises(CommandError, match="holds no site yet"),
        installation.site(),
    ):
        pass


def test_files_without_their_database_are_never_cleared_away(idle_site: Site) -> None:
    idle_site.start()
    maria = idle_site.citizen("maria")
    maria.fill()
    idle_site.server.stop()
    (idle_site.folder / "Data.fs").rename(idle_site.folder / "elsewhere")
    blobs = sorted((idle_site.folder / "blobs").rglob("*.blob"))
    assert blobs
    with (
        pytest.raises(UnreachableError, match=r"restore it, or move .*blobs away"),
        open_installation(str(idle_site.folder / "site.ini"), read_only=False),
    ):
        pass
    assert sorted((idle_site.folder / "blobs").rglob("*.blob")) == blobs
