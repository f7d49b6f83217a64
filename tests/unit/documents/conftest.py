"""Facts for documents, and a reader for what came of them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from serres_requests.documents.request_copy import AttachedFile, CopyFacts, request_copy

FACTS = CopyFacts(
    language="el",
    municipality="Δήμος Σερρών",
    department="Τμήμα Ηλεκτροφωτισμού",
    service="Αίτημα ηλεκτροφωτισμού",
    protocol_number="25498/28-7-2026",
    filed_on=date(2026, 7, 28),
    submitted_at=datetime(2026, 7, 28, 9, 5),  # noqa: DTZ001  local, as facts have it
    applicant="ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ",
    fathers_name="ΙΩΑΝΝΗΣ",
    afm="123456783",
    answers=(("Πού βρίσκεται", "Βενιζέλου 12"), ("Περιγραφή", "Η λάμπα σβήνει μόλις νυχτώσει.")),
    files=(AttachedFile("φωτογραφία.jpg", 340, "0123456789abcdef" + "f" * 48),),
    check_address="https://aitimata.example/check",
    code_address="https://aitimata.example/check/0A1B8-CDEFG-HJKMN-PQRST",
    code="0A1B8-CDEFG-HJKMN-PQRST",
    made_at=datetime(2026, 7, 28, 6, 6, 1, 250_000, tzinfo=UTC),
)


def in_english(term):
    """Translate to English: what the msgids are."""
    return term.interpolate()


@pytest.fixture
def copy_of():
    """A function that makes a copy of the facts with some of them changed, and opens it."""

    def make(**changes):
        return PdfReader(BytesIO(request_copy(replace(FACTS, **changes), in_english)))

    return make


@pytest.fixture
def answered(copy_of):
    """A function that returns the text of a copy in which one answer is as given."""

    def make(words):
        return text_of(copy_of(answers=(("Ερώτηση", words),)))

    return make


def text_of(pdf):
    """Return what a person reads in a document, as one line."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).replace("\u200b", "").split())
