"""Reading code lists from CSV: encodings, delimiters, and every way in which a line can be wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serres_requests.domain.errors import UnreadableTableError
from serres_requests.domain.reference import CodeEntry, TableKind
from serres_requests.domain.table_files import BadLine, LineProblem, decode, read_table

BARS = CodeEntry("5630", "Παροχή ποτών")
INNS = CodeEntry("55", "Καταλύματα")


def read(text, kind=TableKind.KAD):
    return read_table(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "code;description\n56.30;Παροχή ποτών\n55;Καταλύματα\n",
        "code,description\r\n56.30,Παροχή ποτών\r\n55,Καταλύματα",
        "56.30;Παροχή ποτών\n55;Καταλύματα",
        "\n\nΚωδικός;Περιγραφή\n\n 56.30 ;  Παροχή   ποτών \n;\n55;Καταλύματα\n\n",
        '"ΚΑΔ";"Περιγραφή"\r"56.30";"Παροχή ποτών"\r"55";"Καταλύματα"\r',
    ],
)
def test_all_that_spreadsheets_write_is_read(text):
    reading = read(text)
    assert (reading.entries, reading.bad, reading.repeated) == ((BARS, INNS), (), ())


def test_a_delimiter_in_quotes_is_part_of_the_description():
    assert read('56.30,"Ποτά, καφέ"').entries == (CodeEntry("5630", "Ποτά, καφέ"),)
    assert read("56.30;Ποτά, καφέ").entries == (CodeEntry("5630", "Ποτά, καφέ"),)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("56.30", LineProblem.COLUMNS),
        ("56.30;Ποτά;ναι", LineProblem.COLUMNS),
        ("56.3;Ποτά", LineProblem.CODE),
        ("1.11;Δημητριακά", LineProblem.CODE),
        ("ποτά;56.30", LineProblem.CODE),
        (";Ποτά", LineProblem.CODE),
        ("56.30;", LineProblem.DESCRIPTION),
        (f"56.30;{'α' * 301}", LineProblem.DESCRIPTION),
        ("55;Άλλα καταλύματα", LineProblem.CONTRADICTION),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_the_others_are_read(line, problem):
    reading = read(f"code;description\n55;Καταλύματα\n{line}\n96;Άλλα\n")
    assert [(bad.number, bad.problem) for bad in reading.bad] == [(3, problem)]
    assert [entry.code for entry in reading.entries] == ["55", "96"]


def test_the_report_repeats_how_a_line_begins():
    assert read(f"55;Καταλύματα\nx;{'α' * 200}").bad == (BadLine(2, LineProblem.CODE, f"x | {'α' * 76}"),)


def test_a_line_that_says_the_same_again_is_counted_and_harms_nothing():
    reading = read("56.30;Παροχή ποτών\n5630;Παροχή ποτών\n55;Καταλύματα\n56.30;Παροχή  ποτών")
    assert (reading.entries, reading.bad, reading.repeated) == ((BARS, INNS), (), (2, 4))


def test_quotes_that_do_not_match_are_told_at_the_line_where_they_open():
    reading = read('55;Καταλύματα\n56.30;"Ποτά"x\n96;Άλλα\n47;"Λιανικό\n49;Ταξί')
    assert [(bad.number, bad.problem) for bad in reading.bad] == [(2, LineProblem.QUOTES), (4, LineProblem.QUOTES)]
    assert [entry.code for entry in reading.entries] == ["55", "96"]


def test_a_heading_counts_only_in_front():
    assert read("55;Καταλύματα\ncode;description").bad == (BadLine(2, LineProblem.CODE, "code | description"),)


@pytest.mark.parametrize("text", ["", "\n \n", "code;description\n", ";\n;;\n"])
def test_a_file_without_a_line_is_no_table(text):
    with pytest.raises(UnreadableTableError):
        read(text)


@pytest.mark.parametrize(
    ("raw", "code"), [("62122", "62122"), (" Α  1 ", "Α 1"), ("5.1", "5.1"), ("κ" * 40, "κ" * 40)]
)
def test_codes_of_other_tables_are_any_word(raw, code):
    assert read(f"{raw};Κάτι", TableKind.PLAIN).entries == (CodeEntry(code, "Κάτι"),)


@pytest.mark.parametrize("raw", ["", "κ" * 41])
def test_yet_not_none_and_no_essay(raw):
    assert read(f"{raw};Κάτι", TableKind.PLAIN).bad[0].problem is LineProblem.CODE


TEXT = "56.30;Παροχή ποτών – «μπαρ»"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1253"])
def test_both_greek_encodings_are_read(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    "data", [TEXT.encode("utf-16"), b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x00\x00", b"56.30;\xd2\xff"]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(UnreadableTableError):
        decode(data)


@given(st.text())
def test_any_text_is_read_or_refused_in_words(text):
    try:
        reading = read(text)
    except UnreadableTableError:
        return
    assert reading.entries or reading.bad
    assert len({entry.code for entry in reading.entries}) == len(reading.entries)


@given(
    st.lists(st.tuples(st.sampled_from(["55", "5630", "960200"]), st.text("αβγ ,", min_size=1).filter(str.strip)))
)
def test_good_and_bad_lines_and_repetitions_add_up(lines):
    text = "code;description\n" + "".join(f"{code};{description}\n" for code, description in lines)
    if not lines:
        return
    reading = read(text)
    assert len(reading.entries) + len(reading.bad) + len(reading.repeated) == len(lines)
