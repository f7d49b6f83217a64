"""The copy of a request tells the facts, in a form that everybody can read and keep."""

import re

import pytest
from tests.unit.documents.conftest import FACTS, text_of

from serres_requests.documents.request_copy import request_copy
from serres_requests.domain.entry import Channel


def elements(node):
    """Yield every element of a structure tree."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        part = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(part, dict):
            if "/S" in part:
                yield part
            yield from elements(part)


def structure(pdf):
    return list(elements(pdf.trailer["/Root"]["/StructTreeRoot"]))


def test_it_tells_the_facts(copy_of):
    text = text_of(copy_of())
    for words in (
        *("Δήμος Σερρών", "Τμήμα Ηλεκτροφωτισμού", "Αίτημα ηλεκτροφωτισμού", "25498/28-7-2026", "28 Ιουλίου 2026"),
        *("28 Ιουλίου 2026, 09:05", "ΜΑΡΙΑ ΔΟΚΙΜΑΣΤΙΚΗ", "ΙΩΑΝΝΗΣ", "123456783", "Βενιζέλου 12"),
        *("Η λάμπα σβήνει μόλις νυχτώσει.", "φωτογραφία.jpg", "340 kB", "0123456789abcdef"),
        *("https://aitimata.example/check", "0A1B8-CDEFG-HJKMN-PQRST"),
    ):
        assert words in text
    assert "0123456789abcdeff" not in text


def test_answers_come_in_their_order(copy_of):
    text = text_of(copy_of(answers=tuple((f"Ερώτηση {n}", f"απάντηση {n}") for n in range(1, 30))))
    assert [int(n) for n in re.findall(r"απάντηση (\d+)", text)] == list(range(1, 30))


def test_items_of_a_group_stand_below_each_other(copy_of):
    lines = copy_of(answers=(("Παιδιά", "Όνομα: Ελένη\nΌνομα: Άννα"),)).pages[0].extract_text().splitlines()
    [first] = [number for number, line in enumerate(lines) if line.endswith("Όνομα: Ελένη")]
    assert lines[first + 1].strip() == "Όνομα: Άννα"


def test_what_there_is_not_is_left_out(copy_of):
    text = text_of(copy_of(fathers_name="", files=()))
    assert "Father's name" not in text
    assert "No file was attached." in text
    assert "SHA-256" not in text


def test_what_staff_entered_is_marked_and_nothing_is_called_certified(copy_of):
    text = text_of(copy_of(entered=(Channel.PHONE, "Τμήμα Καθαριότητας")))
    assert "Entered by Τμήμα Καθαριότητας, by phone, for the applicant. Nothing in it is certified." in text
    assert "The applicant, as the department entered them" in text
    assert "tax office" not in text
    assert "Entered by" not in text_of(copy_of())


@pytest.mark.parametrize(("language", "day"), [("el", "28 Ιουλίου 2026"), ("en", "July 28, 2026")])
def test_it_speaks_its_language(copy_of, language, day):
    pdf = copy_of(language=language)
    assert pdf.trailer["/Root"]["/Lang"] == language
    assert day in text_of(pdf)


def test_it_is_tagged_and_titled(copy_of):
    pdf = copy_of()
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Copy of request 25498/28-7-2026"
    assert pdf.metadata.author == "Δήμος Σερρών"


def test_it_says_that_it_is_accessible_and_archivable(copy_of):
    xmp = copy_of().trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp


def test_headings_tables_and_lists_are_what_they_are(copy_of):
    kinds = [element["/S"] for element in structure(copy_of())]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == 5
    assert kinds.count("/Table") == 2
    assert kinds.count("/TH") == 2 + 3
    assert kinds.count("/TD") == 2 * 2 + 3
    assert kinds.count("/LI") == 6


def test_the_qr_code_is_described(copy_of):
    [figure] = [element for element in structure(copy_of()) if element["/S"] == "/Figure"]
    assert FACTS.code_address in figure["/Alt"]


def test_the_address_is_a_link(copy_of):
    actions = [
        annotation.get_object()["/A"]["/URI"] for page in copy_of().pages for annotation in page.get("/Annots", [])
    ]
    assert actions == [FACTS.check_address]


def test_all_fonts_are_within(copy_of):
    fonts = [font.get_object() for page in copy_of().pages for font in page["/Resources"]["/Font"].values()]
    files = [f["/DescendantFonts"][0].get_object()["/FontDescriptor"] for f in fonts if "/DescendantFonts" in f]
    assert files
    assert all({"/FontFile2", "/FontFile3"} & set(descriptor) for descriptor in files)


def test_the_same_facts_make_the_same_file():
    def translate(term):
        return term.interpolate()

    assert request_copy(FACTS, translate) == request_copy(FACTS, translate)


def test_a_long_answer_goes_on_over_pages_with_the_heads_of_its_columns(copy_of):
    words = "\n".join(f"Γραμμή {n} με λόγια." for n in range(190))
    pdf = copy_of(answers=(("Περιγραφή", words),))
    assert len(pdf.pages) > 3
    assert "Answer" in pdf.pages[1].extract_text()
    assert re.findall(r"Γραμμή (\d+)", text_of(pdf)) == [str(n) for n in range(190)]
