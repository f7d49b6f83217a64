"""The public search: narrowing, order, suggestions and marks, all as links that work without JavaScript."""

import pytest
from tests.support.installation import Installation
from tests.support.visitors import LAMP, Visitor, words_of
from webtest import TestResponse

PLACES = ("Κήπος στη Βενιζέλου 12", "Βενιζέλου και Κιλκίς, στον κήπο <b>αριστερά</b>", "Πλατεία Ελευθερίας")


@pytest.fixture
def anybody(application: Installation) -> Visitor:
    """Somebody, on a site with two requests at work and one completed."""
    citizen, officer = application.citizen("maria", "maria@example.gr"), application.staff("lighting")
    paths = [citizen.file({**LAMP, "place": place}) for place in PLACES]
    application.drain()
    for path in paths:
        officer.move(application.staff_page(path), "start", status=303)
    officer.move(application.staff_page(paths[2]), "complete", "Έτοιμο.", status=303)
    application.drain()
    return application.visitor()


def found(page: TestResponse) -> list[str]:
    """The places of the requests on a page, in their order."""
    texts = (card.get_text(" ", strip=True) for card in page.html.select("li.sr-card"))
    return [place for text in texts for place in ("12", "Κιλκίς", "Ελευθερίας") if place in text]


def link(page: TestResponse, words: str) -> str:
    return str(page.html.find("a", string=lambda text: text is not None and words in text)["href"])


def test_words_are_marked_where_they_stand_and_text_stays_text(anybody: Visitor) -> None:
    page = anybody.get("/requests", {"q": "κηποι βενιζ*"})
    assert found(page) == ["Κιλκίς", "12"]
    assert [mark.text for mark in page.html.select("mark")] == ["Βενιζέλου", "κήπο", "Κήπος", "Βενιζέλου"]
    assert "&lt;b&gt;αριστερά&lt;/b&gt;" in page.text


def test_phrases_and_latin_letters(anybody: Visitor) -> None:
    assert found(anybody.get("/requests", {"q": "«κήπος στη Βενιζέλου»"})) == ["12"]
    assert found(anybody.get("/requests", {"q": "kilkis"})) == ["Κιλκίς"]


def test_a_misspelt_word_leads_to_the_right_one(anybody: Visitor) -> None:
    page = anybody.get("/requests", {"q": "κιλκυσ"})
    assert "Δεν βρέθηκε" in words_of(page)
    assert "Μήπως εννοείτε: κιλκις" in words_of(page)
    assert found(anybody.get(link(page, "κιλκις"))) == ["Κιλκίς"]


def test_common_words_are_told(anybody: Visitor) -> None:
    page = anybody.get("/requests", {"q": "και πλατεία"})
    assert "Λέξεις τόσο συχνές που δεν αναζητούνται: και" in words_of(page)
    assert found(page) == ["Ελευθερίας"]


def test_facets_narrow_and_widen_again(anybody: Visitor) -> None:
    page = anybody.get("/requests", {"start": "0"})
    assert [words_of_item.get_text(" ", strip=True) for words_of_item in page.html.select(".sr-facets li")] == [
        "Σε επεξεργασία 2",
        "Ολοκληρώθηκε 1",
    ]
    narrowed = anybody.get(link(page, "Ολοκληρώθηκε"))
    assert found(narrowed) == ["Ελευθερίας"]
    assert narrowed.html.select_one(".sr-facets")["open"] == "open"
    chosen = narrowed.html.select_one(".sr-facets [aria-current]")
    assert chosen.text == "Ολοκληρώθηκε"
    assert len(found(anybody.get(chosen["href"]))) == 3


def test_a_new_search_keeps_what_it_was_narrowed_to(anybody: Visitor) -> None:
    page = anybody.get("/requests", {"state": "in_progress", "order": "relevance"})
    form = page.forms[0]
    form["q"] = "κήπος"
    assert found(form.submit()) == ["12", "Κιλκίς"]


def test_the_order_is_a_choice(anybody: Visitor) -> None:
    page = anybody.get("/requests", {"q": "κήπος", "state": "in_progress"})
    assert found(page) == ["Κιλκίς", "12"]
    best = anybody.get(link(page, "Πρώτα όσα ταιριάζουν"))
    assert found(best) == ["12", "Κιλκίς"]
    assert [one.text for one in best.html.select(".sr-filter [aria-current]")] == ["Πρώτα όσα ταιριάζουν καλύτερα"]


@pytest.mark.parametrize(
    "query",
    [
        "type=nonsense",
        "department=x&state=filed",
        "year=abcd",
        "year=%C2%B2%C2%B2%C2%B2%C2%B2",
        "order=random",
        "state=submitted",
    ],
)
def test_what_there_is_not_counts_as_not_asked_for(anybody: Visitor, query: str) -> None:
    page = anybody.get(f"/requests?{query}", status=200)
    assert len(found(page)) == 3


def test_no_state_that_is_not_public_can_be_asked_for(anybody: Visitor, application: Installation) -> None:
    application.citizen("giorgos", "giorgos@example.gr").file({**LAMP, "place": "Κρυφή Ελευθερίας"})
    application.drain()
    assert "Κρυφή" not in anybody.get("/requests", {"state": "filed"}).text
    assert found(anybody.get("/requests", {"q": "Κρυφή"})) == []


def test_the_english_page_is_english(anybody: Visitor) -> None:
    page = anybody.get("/requests", {"q": "kilkiz", "_LOCALE_": "en"})
    for words in ("All words must be there.", "No request was found"):
        assert words in words_of(page)
    narrowed = words_of(anybody.get("/requests", {"q": "λάμπα"}))
    for words in ("Narrow the search", "Newest first", "Best match first", "Requests found: 3"):
        assert words in narrowed
