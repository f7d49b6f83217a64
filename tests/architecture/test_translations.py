"""Every word that people read is translated, in both languages, and no page mixes them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup
from tests.support.template_text import TemplateWords, without_expressions
from tests.support.world import APPLICANT, World

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "src" / "serres_requests"
LANGUAGES = ("el", "en")
DOMAIN = "serres_requests"


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(catalogue: Catalog) -> dict[str, Message]:
    return {str(message.id): message for message in catalogue if message.id}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\$\{?(\w+)\}?", text))


@pytest.fixture(scope="module")
def msgids(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """All message ids of sources and templates, as `make translations` extracts them."""
    out = tmp_path_factory.mktemp("messages") / f"{DOMAIN}.pot"
    program = Path(sys.executable).with_name("pot-create")
    command = [program, "-c", "lingua.cfg", "--no-linenumbers", "-d", DOMAIN, "-o", out, "src/serres_requests"]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return set(messages(read_catalogue(out)))


@pytest.fixture(scope="module")
def catalogues() -> dict[str, Catalog]:
    return {
        language: read_catalogue(PACKAGE / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po")
        for language in LANGUAGES
    }


def test_there_are_messages(msgids: set[str]) -> None:
    assert len(msgids) > 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_have_the_messages_of_the_sources_and_no_others(
    language: str, msgids: set[str], catalogues: dict[str, Catalog]
) -> None:
    """`make translations` brings them up to date; then the new ones are to be translated."""
    known = set(messages(catalogues[language]))
    assert known - msgids == set(), "no longer in the sources"
    assert msgids - known == set(), "not in the catalogue yet"
    assert not catalogues[language].obsolete


def test_everything_is_translated_into_greek(msgids: set[str], catalogues: dict[str, Catalog]) -> None:
    greek = messages(catalogues["el"])
    assert not [msgid for msgid in msgids if msgid in greek and not str(greek[msgid].string).strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str, catalogues: dict[str, Catalog]) -> None:
    assert not [message.id for message in catalogues[language] if message.id and message.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_placeholders_of_the_original(language: str, catalogues: dict[str, Catalog]) -> None:
    """A translation may leave no fact out; an empty English one stands for the original."""
    assert not [
        (msgid, message.string)
        for msgid, message in messages(catalogues[language]).items()
        if message.string and placeholders(msgid) != placeholders(str(message.string))
    ]


SAME_IN_BOTH = {
    "Γλώσσα – Language": "names the choice of language, in both",
    "kB": "a unit's symbol",
}
TEMPLATES = sorted((PACKAGE / "templates").rglob("*.pt"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_say_nothing_untranslated(path: Path) -> None:
    """The stand-ins' templates are Greek only and not among these."""
    found = TemplateWords(path.read_text()).found
    assert not [f"line {line}: {words}" for line, words in found if words not in SAME_IN_BOTH]


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ('<p i18n:translate="">Hello</p>', []),
        ('<p i18n:translate="">Hello <b>you</b></p>', []),
        ('<p i18n:translate="">Hello <b i18n:name="who">you</b></p>', ["you"]),
        ('<p i18n:translate="">Hello</p> there', ["there"]),
        ("<p>${{'a': 'b'}['a']} · 12 –</p>", []),
        ('<nav aria-label="Pages"></nav>', ["Pages"]),
        ('<nav aria-label="Pages" i18n:attributes="aria-label"></nav>', []),
        ('<img alt="A map"/>', ["A map"]),
        ('<form data-once="once" data-too-large="It is too large."></form>', ["It is too large."]),
        ('<input placeholder="${_example}"/>', []),
        ('<meta name="viewport" content="width=device-width"/>', []),
        ('<meta name="description" content="Requests"/>', ["Requests"]),
    ],
)
def test_the_reader_of_templates_finds_what_is_untranslated(template: str, words: list[str]) -> None:
    assert [found for _line, found in TemplateWords(template).found] == words


PUBLIC_PAGES = (
    "/",
    "/?q=xqz",
    "/services/street-lighting",
    "/requests",
    "/requests?q=xqz",
    "/login",
    "/manage/login",
)
CITIZEN_PAGES = ("/me", "/me/requests", "/me/notices", "/services/cleaning/apply")
STAFF_PAGES = (
    "/manage/queue",
    "/manage/outbox/contents",
    "/manage/protocol/contents",
    "/manage/protocol/properties",
)


def english_parts(msgids: set[str]) -> set[str]:
    """The stretches of more than two words between the placeholders of messages."""
    parts = {" ".join(part.split()) for msgid in msgids for part in without_expressions(msgid).split("\n")}
    return {part for part in parts if len(re.findall(r"[A-Za-z]{2,}", part)) > 2}


def english_on(page: str, msgids: set[str]) -> list[str]:
    soup = BeautifulSoup(page, "html.parser")
    spoken = [
        str(tag[name]) for name in ("aria-label", "title", "alt") for tag in soup.find_all(attrs={name: True})
    ]
    text = " ".join(" ".join([soup.get_text(" "), *spoken]).split())
    return [part for part in english_parts(msgids) if part in text]


def test_the_spot_check_finds_english(msgids: set[str], world: World) -> None:
    assert english_on(world.browser().get("/?_LOCALE_=en").text, msgids)


@pytest.mark.parametrize("path", PUBLIC_PAGES)
def test_public_pages_in_greek_hold_no_english(path: str, msgids: set[str], world: World) -> None:
    assert english_on(world.browser().get(path).text, msgids) == []


@pytest.mark.parametrize("path", CITIZEN_PAGES)
def test_citizens_pages_in_greek_hold_no_english(path: str, msgids: set[str], world: World) -> None:
    assert english_on(world.citizen(APPLICANT).get(path).text, msgids) == []


@pytest.mark.parametrize("path", STAFF_PAGES)
def test_staff_pages_in_greek_hold_no_english(path: str, msgids: set[str], world: World) -> None:
    assert english_on(world.staff("admin").get(path).text, msgids) == []
