"""Check that the database is whole.

Every object that can be reached loads, every file is there and is what was handed in or issued; the register
has neither gap nor double; requests, citizens, documents and waiting work agree with each other; access lists are
those of the table. Names all that is not so, and ends with exit code 1 then. May run while the site serves.
"""

import argparse
from collections.abc import Iterator

from tqdm import tqdm

from serres_requests.domain.findings import Finding
from serres_requests.scripts import CommandError
from serres_requests.scripts.database import Installation, open_installation
from serres_requests.services.integrity import check_site
from serres_requests.services.stored_objects import check_objects


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", help="such as production.ini")


def run(arguments: argparse.Namespace) -> int:
    """Print each finding; return 1 when there is any."""
    with open_installation(arguments.ini, read_only=True) as installation:
        count = _print(_lost_or_changed(installation))
        with installation.site() as site, _bar("rules") as bar:
            count += _print(check_site(site, bar.update))
    print(f"{count} findings" if count else "The database is whole.")
    return 1 if count else 0


def _lost_or_changed(installation: Installation) -> Iterator[Finding]:
    is_lost = False
    with _bar("objects", len(installation.database.storage)) as bar:
        for finding in check_objects(installation.database, bar.update):
            yield finding
            is_lost |= finding.is_lost
    if is_lost:
        raise CommandError(
            "Objects are lost: whether the others agree with each other can't be told before they are back."
        )


def _print(findings: Iterator[Finding]) -> int:
    count = 0
    for finding in findings:
        tqdm.write(str(finding))
        count += 1
    return count


def _bar(name: str, total: int | None = None) -> "tqdm[None]":
    """Show how far it is, on a terminal alone."""
    return tqdm(desc=name, total=total, unit="", disable=None)
