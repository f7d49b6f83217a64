"""The page of a request tells staff what is to be done about it, and by when."""

from datetime import timedelta

from tests.support.installation import Installation
from tests.support.visitors import Citizen, MemberOfStaff, form_to


def shown(person: MemberOfStaff, page: str) -> list[str]:
    """Return what is to be done, as it is read, without days."""
    panel = person.get(page).html.select_one("#duties")
    for day in panel.select("time, small"):
        day.decompose()
    return [" ".join(line.get_text(" ").split()) for line in panel.select("li, p")]


def test_what_is_due_first_is_told_first(page: str, lighting: MemberOfStaff) -> None:
    assert shown(lighting, page) == [
        "Αν δεν είναι του τμήματός σας, διαβίβαση στο αρμόδιο έως",
        "Απάντηση στο αίτημα έως",
        "Εξέταση και ανάληψη του αιτήματος",
    ]
    links = [link["href"] for link in lighting.get(page).html.select("#duties a")]
    ids = {node["id"] for node in lighting.get(page).html.select("[id]")}
    assert links == ["#hand-over", "#moves"]
    assert {link[1:] for link in links} <= ids


def test_what_the_citizen_wrote_is_to_be_answered(
    application: Installation, maria: Citizen, filed: str, page: str, lighting: MemberOfStaff
) -> None:
    lighting.move(page, "start", status=303)
    maria.press(maria.get(filed), "/messages", status=303, text="Πότε θα γίνει;")
    assert "Απάντηση στον πολίτη, που σας έγραψε" in shown(lighting, page)
    form = form_to(lighting.get(page), "/write")
    form["text"] = "Αύριο."
    form.submit("kind", value="to_citizen", status=303)
    assert shown(lighting, page) == ["Απάντηση στο αίτημα έως"]


def test_while_the_citizen_is_asked_the_answer_is_awaited(page: str, lighting: MemberOfStaff) -> None:
    lighting.move(page, "ask", "Ποια κολόνα;", status=303)
    assert shown(lighting, page) == ["Αναμένεται η απάντηση του πολίτη"]


def test_what_is_late_is_marked(application: Installation, page: str, lighting: MemberOfStaff) -> None:
    lighting.move(page, "start", status=303)
    application.clock.advance(timedelta(days=60))
    lighting = application.staff("lighting")
    assert shown(lighting, page) == ["Απάντηση στο αίτημα έως Η προθεσμία πέρασε"]


def test_when_nothing_is_to_be_done_the_page_says_so(page: str, lighting: MemberOfStaff) -> None:
    lighting.move(page, "reject", "Είναι ιδιωτικός φωτισμός.", status=303)
    assert shown(lighting, page) == ["Δεν εκκρεμεί καμία ενέργεια για αυτό το αίτημα."]
