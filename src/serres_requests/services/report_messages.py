"""What the mail server's command tells the running site: a report, signed with a secret of their own."""

from dataclasses import asdict

import itsdangerous

from serres_requests.domain.delivery_reports import DeliveryReport, Outcome
from serres_requests.domain.errors import RefusedError

PATH = "/mail/reports"
FIELD = "report"
"""Where the message is posted, and under which name."""
_GOOD_SECONDS = 300
_SALT = "delivery-report"


def signed(secret: str, report: DeliveryReport) -> str:
    """Return the message that tells `report`; it is good for five minutes."""
    return str(_serializer(secret).dumps(asdict(report)))


def report_of(secret: str, message: str) -> DeliveryReport:
    """Return what is told; raise RefusedError when it was not signed with `secret`, or too long ago.

    Without a secret nothing is believed.
    """
    if not secret:
        raise RefusedError("no secret for reports")
    try:
        told = _serializer(secret).loads(message, max_age=_GOOD_SECONDS)
    except itsdangerous.BadData as error:
        raise RefusedError("delivery report") from error
    return DeliveryReport(**{**told, "outcome": Outcome(told["outcome"])})


def _serializer(secret: str) -> itsdangerous.URLSafeTimedSerializer:
    return itsdangerous.URLSafeTimedSerializer(secret, salt=_SALT)
