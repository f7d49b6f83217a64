"""Compare the catalogue with the requests.

Every difference is named. Requests that the worker has not indexed yet count as differences: run it when nothing
waits.
"""

import argparse

from tqdm import tqdm

from serres_requests.catalog.checking import differences
from serres_requests.scripts.database import open_installation

_BETWEEN_CLEANINGS = 1000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", help="such as production.ini")


def run(arguments: argparse.Namespace) -> int:
    """Print each difference; return 1 when there is any."""
    different = 0
    with (
        open_installation(arguments.ini, read_only=True) as installation,
        installation.site() as site,
        tqdm(total=-site.catalog.newest, unit=" requests") as bar,
    ):
        for number, difference in enumerate(differences(site)):
            if difference is None:
                bar.update()
            else:
                different += 1
                bar.write(str(difference))
            if number % _BETWEEN_CLEANINGS == 0:
                site._p_jar.cacheGC()
    print(f"{different} differences")
    return int(different > 0)
