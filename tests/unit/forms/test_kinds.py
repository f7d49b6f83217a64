"""Each kind of field checks its answers and says in words what is wrong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.forms import form_of, said

CHOICES = [
    {"value": "lamp-out", "title": {"el": "Δεν ανάβει", "en": "It is out"}},
    {"value": "flickers", "title": {"el": "Αναβοσβήνει", "en": "It flickers"}},
]
WORD = {"name": "word", "kind": "text", "max_length": 10}
STORY = {"name": "story", "kind": "long_text"}
PICK = {"name": "pick", "kind": "choice", "choices": CHOICES}
WHEN = {"name": "when", "kind": "date"}
PHOTO = {"name": "photo", "kind": "files"}
NOT_A_DATE = "Give a date as day/month/year, such as 25/3/2026."


@pytest.fixture
def check(definition_of):
    """A function that answers one field: the answers and what is said against them."""

    def check(field, typed):
        form = form_of(definition_of(field), typed)
        answers = form.answers()
        return answers, said(form)

    return check


@pytest.mark.parametrize(
    ("field", "typed", "answer"),
    [
        (WORD, "Κιλκίς 12", "Κιλκίς 12"),
        (WORD, "  a \n b\t c ", "a b c"),
        (WORD, "x" * 10, "x" * 10),
        (WORD, "👩‍👩‍👧", "👩‍👩‍👧"),
        (STORY, " one\n\n  two\n", "one\n\n  two"),
        (STORY, "x" * 4000, "x" * 4000),
        (PICK, "flickers", "flickers"),
        (PHOTO, ["id1", "id2"], ("id1", "id2")),
    ],
)
def test_a_good_answer_is_taken(check, field, typed, answer):
    assert check(field, {field["name"]: typed}) == ({field["name"]: answer}, {})


@pytest.mark.parametrize("field", [WORD, STORY, PICK, WHEN, PHOTO], ids=lambda field: field["kind"])
def test_an_optional_field_may_be_left_out(check, field):
    assert check(field, {}) == ({}, {})


@pytest.mark.parametrize(
    ("field", "typed"),
    [(WORD, ""), (WORD, "  "), (STORY, ""), (STORY, "\n "), (PICK, ""), (WHEN, ""), (WHEN, " "), (PHOTO, [])],
)
def test_an_optional_field_may_stay_empty(check, field, typed):
    assert check(field, {field["name"]: typed}) == ({}, {})


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (WORD, "Fill in this field."),
        (STORY, "Fill in this field."),
        (PICK, "Choose one of the answers."),
        (WHEN, "Fill in this field."),
        (PHOTO, "Attach a file."),
    ],
)
@pytest.mark.parametrize("is_sent", [True, False])
def test_a_required_field_says_what_to_do(check, field, message, is_sent):
    empty = [] if field is PHOTO else ""
    typed = {field["name"]: empty} if is_sent else {}
    assert check({**field, "required": True}, typed) == (None, {f"field-{field['name']}": [message]})


@pytest.mark.parametrize("blank", ["   ", "\n\n", "\u00a0", "\t \u2003"])
@pytest.mark.parametrize("field", [WORD, STORY], ids=lambda field: field["kind"])
def test_blanks_alone_do_not_answer_a_required_field(check, field, blank):
    answers, messages = check({**field, "required": True}, {field["name"]: blank})
    assert answers is None
    assert messages == {f"field-{field['name']}": ["Fill in this field."]}


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        (WORD, "x" * 11, "The text has 11 characters; at most 10 fit here."),
        (STORY, "😀" * 4001, "The text has 4001 characters; at most 4000 fit here."),
        (STORY, "α" * 100_000, "The text has 100000 characters; at most 4000 fit here."),
    ],
)
def test_a_too_long_answer_is_refused_with_its_count(check, field, typed, message):
    assert check(field, {field["name"]: typed}) == (None, {f"field-{field['name']}": [message]})


@pytest.mark.parametrize(
    "typed", ["gone", "LAMP-OUT", "It is out", "<script>", "lamp-out\x00", "lamp-out,flickers"]
)
def test_a_choice_outside_the_list_is_refused(check, typed):
    assert check(PICK, {"pick": typed}) == (None, {"field-pick": ["Choose one of the answers."]})


def test_only_the_first_blanks_are_dropped_before_length_counts(check):
    assert check(WORD, {"word": "  a     b  " + " " * 500})[0] == {"word": "a b"}


def test_every_wrong_field_is_listed_in_the_order_of_the_form(definition_of):
    fields = [{**field, "required": True} for field in (PHOTO, WORD, PICK, STORY)]
    form = form_of(definition_of(*fields), {"story": "told"})
    assert form.answers() is None
    assert list(said(form)) == ["field-photo", "field-word", "field-pick"]
    assert [title for _, title, _ in form.errors] == ["Photo (English)", "Word (English)", "Pick (English)"]


def test_a_form_without_faults_lists_none(definition_of):
    form = form_of(definition_of(WORD), {"word": "told"})
    assert form.errors == []
    assert form.answers() == {"word": "told"}
    assert form.errors == []


def test_answers_that_nobody_asked_for_are_left_aside(check):
    assert check(WORD, {"word": "told", "state": "completed"}) == ({"word": "told"}, {})


@pytest.mark.parametrize(("locale", "title"), [("el", "Word (ελληνικά)"), ("en", "Word (English)")])
def test_titles_are_in_the_language_of_the_form(definition_of, locale, title):
    form = form_of(definition_of({**WORD, "required": True}), locale=locale)
    assert form.answers() is None
    assert form.errors[0][1] == title


def test_what_was_found_wrong_with_a_file_spoils_good_answers_too(definition_of):
    typed = {"word": "told", "photo": ["id1"]}
    form = form_of(definition_of(WORD, PHOTO), typed, problems={"photo": ["too large", "not a photo"]})
    assert form.answers() is None
    assert said(form) == {"field-photo": ["too large", "not a photo"]}


def test_a_refused_file_spoils_an_optional_field_that_stays_empty(definition_of):
    form = form_of(definition_of(PHOTO), problems={"photo": ["too large"]})
    assert form.answers() is None
    assert said(form) == {"field-photo": ["too large"]}


def test_a_problem_comes_with_what_the_check_itself_finds(definition_of):
    form = form_of(definition_of(WORD), {"word": "x" * 11}, problems={"word": ["odd"]})
    assert form.answers() is None
    assert "The text has 11 characters; at most 10 fit here." in said(form)["field-word"]


@pytest.mark.parametrize(
    "typed", ["2026-03-25", " 2026-03-25 ", "25/3/2026", "25/03/2026", "25.3.2026", "25-3-2026"]
)
def test_a_date_is_taken_as_browsers_and_people_write_it(check, typed):
    assert check(WHEN, {"when": typed}) == ({"when": date(2026, 3, 25)}, {})


@pytest.mark.parametrize(
    "typed",
    [
        "2026-02-30",
        "30/2/2026",
        "2026-13-01",
        "3/25/2026",
        "25/3/26",
        "99999-01-01",
        "yesterday",
        "<b>",
        "٢٥/٣/٢٠٢٦",
    ],
)
def test_what_is_no_date_is_refused_in_words(check, typed):
    assert check(WHEN, {"when": typed}) == (None, {"field-when": [NOT_A_DATE]})


def test_any_text_is_a_date_or_an_error_never_a_crash(definition_of):
    definition = definition_of(WHEN)

    @given(st.text() | st.text("0123456789-/.T:+Z "))
    def holds(typed):
        form = form_of(definition, {"when": typed})
        assert (form.answers() is None) == bool(form.errors)

    holds()
