"""The mail server: takes every message for anyone and delivers it nowhere but into the mailbox."""

import asyncio
import socket
from collections.abc import Awaitable

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from serres_requests.standins.faults import FaultSwitch, MailFault
from serres_requests.standins.mailbox import Mailbox
from serres_requests.standins.returned import report_about

_ACCEPTED = "250 OK"
_REFUSALS = {
    MailFault.REJECT_TEMPORARILY: "451 4.3.0 Mailbox temporarily unavailable",
    MailFault.REJECT_PERMANENTLY: "550 5.1.1 No such user here",
}
_REPORTED = {MailFault.REPORT_FAILURE, MailFault.REPORT_DELAY}


class MailHandler:
    """Answers the SMTP commands; aiosmtpd finds the methods by their names."""

    def __init__(self, mailbox: Mailbox, faults: FaultSwitch) -> None:
        self._mailbox = mailbox
        self._faults = faults

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        refusal = _REFUSALS.get(self._faults.current.mail)
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return _ACCEPTED

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content, fault = envelope.original_content or b"", self._faults.current.mail
        if fault is not MailFault.REPORT_FAILURE:
            self._mailbox.receive(tuple(envelope.rcpt_tos), content)
        if fault in _REPORTED:
            sender, is_delayed = envelope.mail_from or "", fault is MailFault.REPORT_DELAY
            for recipient in envelope.rcpt_tos:
                report = report_about(content, sender, recipient, is_delayed=is_delayed)
                self._mailbox.receive((sender,), report)
        return _ACCEPTED


class MailServer(Controller):
    """Serves on a socket that already listens: aiosmtpd itself can't choose a free port."""

    def __init__(self, handler: MailHandler, listening: socket.socket) -> None:
        host, port = listening.getsockname()[:2]
        # A given name spares the look-up of the machine's own.
        super().__init__(handler, hostname=host, port=port, server_hostname="standins.invalid")
        self._listening = listening

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listening)
