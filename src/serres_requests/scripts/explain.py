"""Print how a search is answered, and what it costs.

The plan names the conditions, which of them were read as a whole, and the windows of document ids gone through.
"""

import argparse
from time import perf_counter

from serres_requests.catalog.queries import Order, accepted_requests
from serres_requests.scripts.database import open_installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", help="such as production.ini")
    parser.add_argument("words", help='as typed into the search, such as "λάμπα κολόν*"')
    parser.add_argument("--relevance", action="store_true", help="best match first")


def run(arguments: argparse.Namespace) -> int:
    """Answer the search twice, so that what it loads and what it costs in memory are told apart."""
    order = Order.RELEVANCE if arguments.relevance else Order.NEWEST
    with open_installation(arguments.ini, read_only=True) as installation, installation.site() as site:
        catalog = site.catalog
        loaded_before = site._p_jar.getTransferCounts()[0]
        found = accepted_requests(catalog, arguments.words, order=order)
        loaded = site._p_jar.getTransferCounts()[0] - loaded_before
        begun = perf_counter()
        accepted_requests(catalog, arguments.words, order=order)
        milliseconds = (perf_counter() - begun) * 1000
    plan, page = found.plan, found.page
    print("in all of:   ", ", ".join(plan.operands))
    if plan.driven_by:
        print("read whole:  ", ", ".join(plan.driven_by))
    for first, last, matches in plan.windows:
        print(f"window:       {last - first + 1} ids from {first} to {last}, {matches} matches so far")
    print(f"found:        {'' if page.is_exact else 'more than '}{page.total}")
    for words, told in (("too common:  ", ", ".join(found.ignored)), ("suggestion:  ", found.suggestion)):
        if told:
            print(words, told)
    print(f"cost:         {loaded} objects loaded, {milliseconds:.2f} ms once they are in memory")
    return 0
