"""Check that nobody changed the audit log.

Walks the chain of its entries and names every gap and the first entry that does not follow from the one before.
Ends with the number and seal of the newest: noted somewhere else and given back as --noted later, they also prove
that the end was not cut off and that nothing before was made anew. May run while the site serves.
"""

import argparse
import re
from collections.abc import Iterator

from tqdm import tqdm

from serres_requests.content_types.site import Site
from serres_requests.domain.audit import AuditEntry, check_chain
from serres_requests.scripts.database import open_installation

_BETWEEN_CLEANINGS = 10_000
_NOTED = re.compile(r"(\d+):([0-9a-f]{64})")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", help="such as production.ini")
    parser.add_argument("--noted", type=_noted, metavar="NUMBER:SEAL", help="what an earlier run ended with")


def run(arguments: argparse.Namespace) -> int:
    """Print each finding and the newest entry's number and seal; return 1 when there is any finding."""
    with open_installation(arguments.ini, read_only=True) as installation, installation.site() as site:
        count = 0
        for finding in check_chain(_entries(site), arguments.noted):
            tqdm.write(str(finding))
            count += 1
        head = site.audit_log.head
    print(f"{count} findings" if count else "The audit log is whole.")
    if head is not None:
        print(f"{head.number}:{head.seal.hex()}")
    return 1 if count else 0


def _entries(site: Site) -> Iterator[AuditEntry]:
    """Yield the entries with a bar, and keep little in memory."""
    head = site.audit_log.head
    with tqdm(total=head.number if head else 0, unit=" entries", disable=None) as bar:
        for count, entry in enumerate(site.audit_log.oldest_first(), 1):
            yield entry
            bar.update()
            if count % _BETWEEN_CLEANINGS == 0:
                site._p_jar.cacheGC()


def _noted(words: str) -> tuple[int, str]:
    match = _NOTED.fullmatch(words)
    if match is None:
        raise argparse.ArgumentTypeError("a number, a colon and 64 hexadecimal digits")
    return int(match[1]), match[2]
