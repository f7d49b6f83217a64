"""Reports of failed delivery as mail servers write them, about one mail of ours."""

ID = "<notice.0123456789abcdef0123.20260325093000000000-abcdef0123-filed.a-Mark_27@aitimata.serres.example>"

_HEADERS = f"From: aitimata@serres.example\r\nMessage-Id:\r\n {ID}\r\nSubject: =?utf-8?q?x?=\r\n"


def report_with(*blocks: str, headers: str = _HEADERS) -> bytes:
    """Return a report with these blocks of fields, about the mail with these headers."""
    return (
        "From: MAILER-DAEMON@mail.example.gr\r\n"
        "To: aitimata@serres.example\r\n"
        "Subject: Undelivered Mail Returned to Sender\r\n"
        "Auto-Submitted: auto-replied\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status;\r\n"
        '\tboundary="B/mail.example.gr"\r\n'
        "\r\n"
        "This is a MIME-encapsulated message.\r\n"
        "\r\n"
        "--B/mail.example.gr\r\n"
        "Content-Description: Notification\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "\r\n"
        "I'm sorry to have to inform you that your message could not be delivered.\r\n"
        "\r\n"
        "--B/mail.example.gr\r\n"
        "Content-Description: Delivery report\r\n"
        "Content-Type: message/delivery-status\r\n"
        "\r\n" + "\r\n".join(blocks) + "\r\n--B/mail.example.gr\r\n"
        "Content-Description: Undelivered Message Headers\r\n"
        "Content-Type: text/rfc822-headers\r\n"
        "Content-Transfer-Encoding: 8bit\r\n"
        "\r\n" + headers + "\r\n--B/mail.example.gr--\r\n"
    ).encode()


_POSTFIX = (
    "Reporting-MTA: dns; mail.serres.example\r\n"
    "X-Postfix-Queue-ID: 4XyZ1234\r\n"
    "X-Postfix-Sender: rfc822; aitimata@serres.example\r\n"
    "Arrival-Date: Wed, 25 Mar 2026 11:30:00 +0200 (EET)\r\n"
)

POSTFIX = report_with(
    _POSTFIX,
    "Final-Recipient: rfc822; maria@example.gr\r\n"
    "Original-Recipient: rfc822;maria@example.gr\r\n"
    "Action: failed\r\n"
    "Status: 5.1.1\r\n"
    "Remote-MTA: dns; mx.example.gr\r\n"
    "Diagnostic-Code: smtp; 550 5.1.1 <maria@example.gr>: Recipient address rejected:\r\n"
    "    User unknown in virtual mailbox table\r\n",
)

POSTFIX_DELAY = report_with(
    _POSTFIX,
    "Final-Recipient: rfc822; maria@example.gr\r\n"
    "Action: delayed\r\n"
    "Status: 4.4.1\r\n"
    "Diagnostic-Code: X-Postfix; connect to mx.example.gr[192.0.2.7]:25: Connection\r\n"
    "    timed out\r\n"
    "Will-Retry-Until: Mon, 30 Mar 2026 11:30:00 +0300 (EEST)\r\n",
)

EXIM = (
    "X-Failed-Recipients: maria@example.gr\n"
    "Auto-Submitted: auto-replied\n"
    "From: Mail Delivery System <Mailer-Daemon@mail.serres.example>\n"
    "To: aitimata@serres.example\n"
    "Content-Type: multipart/report; report-type=delivery-status; boundary=1774431000-eximdsn-1804289383\n"
    "MIME-Version: 1.0\n"
    "Subject: Mail delivery failed: returning message to sender\n"
    "\n"
    "--1774431000-eximdsn-1804289383\n"
    "Content-type: text/plain; charset=us-ascii\n"
    "\n"
    "This message was created automatically by mail delivery software.\n"
    "\n"
    "--1774431000-eximdsn-1804289383\n"
    "Content-type: message/delivery-status\n"
    "\n"
    "Reporting-MTA: dns; mail.serres.example\n"
    "\n"
    "Action: failed\n"
    "Final-Recipient: rfc822;maria@example.gr\n"
    "Status: 5.0.0\n"
    "Remote-MTA: dns; mx.example.gr\n"
    "Diagnostic-Code: smtp; 552 5.2.2 mailbox over quota\n"
    "\n"
    "--1774431000-eximdsn-1804289383\n"
    "Content-type: message/rfc822\n"
    "\n"
    "Return-path: <aitimata@serres.example>\n"
    f"Message-Id:\n {ID}\n"
    "Content-Type: multipart/alternative; boundary=inner\n"
    "\n"
    "--inner\n"
    "\n"
    "Text\n"
    "--inner--\n"
    "\n"
    "--1774431000-eximdsn-1804289383--\n"
).encode()

EXCHANGE = (
    "From: <postmaster@example.gr>\r\n"
    "To: <aitimata@serres.example>\r\n"
    "MIME-Version: 1.0\r\n"
    'Content-Type: multipart/report; report-type=delivery-status; boundary="_x_"\r\n'
    "Content-Language: el-GR\r\n"
    f"In-Reply-To: {ID}\r\n"
    f"References: {ID}\r\n"
    "Subject: Undeliverable\r\n"
    "\r\n"
    "--_x_\r\n"
    'Content-Type: multipart/alternative; differences=Content-Type; boundary="_y_"\r\n'
    "\r\n"
    "--_y_\r\n"
    "Content-Type: text/plain\r\n"
    "\r\n"
    "Delivery has failed.\r\n"
    "--_y_--\r\n"
    "\r\n"
    "--_x_\r\n"
    "Content-Type: message/delivery-status\r\n"
    "\r\n"
    "Reporting-MTA: dns;mx.example.gr\r\n"
    "\r\n"
    "Final-Recipient: RFC822;maria@example.gr\r\n"
    "Action: failed\r\n"
    "Status: 5.1.10\r\n"
    "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found\r\n"
    "\r\n"
    "--_x_--\r\n"
).encode()
