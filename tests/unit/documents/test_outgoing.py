"""Certificates and decisions as PDF: the frame, the body's markup, and nothing that is typed as code."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.unit.documents.conftest import in_english, text_of
from tests.unit.documents.test_any_text import MARKUP

from serres_requests.documents.outgoing import OutgoingFacts, outgoing
from serres_requests.domain.markup import escaped


def made(text, title="Βεβαίωση κατοικίας"):
    facts = OutgoingFacts(
        language="el",
        municipality="Δήμος Σερρών",
        department="Τμήμα Δημοτολογίου",
        title=title,
        text=text,
        number="25499/29-7-2026",
        issued_on=date(2026, 7, 29),
        check_address="https://aitimata.example/check",
        code_address="https://aitimata.example/check/0A1B8-CDEFG-HJKMN-PQRST",
        code="0A1B8-CDEFG-HJKMN-PQRST",
        made_at=datetime(2026, 7, 29, 6, 6, tzinfo=UTC),
    )
    return PdfReader(BytesIO(outgoing(facts, in_english)))


def test_it_has_number_date_title_code_and_body():
    body = "Βεβαιώνεται ότι κατοικεί εδώ.\n\n# Ισχύς\n\n- για κάθε χρήση\n- έως το τέλος του έτους"
    text = text_of(made(body))
    for words in (
        *("Δήμος Σερρών", "Τμήμα Δημοτολογίου", "25499/29-7-2026", "29 Ιουλίου 2026", "Βεβαίωση κατοικίας"),
        *("Βεβαιώνεται ότι κατοικεί εδώ.", "Ισχύς", "για κάθε χρήση", "0A1B8-CDEFG-HJKMN-PQRST"),
    ):
        assert words in text


def test_it_is_accessible():
    pdf = made("# Α\n\nβ\n- γ")
    metadata = pdf.xmp_metadata
    assert b"pdfuaid:part" in metadata.stream.get_data()
    assert pdf.trailer["/Root"]["/Lang"] == "el"
    assert pdf.metadata.title == "Βεβαίωση κατοικίας 25499/29-7-2026"


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_of_typst_is_but_words(typed):
    assert f"1 {typed}" in text_of(made(f"1 {typed}\n\n# 2 {typed}\n- 3 {typed}", f"4 {typed}"))
    assert typed in text_of(made(escaped(typed)))


def test_what_the_fonts_lack_is_written_by_its_name():
    text = text_of(made("Ναι 😀"))
    assert "[U+1F600 GRINNING FACE]" in text
    assert "written by their names" in text
