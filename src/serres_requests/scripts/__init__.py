"""The commands of the product: ``serres-requests COMMAND``. Each is a module, loaded when it is asked for."""

import argparse
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

COMMANDS = (
    "serve",
    "worker",
    "run",
    "check",
    "check-catalogue",
    "verify-audit",
    "reindex",
    "explain",
    "pack",
    "backup",
    "restore",
    "move",
    "bounces",
)
"""Modules of this package by name, ``-`` for ``_``.

Each has a docstring that opens with what the command does, ``add_arguments(parser)`` and ``run(arguments)``, which
returns the exit code: 0 is well, 1 is bad news, 2 is a wrong call or setting. `bounces` has those of mail servers.
"""


class CommandError(Exception):
    """The command can't do its work; the message tells a person why and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    # Pyramid and Substance D still import pkg_resources, which warns at every start; setuptools is pinned for it.
    warnings.filterwarnings("ignore", message=".*pkg_resources")
    warnings.filterwarnings("ignore", message="Parameters to load are deprecated")
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser, modules = _parser(tuple(word for word in words[:1] if word in COMMANDS) or COMMANDS)
    chosen = parser.parse_args(words)
    return _run(modules[chosen.command], chosen)


def _parser(names: Sequence[str]) -> tuple[argparse.ArgumentParser, dict[str, ModuleType]]:
    """Return a parser that knows the commands `names`, and their modules: the others need not be loaded."""
    parser = argparse.ArgumentParser(prog="serres-requests", description="The commands of serres-requests.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules = {}
    for name in names:
        module = modules[name] = import_module(f"{__name__}.{name.replace('-', '_')}")
        words = str(module.__doc__)
        command = commands.add_parser(name, help=words.partition("\n")[0], description=words)
        module.add_arguments(command)
    return parser, modules


def _run(command: ModuleType, arguments: argparse.Namespace) -> int:
    from serres_requests.database import UnreachableError
    from serres_requests.settings import SettingsError

    try:
        return int(command.run(arguments))
    except (CommandError, UnreachableError) as error:
        print(error, file=sys.stderr)
        return 1
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
