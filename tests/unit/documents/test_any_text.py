"""Whatever people typed stands in their copy as they typed it, and is never taken for anything else."""

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.documents.conftest import FACTS, in_english, text_of

from serres_requests.documents import typesetting
from serres_requests.documents.characters import CERTAIN, spelled
from serres_requests.documents.request_copy import AttachedFile, request_copy
from serres_requests.documents.typesetting import typeset
from serres_requests.domain.errors import RefusedError

NOTE = "written by their names"

MARKUP = (
    '#panic("no")',
    "#sys.inputs",
    '#read("/etc/passwd")',
    '#import "x.typ": *',
    "$ x^2 / 0 $",
    "*bold* _em_ `raw` ```rust fn```",
    "= Heading",
    "\\ \\u{1F600} \\n",
    "] } ) [ { (",
    "<label> @ref // comment /* more",
    '"quotes" \'single\' \\"escaped\\"',
    "${number} {{x}} %s &amp; <b>",
    "--- ... ~ -? 1/2",
)


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_is_but_words(answered, typed):
    assert typed in answered(typed)


@pytest.mark.parametrize("typed", MARKUP)
def test_markup_is_but_words_wherever_it_stands(copy_of, typed):
    pdf = copy_of(
        applicant=f"1 {typed}",
        fathers_name=f"2 {typed}",
        service=f"3 {typed}",
        department=f"4 {typed}",
        answers=((f"5 {typed}", "x"),),
        files=(AttachedFile(f"6 {typed}", 1, "a" * 64),),
    )
    text = text_of(pdf)
    assert [n for n in range(1, 7) if f"{n} {typed}" not in text] == []


@pytest.mark.parametrize(
    "typed",
    [
        "Άέήίόύώ ΐΰ ϊϋ ΪΫ ς «ναι»· τι;",
        "ἐν ἀρχῇ ἦν ὁ λόγος",
        "Größe, naïve, Łódź, İstanbul",
        "България, Київ",
        "50 € ½ ² № → ✓",
    ],
)
def test_the_letters_of_neighbours_are_shown(answered, typed):
    text = answered(typed)
    assert typed in text
    assert NOTE not in text


@pytest.mark.parametrize("typed", ["مرحبا بالعالم", "שלום עולם"])
def test_right_to_left_letters_are_shown(answered, typed):
    text = unicodedata.normalize("NFKC", answered(typed))
    assert set(typed) <= set(text)
    assert NOTE not in text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("😀", "[U+1F600 GRINNING FACE]"),
        ("καλά 👍 ναι", "καλά [U+1F44D THUMBS UP SIGN] ναι"),
        ("👨\u200d👩", "[U+1F468 MAN][U+1F469 WOMAN]"),
        ("中", "[U+4E2D CJK UNIFIED IDEOGRAPH-4E2D]"),
        ("a\u202egpj", "a[U+202E RIGHT-TO-LEFT OVERRIDE]gpj"),
        ("\x00", "[U+0000]"),
        ("\ud800", "[U+D800]"),
        ("\ue000", "[U+E000]"),
    ],
)
def test_what_the_fonts_lack_is_written_by_its_name(answered, typed, written):
    text = answered(typed)
    assert written in text
    assert NOTE in text


def test_a_keycap_keeps_its_digit():
    assert spelled("1\ufe0f\u20e3") == "1[U+20E3 COMBINING ENCLOSING KEYCAP]"


def test_certain_characters_are_certain():
    """What is not looked at one by one is in the fonts: all of it at once, in the order of the code points."""
    certain = [chr(code) for code in range(0x3000) if re.fullmatch(f"[{CERTAIN}]", chr(code))]
    assert len(certain) > 280
    assert typesetting.compiled(
        b'#set document(title: "-")\n#set text(font: "Libertinus Serif")\n#json(bytes(sys.inputs.data)).join(" ")',
        certain,
        FACTS.made_at,
    )


def test_the_longest_answer_is_whole(answered):
    words = " ".join(f"λέξη{n}" for n in range(500))
    assert 4000 > len(words) > 3800
    assert re.findall(r"λέξη\d+", answered(words)) == words.split()


def test_a_word_without_end_stays_on_the_page(copy_of):
    pdf = copy_of(answers=(("Ερώτηση", "α" * 4000),))
    assert sum(map(len, re.findall("α{5,}", text_of(pdf)))) == 4000
    assert len(pdf.pages) > 1


def str_of_pairs(pairs):
    return "".join(base + mark for base, mark in pairs)


MARKS = st.characters(categories=["Mn", "Mc", "Me", "Cf"])


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80) | st.lists(st.tuples(st.characters(), MARKS), max_size=20).map(str_of_pairs))
def test_every_text_makes_a_copy(copy_of, typed):
    assert copy_of(answers=((typed, typed),), applicant=typed).pages


def test_what_can_only_be_shown_apart_is_written_by_its_name_as_a_last_resort(copy_of, monkeypatch):
    monkeypatch.setattr("serres_requests.documents.characters._can_show", lambda _cluster: True)
    text = text_of(copy_of(answers=(("Ερώτηση", "ναι 😀 مرحبا"),)))
    assert "ναι [U+1F600 GRINNING FACE] [U+0645 ARABIC LETTER MEEM]" in text
    assert NOTE in text


def test_a_failure_tells_nothing_of_the_data(monkeypatch):
    def break_down(*_arguments, **_options):
        raise typesetting.typst.TypstError(f"can't show {FACTS.afm}")

    monkeypatch.setattr(typesetting.typst, "compile", break_down)
    with pytest.raises(RefusedError) as caught:
        request_copy(FACTS, in_english)
    assert FACTS.afm not in str(caught.value)
    assert caught.value.__suppress_context__


def test_a_fault_within_typst_ends_no_thread(monkeypatch):
    panic = type("PanicException", (BaseException,), {})

    def break_down(*_arguments, **_options):
        raise panic

    monkeypatch.setattr(typesetting.typst, "compile", break_down)
    with pytest.raises(RefusedError):
        typeset("request_copy.typ", {}, FACTS.made_at)


def test_being_told_to_stop_is_no_fault(monkeypatch):
    def stop(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(typesetting.typst, "compile", stop)
    with pytest.raises(KeyboardInterrupt):
        typeset("request_copy.typ", {}, FACTS.made_at)
