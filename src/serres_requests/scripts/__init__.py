"""The commands of the product: ``serres-requests COMMAND``."""

import argparse
import sys
import warnings
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    # Pyramid and Substance D still import pkg_resources, which warns at every start; setuptools is pinned for it.
    warnings.filterwarnings("ignore", message=".*pkg_resources")
    warnings.filterwarnings("ignore", message="Parameters to load are deprecated")
    parser = argparse.ArgumentParser(prog="serres-requests", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="serve the site as an ini file says")
    serve.add_argument("ini", help="such as production.ini")
    run = commands.add_parser("run", help="serve a demonstration site together with its stand-ins")
    run.add_argument("ini", nargs="?", default="development.ini")
    chosen = parser.parse_args(arguments)
    try:
        return _run(chosen.command, chosen.ini)
    except KeyboardInterrupt:
        return 0


def _run(command: str, ini: str) -> int:
    from serres_requests.scripts.demonstration import run_demonstration
    from serres_requests.scripts.server import serve
    from serres_requests.settings import SettingsError

    try:
        return {"serve": serve, "run": run_demonstration}[command](ini)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
