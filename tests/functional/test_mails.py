"""Mails as they reach a mailbox: text and HTML, in the reader's language, one conversation for each request."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from tests.support.installation import Installation
from tests.support.processes import StandIns
from tests.support.visitors import EMAIL, Citizen

pytestmark = pytest.mark.usefixtures("proven_address")

MANAGER = "lighting-manager@serres.example"


def headers(mail: dict[str, str]) -> dict[str, str]:
    return dict(mail["headers"])  # type: ignore[call-overload]


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_mail_is_text_and_a_page_in_the_readers_language(
    application: Installation, maria: Citizen, standins: StandIns, language: str
) -> None:
    maria.get(f"/me?_LOCALE_={language}")
    maria.file()
    application.drain()
    [mail] = standins.messages(EMAIL)
    assert headers(mail)["Content-Type"].startswith("multipart/alternative")
    page = BeautifulSoup(mail["html"], "html.parser")
    assert page.html["lang"] == language  # type: ignore[index]
    shown = " ".join(paragraph.get_text(" ") for paragraph in page.select("p"))
    assert shown.split() == mail["text"].split()


def test_mails_about_one_request_are_one_conversation(
    application: Installation, maria: Citizen, standins: StandIns
) -> None:
    first, second = maria.file(), maria.file()
    application.drain()
    lighting = application.staff("lighting")
    for path in (first, second):
        lighting.move(application.staff_page(path), "start", status=303)
    application.drain()
    for to, count in ((EMAIL, 2), (MANAGER, 1)):
        conversations: dict[str, list[str]] = {}
        for mail in standins.messages(to):
            assert headers(mail)["In-Reply-To"] == headers(mail)["References"]
            conversations.setdefault(headers(mail)["References"].strip(), []).append(mail["message_id"])
        assert set(conversations) == {
            f"<request.{path.rpartition('/')[2]}@serres.test>" for path in (first, second)
        }
        assert all(len(set(ids)) == count for ids in conversations.values())
    assert len({mail["subject"] for mail in standins.messages(EMAIL)}) == 2


def test_a_mail_sent_again_is_the_same_mail(application: Installation, maria: Citizen, standins: StandIns) -> None:
    """As after a crash between sending it and recording that it was sent."""
    maria.file()
    sent: list[str] = []
    mail = application.router.registry.ports.mail

    class Crashing:
        def send(self, email: object) -> None:
            mail.send(email)
            sent.append(email.message_id)  # type: ignore[attr-defined]
            raise OSError("the power went")

        def rest(self) -> None:
            mail.rest()

    application.use(mail=Crashing())
    application.drain()
    application.use(mail=mail)
    application.clock.advance(timedelta(seconds=6))
    application.drain()
    first, second = standins.messages(EMAIL)
    assert first["message_id"] == second["message_id"]
    assert first["message_id"] in sent
