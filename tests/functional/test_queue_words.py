"""Staff find open requests by the applicant's name and by what is not public; nobody else does."""

from typing import Any

import pytest
from tests.functional.test_public_pages import TYPED, number_found
from tests.functional.test_queue import ids, shown
from tests.integration.conftest import change
from tests.support.installation import Installation
from tests.support.visitors import LAMP, MemberOfStaff

from serres_requests.catalog.checking import Fault, differences
from serres_requests.catalog.text_index import Postings

PRIVATE = (
    "Μαρία",
    "MARIA",
    "μαρ* δοκιμ*",
    "«Μαρία Δοκιμαστική»",
    "τρεμοπαίζει",
    "«μπροστά στο σπίτι»",
    "βενιζέλου μαρία",
)


@pytest.fixture
def page(application: Installation) -> str:
    """Where staff see Maria's request, which is public."""
    path = application.citizen("maria", "maria@example.gr").file(TYPED)
    application.citizen("giorgos").file({**LAMP, "place": "Κιλκίς 2"})
    application.drain()
    page = application.staff_page(path)
    application.staff("lighting").move(page, "start", status=303)
    application.drain()
    return page


def found(who: MemberOfStaff, words: str, **query: str) -> list[str]:
    return shown(who.get("/manage/queue", {"q": words, **query}))


def test_its_department_finds_it_and_nobody_else(
    application: Installation, lighting: MemberOfStaff, page: str
) -> None:
    cleaning, anybody = application.staff("cleaning"), application.visitor()
    assert number_found(anybody, "βενιζέλου") == 1
    for words in PRIVATE:
        assert found(lighting, words) == ids([page]), words
        assert found(lighting, words, order="due") == ids([page]), words
        assert found(cleaning, words) == []
        assert number_found(anybody, words) == 0
        assert number_found(application.citizen("maria"), words) == 0


@pytest.mark.parametrize("misspelt", ["δοκιμαστηκη", "dokimastikh", "τρεμοπαίζι"])
def test_no_suggestion_tells_the_public_a_private_word(
    application: Installation, page: str, misspelt: str
) -> None:
    assert "Μήπως εννοείτε" not in application.visitor().get("/requests", {"q": misspelt}).text


def test_a_tax_number_finds_nothing(lighting: MemberOfStaff, page: str) -> None:
    assert found(lighting, "123456783") == []
    assert found(lighting, "12345*") == []


def test_its_words_go_with_the_answer_and_come_again_when_it_is_opened_again(
    application: Installation, lighting: MemberOfStaff, page: str
) -> None:
    lighting.move(page, "complete", "Έγινε.", status=303)
    application.drain()
    assert found(lighting, "μαρία", state="all") == []
    assert found(lighting, "βενιζέλου", state="all") == ids([page])
    assert application.look(lambda site: [one for one in differences(site) if one]) == []
    application.staff("lighting-manager").move(page, "reopen", "Έσβησε πάλι.", status=303)
    application.drain()
    assert found(lighting, "μαρία", state="all") == ids([page])
    assert "Τα ανοιχτά αιτήματα βρίσκονται και" in lighting.get("/manage/queue").text


def test_check_catalogue_compares_these_words_too(application: Installation, page: str) -> None:
    def with_words_of_something_else(site: Any, registry: Any) -> None:
        Postings.index_doc(site.catalog.indexes.staff_text, -1, "Άλλα λόγια")
        Postings.index_doc(site.catalog.indexes.staff_text, -9, "Κανενός")

    change(application, with_words_of_something_else)
    found = application.look(lambda site: [(one.subject, one.fault) for one in differences(site) if one])
    assert found == [("/".join(page.rstrip("/").split("/")[-2:]), Fault.STAFF_TEXT), ("-9", Fault.STRAY)]
