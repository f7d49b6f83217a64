"""Serve the site as an ini file says."""

import argparse

from serres_requests.scripts.server import serve


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", help="such as production.ini")


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; return an exit code."""
    return serve(arguments.ini)
