"""The mail sink: what programs sent is there to read."""

import smtplib
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

LINK = "http://127.0.0.1:6543/me/confirm?token=a&b=1"
TEXT = f"Γεια σας,\n\nανοίξτε τη σελίδα {LINK}.\n<b>Δήμος</b> Σερρών («{LINK}»)\n"


def _message(subject="Επιβεβαίωση διεύθυνσης", to="maria@example.org", encoding="quoted-printable"):
    message = EmailMessage()
    message["From"] = "Δήμος Σερρών <no-reply@example.org>"
    message["To"] = to
    message["Subject"] = subject
    message["Message-ID"] = "<one@example.org>"
    message.set_content(TEXT, cte=encoding)
    return message


@pytest.fixture
def send(program):
    """A function that sends messages in one SMTP session."""

    def send_all(*messages, to=None):
        with smtplib.SMTP("127.0.0.1", program.smtp_port) as server:
            for message in messages:
                server.send_message(message, to_addrs=to)

    return send_all


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_a_message_is_told_decoded(http, send, encoding):
    send(_message(encoding=encoding))
    [told] = http.get("/mail/api/messages").json()
    assert isinstance(told.pop("id"), int)
    received = datetime.fromisoformat(told.pop("received_at"))
    assert timedelta() <= datetime.now(UTC) - received < timedelta(minutes=1)
    assert ["Message-ID", "<one@example.org>"] in told.pop("headers")
    assert told.pop("html") == ""
    assert told == {
        "to": "maria@example.org",
        "from": "Δήμος Σερρών <no-reply@example.org>",
        "subject": "Επιβεβαίωση διεύθυνσης",
        "text": TEXT,
        "message_id": "<one@example.org>",
    }


def test_messages_are_newest_first_and_filtered_by_recipient(http, send):
    send(_message("first"), _message("second", to="giorgos@example.org"), _message("third"))
    assert [told["subject"] for told in http.get("/mail/api/messages").json()] == ["third", "second", "first"]
    to_maria = http.get("/mail/api/messages", params={"to": "Maria@Example.org"}).json()
    assert [told["subject"] for told in to_maria] == ["third", "first"]
    assert http.get("/mail/api/messages", params={"to": "example.org"}).json() == []


def test_the_envelope_names_the_recipients(http, send):
    send(_message(), to=["a@example.org", "hidden@example.org"])
    [told] = http.get("/mail/api/messages", params={"to": "hidden@example.org"}).json()
    assert told["to"] == "a@example.org, hidden@example.org"


def test_the_text_of_alternatives_is_the_plain_one(http, send):
    message = _message()
    message.add_alternative("<p>page</p>", subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    send(message)
    assert http.get("/mail/api/messages").json()[0]["text"] == TEXT


def test_a_message_without_headers_or_text_is_taken(http, program):
    with smtplib.SMTP("127.0.0.1", program.smtp_port) as server:
        server.sendmail("a@example.org", ["b@example.org"], "Content-Type: application/pdf\r\n\r\nx")
    [told] = http.get("/mail/api/messages").json()
    assert (told["subject"], told["from"], told["message_id"], told["text"]) == ("", "", "", "")
    assert "(χωρίς θέμα)" in http.get("/mail/").text


def test_only_the_newest_thousand_are_kept(http, send):
    send(*(_message(f"message {number}") for number in range(1, 1003)))
    subjects = [told["subject"] for told in http.get("/mail/api/messages").json()]
    assert len(subjects) == 1000
    assert (subjects[0], subjects[-1]) == ("message 1002", "message 3")


def test_the_list_page_links_each_message(http, send):
    send(_message("<i>first</i>"), _message("second", to="giorgos@example.org"))
    newest_id = http.get("/mail/api/messages").json()[0]["id"]
    page = http.get("/mail/").text
    assert f'<a href="/mail/{newest_id}">second</a>' in page
    assert "&lt;i&gt;first&lt;/i&gt;" in page
    assert page.index("giorgos@example.org") < page.index("maria@example.org")
    filtered = http.get("/mail/", params={"to": "giorgos@example.org"}).text
    assert 'value="giorgos@example.org"' in filtered
    assert "first" not in filtered


def test_an_empty_list_says_so(http):
    assert "Κανένα μήνυμα." in http.get("/mail/").text


def test_the_message_page_shows_headers_and_text_with_links(http, send):
    send(_message())
    [told] = http.get("/mail/api/messages").json()
    page = http.get(f"/mail/{told['id']}").text
    escaped = LINK.replace("&", "&amp;")
    assert page.count(f'<a href="{escaped}">{escaped}</a>') == 2
    assert f"{escaped}</a>.\n&lt;b&gt;Δήμος&lt;/b&gt; Σερρών («<a" in page
    assert "<td>Δήμος Σερρών &lt;no-reply@example.org&gt;</td>" in page
    assert '<th scope="row">Message-ID</th>' in page


def test_an_unknown_message_is_not_found(http):
    assert http.get("/mail/999999").status_code == 404


def test_messages_can_be_cleared(http, send):
    send(_message())
    assert http.delete("/mail/api/messages").status_code == 204
    assert http.get("/mail/api/messages").json() == []


def test_a_message_is_shown_as_mail_programs_show_it_and_runs_nothing(http, send):
    plain, message = _message("plain"), _message("both")
    message.add_alternative("<h1>Δήμος</h1><script>1</script>", subtype="html")
    send(plain, message)
    both, only_plain = http.get("/mail/api/messages").json()
    assert f'href="/mail/{both["id"]}/html"' in http.get(f"/mail/{both['id']}").text
    shown = http.get(f"/mail/{both['id']}/html")
    assert "<h1>Δήμος</h1>" in shown.text
    assert shown.headers["Content-Security-Policy"].startswith("sandbox allow-popups; default-src 'none'")
    assert '/html"' not in http.get(f"/mail/{only_plain['id']}").text
    assert http.get(f"/mail/{only_plain['id']}/html").status_code == 404
