"""Serve a demonstration site together with its stand-ins.

The stand-ins work in a process of their own; both are ended together.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from serres_requests.scripts.server import DEFAULT_HOST, DEFAULT_PORT, serve
from serres_requests.settings import DEMONSTRATION_PASSWORD, DEMONSTRATION_SECRET

_PATIENCE_SECONDS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("ini", nargs="?", default="development.ini", help="development.ini unless told")


def run(arguments: argparse.Namespace) -> int:
    """Start the stand-ins and serve the site until interrupted; return an exit code."""
    Path("var").mkdir(exist_ok=True)
    signal.signal(signal.SIGTERM, _interrupt)
    host, port = os.environ.get("HOST", DEFAULT_HOST), int(os.environ.get("PORT", DEFAULT_PORT))
    _set_environment(host, port)
    standins = _start_standins(host, port + 1, port + 2)
    if standins is None:
        return 1
    try:
        return serve(arguments.ini, lambda address: _announce(address, f"http://{host}:{port + 1}"))
    finally:
        standins.terminate()
        standins.wait(_PATIENCE_SECONDS)


def _set_environment(host: str, port: int) -> None:
    """Give what the environment does not: demonstration secrets and the addresses that follow from the port."""
    for name, value in {
        "SERRES_SECRET": DEMONSTRATION_SECRET,
        "SERRES_ADMIN_PASSWORD": DEMONSTRATION_PASSWORD,
        "SERRES_TAXISNET_CLIENT_SECRET": DEMONSTRATION_SECRET,
        "SERRES_PUBLIC_URL": f"http://{host}:{port}",
        "SERRES_TAXISNET_URL": f"http://{host}:{port + 1}/oauth2server",
        "SERRES_MAP_TILES": f"http://{host}:{port + 1}/tiles/{{z}}/{{x}}/{{y}}.png",
        "SERRES_MAIL_PORT": str(port + 2),
        "SERRES_REGISTRY_URL": f"http://{host}:{port + 1}/wsaade/RgWsPublic2/RgWsPublic2",
        "SERRES_REGISTRY_USERNAME": "SERRES-DEMO",
        "SERRES_REGISTRY_PASSWORD": DEMONSTRATION_SECRET,
    }.items():
        os.environ.setdefault(name, value)


def _start_standins(host: str, port: int, smtp_port: int) -> "subprocess.Popen[str] | None":
    """Return the running stand-ins, None when they could not start (they say why themselves)."""
    process = subprocess.Popen(  # noqa: S603  our own program with our own arguments
        [
            *(sys.executable, "-W", "ignore:pkg_resources", "-m", "serres_requests.standins"),
            *("--host", host, "--port", str(port), "--smtp-port", str(smtp_port)),
            *("--client-id", "serres-demonstration"),
            *("--redirect-uri", f"{os.environ['SERRES_PUBLIC_URL']}/login/taxisnet/callback"),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    line = process.stdout.readline() if process.stdout else ""
    if not line:
        process.wait(_PATIENCE_SECONDS)
        return None
    json.loads(line)
    return process


def _announce(address: str, standins: str) -> None:
    print(
        f"Serres: {address}  ·  citizens: maria / demo at the taxisnet stand-in  ·  staff: {address}/manage "
        f"lighting / {DEMONSTRATION_PASSWORD} (also lighting-manager, cleaning, admin)  ·  mail: {standins}/mail/",
        flush=True,
    )


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
