"""What a search offers beyond its page: facets, suggestions, marked words, relevance, Greek in Latin letters."""

import pytest

from serres_requests.catalog.catalog import EVERYBODY, STAFF, RequestCatalog, SearchDocument, kind_of
from serres_requests.catalog.queries import Narrowing, Order, accepted_requests

REQUESTS = (
    ("2025/1", "Σβηστή λάμπα στην οδό Κιλκίς", "lighting", "lamp", "completed", 2025),
    ("2025/2", "Γεμάτος κάδος, οδός Εμμανουήλ Παπά", "cleaning", "bin", "completed", 2025),
    ("2026/3", "Λάμπα δρόμου σπασμένη και κολόνα στραβή", "lighting", "lamp", "in_progress", 2026),
    ("2026/4", "Ο δρόμος με τη λάμπα στο ΙΚΑ, οδός εις Σέρρας", "lighting", "pole", "in_progress", 2026),
    ("2026/5", "Λάμπα μυστική: Παπαδόπουλος", "lighting", "lamp", "filed", 2026),
    ("2026/6", "Πάγκος, λάμπα, λάμπα, λάμπα", "greenery", "bench", "completed", 2026),
)


@pytest.fixture(scope="module")
def catalog():
    catalog = RequestCatalog()
    for reference, text, department, type_name, state, year in REQUESTS:
        audience = STAFF if state == "filed" else EVERYBODY
        document = SearchDocument(text, audience, kind_of(department, type_name, state), year)
        catalog.store(catalog.allot_id(reference), document)
    return catalog


def found(catalog, words, **others):
    return [reference[5:] for reference in accepted_requests(catalog, words, **others).page.references]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("lampa", "6431"),
        ("LAMPES dromou", "43"),
        ("λάμ*", "6431"),
        ("lam*", "6431"),
        ("σβη* κιλ*", "1"),
        ("«λάμπα δρόμου»", "3"),
        ("«δρόμος με τη λάμπα»", "4"),
        ("«κάδος οδός»", "2"),
        ("kados", "2"),
        ("ΚAΔΟΣ", "2"),
        ("και λάμπα στο δρόμο", "43"),
        ("ΙΚΑ", "4"),
        ("εις", "4"),
        ("λάμπα -λάμπα OR κάδος", ""),
        ("και", "64321"),
    ],
)
def test_it_finds(catalog, words, numbers):
    assert found(catalog, words) == list(numbers)


@pytest.mark.parametrize("words", ["μυστική", "Παπαδόπουλος", "μυστ*", "«λάμπα μυστική»"])
def test_nobody_finds_what_is_not_accepted(catalog, words):
    result = accepted_requests(catalog, words)
    assert (result.page.total, result.suggestion) == (0, "")


def test_nothing_secret_is_suggested(catalog):
    assert accepted_requests(catalog, "μυστκή").suggestion == ""
    assert accepted_requests(catalog, "Παπαδοπουλς").suggestion == ""


@pytest.mark.parametrize(
    ("words", "suggestion"),
    [
        ("λαπμα", "λαμπα"),
        ("κιλκισσ λάμπα", "κιλκις λαμπα"),
        ("λαμπα", ""),
        ("κάδος λαπμα", ""),
        ("ηλεκτροκίνηση", ""),
    ],
)
def test_a_misspelt_word_gets_a_suggestion_that_finds_something(catalog, words, suggestion):
    result = accepted_requests(catalog, words)
    assert result.suggestion == suggestion
    assert not suggestion or found(catalog, suggestion)


@pytest.mark.parametrize(
    ("narrowing", "numbers"),
    [
        (Narrowing(department="lighting"), "431"),
        (Narrowing(type_name="lamp"), "31"),
        (Narrowing(state="in_progress"), "43"),
        (Narrowing(year=2025), "1"),
        (Narrowing(department="lighting", type_name="lamp", state="completed", year=2025), "1"),
        (Narrowing(department="cleaning", type_name="lamp"), ""),
        (Narrowing(state="filed"), ""),
        (Narrowing(year=1999), ""),
    ],
)
def test_a_search_is_narrowed(catalog, narrowing, numbers):
    assert found(catalog, "λάμπα", narrowing=narrowing) == list(numbers)


def test_facets_count_the_matches(catalog):
    facets = accepted_requests(catalog, "λάμπα").facets
    assert facets.departments == {"lighting": 3, "greenery": 1}
    assert facets.types == {"lamp": 2, "bench": 1, "pole": 1}
    assert facets.states == {"completed": 2, "in_progress": 2}
    assert list(facets.years.items()) == [(2026, 3), (2025, 1)]


def test_words_that_are_too_common_are_told(catalog):
    assert accepted_requests(catalog, "και της λάμπας").ignored == ("και", "της")


def test_what_was_searched_for_is_marked(catalog):
    mark = accepted_requests(catalog, "lampes «δρόμου σπασμένη» κολ*").mark
    marked = [part for part, is_sought in mark(REQUESTS[2][1]) if is_sought]
    assert marked == ["Λάμπα δρόμου σπασμένη", "κολόνα"]
    assert mark("άγνωστη λέξη") == (("άγνωστη λέξη", False),)


def test_relevance_puts_first_what_has_the_words_often_and_together(catalog):
    assert found(catalog, "λάμπα", order=Order.RELEVANCE)[0] == "6"
    assert found(catalog, "λάμπα δρόμου", order=Order.RELEVANCE) == ["3", "4"]
    assert found(catalog, "λάμπα δρόμου", order=Order.NEWEST) == ["4", "3"]
    assert found(catalog, "", order=Order.RELEVANCE) == list("64321")


def test_the_plan_names_what_was_asked(catalog):
    plan = accepted_requests(catalog, "λάμπα κολ*", narrowing=Narrowing(state="in_progress", year=2026)).plan
    assert plan.operands == ("readable by everybody", "*/*/in_progress", "2026", "«λαμπα»", "«κολ*»")
    assert plan.driven_by == plan.operands
    assert (plan.found, plan.is_complete) == (1, True)
