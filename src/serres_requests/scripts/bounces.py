"""Tell the running site what a mail server reports about a mail of ours: that it failed, or is delayed.

Reads one mail from standard input, as the mail server hands it over by an alias, and ends as mail servers
understand it: 0 when the site was told, 65 when the mail is no report, so that it goes back to whoever wrote it,
75 when the site could not be told, so that the mail server tries again.
"""

import argparse
import json
import sys
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

from serres_requests.domain.delivery_reports import MOST_BYTES, DeliveryReport, Outcome, read_report
from serres_requests.services.report_messages import FIELD, PATH, signed

_TOLD, _NO_REPORT, _TRY_AGAIN = 0, 65, 75  # EX_OK, EX_DATAERR and EX_TEMPFAIL of sysexits.h
_PATIENCE_SECONDS = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which arguments the command takes."""
    parser.add_argument("site", help="address of the site, such as https://aitimata.serres.example")
    parser.add_argument("secret", type=Path, help="file that holds the site's SERRES_REPORTS_SECRET and no more")


def run(arguments: argparse.Namespace) -> int:
    """Read the report and tell the site."""
    report = read_report(sys.stdin.buffer.read(MOST_BYTES))
    if report is None:
        return _ended(
            _NO_REPORT, "This address takes reports of mail servers alone. Nobody reads what is sent here."
        )
    if report.outcome is Outcome.OTHER or not report.message_id:
        return _ended(_TOLD, "nothing to tell")
    try:
        is_noted = _tell(arguments.site, arguments.secret.read_text().strip(), report)
    except (OSError, ValueError) as error:
        return _ended(_TRY_AGAIN, f"The site could not be told: {error}")
    return _ended(_TOLD, "noted" if is_noted else "not about a mail that is waited for")


def _tell(site: str, secret: str, report: DeliveryReport) -> bool:
    """Return whether the site noted it; raise OSError or ValueError when it gave no answer of its own."""
    if urlsplit(site).scheme not in {"http", "https"}:
        raise ValueError(f"{site} is no address of a site")
    body = urlencode({FIELD: signed(secret, report)}).encode()
    with urlopen(f"{site.rstrip('/')}{PATH}", body, _PATIENCE_SECONDS) as answer:  # noqa: S310  checked above
        told = json.load(answer)
    if not isinstance(told, dict) or not isinstance(told.get("noted"), bool):
        raise URLError("it answered something else")
    return bool(told["noted"])


def _ended(code: int, words: str) -> int:
    print(words, file=sys.stderr)
    return code
