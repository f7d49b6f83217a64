"""Citizens say that a public request of somebody else interests them, and are told of its progress."""

from typing import Any

import pytest
from tests.integration.conftest import change
from tests.support.installation import Installation
from tests.support.visitors import A_PHOTO, LAMP, Citizen, MemberOfStaff, Visitor, form_to, words_of

from serres_requests.content_types.outbox import EffectKind
from serres_requests.domain.lifecycle import State
from serres_requests.domain.people import Identity
from serres_requests.services import lifecycle, watching
from serres_requests.services.citizens import log_in
from serres_requests.services.integrity import check_site
from serres_requests.services.unit_of_work import UnitOfWork
from serres_requests.worker import inside

pytestmark = pytest.mark.usefixtures("proven_address")

WATCHER_EMAIL = "giorgos@example.gr"
SECRET = "Κυρία Μαρία, ελάτε στο γραφείο 3."
PRIVATE = ("ΜΑΡΙΑ", "ΔΟΚΙΜΑΣΤΙΚΗ", "123456783", "Κυρία", "γραφείο", "σβήνει", "lighting")
"""The applicant, what the department told them, an answer that is not public, and an officer."""


@pytest.fixture
def giorgos(application: Installation) -> Citizen:
    return application.citizen("giorgos", WATCHER_EMAIL)


@pytest.fixture
def public(application: Installation, lighting: MemberOfStaff, page: str) -> str:
    """The public page of Maria's request, which is being worked on."""
    move(application, lighting, page, "start")
    return f"/requests/{application.clock.now().year}/1"


def move(application: Installation, officer: MemberOfStaff, page: str, name: str, message: str = "") -> None:
    officer.move(page, name, message, status=303)
    application.drain()


def watch(citizen: Citizen, public: str) -> Any:
    return citizen.press(citizen.get(public), f"{public}/watch", status=303).follow()


def told(application: Installation) -> list[dict[str, Any]]:
    """Return the mails to the watcher, without the one that proved their address, the oldest first."""
    return application.standins.messages(WATCHER_EMAIL)[-2::-1]


def notices(citizen: Citizen) -> list[str]:
    return [card.get_text(" ") for card in citizen.get("/me/notices").html.select("li.sr-card")]


def test_a_citizen_watches_and_stops_on_the_public_page(giorgos: Citizen, public: str) -> None:
    page = watch(giorgos, public)
    assert page.request.path == public
    assert "Θα ενημερώνεστε για την πορεία του αιτήματος 1/" in words_of(page)
    assert "Δεν με ενδιαφέρει πια" in words_of(page)
    page = giorgos.press(page, f"{public}/unwatch", status=303).follow()
    assert "Δεν θα λάβετε άλλα μηνύματα" in words_of(page)
    form_to(page, f"{public}/watch")


def test_what_one_watches_is_listed_and_let_go_there(
    application: Installation, giorgos: Citizen, public: str
) -> None:
    assert "Δεν έχετε επιλέξει ακόμη κανένα αίτημα." in words_of(giorgos.get("/me/watching"))
    watch(giorgos, public)
    page = giorgos.get("/me/requests").click("Αιτήματα άλλων που με ενδιαφέρουν")
    assert "Βενιζέλου 12" in words_of(page)
    assert not [word for word in PRIVATE if word in words_of(page)]
    page = giorgos.press(page, f"{public}/unwatch", status=303).follow()
    assert page.request.path == "/me/watching"
    assert "Δεν έχετε επιλέξει ακόμη κανένα αίτημα." in words_of(page)


def test_who_is_not_logged_in_is_led_there_and_back(application: Installation, public: str) -> None:
    anybody = application.visitor()
    link = anybody.get(public).click("Με ενδιαφέρει")
    assert link.request.path == "/login"
    giorgos = application.stranger()
    card = giorgos.log_in("giorgos", link.request.GET["came_from"]).follow()
    form_to(card.click("Συνέχεια χωρίς e-mail"), f"{public}/watch")
    anybody.post(f"{public}/watch", status=403)


def test_the_applicant_is_told_anyway(application: Installation, maria: Citizen, filed: str, public: str) -> None:
    page = maria.get(public)
    assert page.html.find("a", string="Αυτό το αίτημα είναι δικό σας")["href"] == filed
    token = form_to(page, "/logout")["csrf_token"].value
    answer = maria.post(f"{public}/watch", {"csrf_token": token}, status=303).follow()
    assert "Το αίτημα είναι δικό σας: ενημερώνεστε ήδη" in words_of(answer)
    assert "Δεν έχετε επιλέξει" in words_of(maria.get("/me/watching"))


def test_watchers_are_told_in_public_words_alone(
    application: Installation, giorgos: Citizen, lighting: MemberOfStaff, page: str, public: str
) -> None:
    watch(giorgos, public)
    move(application, lighting, page, "ask", SECRET)
    move(application, lighting, page, "resume")
    move(application, lighting, page, "complete", SECRET)
    [mail] = told(application)
    assert "για το οποίο δηλώσατε ότι σας ενδιαφέρει, ολοκληρώθηκε." in mail["text"]
    assert f"{application.settings.public_url}{public}" in mail["text"]
    [notice] = notices(giorgos)
    assert "που σας ενδιαφέρει ολοκληρώθηκε" in notice
    for text in (mail["text"], mail["subject"], notice, giorgos.get("/me/notices").text):
        assert not [word for word in PRIVATE if word in text]
    assert "/me/requests/" not in mail["text"]
    assert giorgos.get("/me/notices").html.select_one("li.sr-card a")["href"] == public


def test_the_last_word_is_neutral_and_ends_the_watching(
    application: Installation, giorgos: Citizen, lighting: MemberOfStaff, page: str, public: str
) -> None:
    watch(giorgos, public)
    lighting.move(page, "reject", SECRET, status=303)
    assert "Δεν έχετε επιλέξει" in words_of(giorgos.get("/me/watching"))  # at once, before anybody is told
    application.drain()
    [mail] = told(application)
    assert "δεν είναι πλέον δημόσιο" in " ".join(mail["text"].split())
    assert "απορρίφθηκε" not in mail["text"]
    assert "/me/watching" in mail["text"]
    [notice] = notices(giorgos)
    assert "απορρίφθηκε" not in notice
    assert giorgos.get("/me/notices").html.select_one("li.sr-card a")["href"] == "/me/watching"
    manager = application.staff("lighting-manager")
    move(application, manager, page, "reopen", SECRET)
    assert len(told(application)) == 1
    form_to(giorgos.get(public), f"{public}/watch")


@pytest.mark.parametrize("telling", ["nobody", "platform"])
def test_a_manager_who_tells_it_quietly_tells_watchers_so_too(
    application: Installation, giorgos: Citizen, lighting: MemberOfStaff, page: str, public: str, telling: str
) -> None:
    watch(giorgos, public)
    move(application, lighting, page, "complete", SECRET)
    manager = application.staff("lighting-manager")
    form = form_to(manager.get(page), "/move")
    form["message"], form["telling"] = SECRET, telling
    form.submit("transition", value="reopen", status=303)
    application.drain()
    assert len(told(application)) == 1
    assert len(notices(giorgos)) == (1 if telling == "nobody" else 2)


def test_staff_see_how_many_and_nobody_sees_who(
    application: Installation, giorgos: Citizen, maria: Citizen, lighting: MemberOfStaff, page: str, public: str
) -> None:
    watch(giorgos, public)
    seen = lighting.get(page)
    assert "Πολίτες που ενδιαφέρονται: 1" in words_of(seen)
    for other in (seen, maria.get(public), application.visitor().get(public), lighting.get(public)):
        assert "ΓΙΩΡΓΟΣ" not in other.text
    assert "Με ενδιαφέρει" not in words_of(lighting.get(public))


def test_ones_data_hold_it_and_it_can_be_erased(application: Installation, giorgos: Citizen, public: str) -> None:
    watch(giorgos, public)
    [record] = giorgos.get("/me/data/json").json["watched"]
    assert record["service"] == "Αίτημα ηλεκτροφωτισμού"
    assert record["state"] == "in_progress"
    assert giorgos.get("/me/data/pdf", status=200).content_type == "application/pdf"
    page = giorgos.get("/me/data")
    assert page.html.find("a", href=public)
    form = form_to(page, "/erase")
    form["watched"] = form["confirmed"] = True
    form.submit(status=303)
    assert giorgos.get("/me/data/json").json["watched"] == []
    assert application.look(lambda site: list(check_site(site))) == []
    form_to(giorgos.get(public), f"{public}/watch")


def with_watchers(application: Installation, public: str, count: int) -> None:
    """Let `count` citizens watch the request."""

    def act(site: Any, registry: Any) -> None:
        uow = UnitOfWork(site, application.registry.ports, application.settings, registry)
        entry = site.register.entry(*map(int, public.split("/")[2:]))
        request = site.requests.by_reference(entry.key)
        for number in range(count):
            citizen = log_in(uow, Identity(f"{number:09}", "ΔΟΚΙΜΑΣΤΙΚΟΣ", str(number), "", "", 1980))
            assert watching.watch(uow, citizen, request)
            assert watching.watch(uow, citizen, request)
        assert len(request.watchers) == count

    change(application, act)


def notices_of_watchers(application: Installation) -> list[int]:
    return application.look(
        lambda site: [len(one.notices) for one in site.citizens.values() if one.identity.afm < "000001000"]
    )


@pytest.mark.parametrize("count", [watching.WATCHERS_AT_ONCE, 2 * watching.WATCHERS_AT_ONCE + 7])
def test_each_of_many_is_told_once_and_in_short_transactions(
    application: Installation, lighting: MemberOfStaff, page: str, public: str, count: int
) -> None:
    with_watchers(application, public, count)
    lighting.move(page, "complete", SECRET, status=303)
    before = application.look(lambda site: site._p_jar.db().lastTransaction())
    application.drain()
    assert notices_of_watchers(application) == [1] * count
    commits = application.look(lambda site: len(list(site._p_jar.db().storage.iterator(start=before))))
    assert commits > count // watching.WATCHERS_AT_ONCE
    move(application, application.staff("lighting-manager"), page, "reopen", SECRET)
    move(application, lighting, page, "reject", SECRET)
    assert notices_of_watchers(application) == [3] * count
    assert application.look(lambda site: list(check_site(site))) == []


def test_a_kill_between_two_parts_loses_and_doubles_nothing(
    application: Installation, lighting: MemberOfStaff, page: str, public: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = 2 * watching.WATCHERS_AT_ONCE + 7
    with_watchers(application, public, count)
    lighting.move(page, "complete", SECRET, status=303)
    done, really = [], inside.INSIDE[EffectKind.TELL_WATCHERS]

    def stop_at_the_second(uow: Any, effect: Any) -> None:
        really(uow, effect)
        done.append(effect)
        if len(done) == 2:
            raise KeyboardInterrupt

    monkeypatch.setitem(inside.INSIDE, EffectKind.TELL_WATCHERS, stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        application.drain()
    assert sum(notices_of_watchers(application)) == watching.WATCHERS_AT_ONCE
    monkeypatch.undo()
    application.drain()
    assert notices_of_watchers(application) == [1] * count


def test_what_is_no_longer_true_is_not_told(
    application: Installation, giorgos: Citizen, lighting: MemberOfStaff, page: str, public: str
) -> None:
    """The worker was down while the request was completed, rejected, and opened again."""
    watch(giorgos, public)
    manager = application.staff("lighting-manager")
    for name in ("complete", "reopen", "reject"):
        (manager if name == "reopen" else lighting).move(page, name, SECRET, status=303)
    application.drain()
    assert len(told(application)) == 1
    move(application, manager, page, "reopen", SECRET)
    watch(giorgos, public)
    lighting.move(page, "reject", SECRET, status=303)
    manager.move(page, "reopen", SECRET, status=303)
    application.drain()
    assert ["δεν είναι πλέον δημόσιο" in mail["text"] for mail in told(application)] == [True, False]
    assert "Δεν με ενδιαφέρει πια" in words_of(giorgos.get(public))


def test_stopping_what_one_does_not_watch_is_harmless(giorgos: Citizen, public: str) -> None:
    token = form_to(giorgos.get(public), "/logout")["csrf_token"].value
    for _ in range(2):
        giorgos.post(f"{public}/unwatch", {"csrf_token": token}, status=303)
    watch(giorgos, public)
    for _ in range(2):
        done = giorgos.post(f"{public}/unwatch", {"csrf_token": token, "came_from": "//evil.example"}, status=303)
        assert done.location.endswith(public)
    assert public not in giorgos.get("/me/watching").text


def test_a_long_list_has_pages(application: Installation, giorgos: Citizen, maria: Citizen, public: str) -> None:
    def many(site: Any, registry: Any) -> None:
        uow = UnitOfWork(site, application.registry.ports, application.settings, registry)
        citizen = next(one for one in site.citizens.values() if one.email == WATCHER_EMAIL)
        for request in (one for year in site.requests.values() for one in year.values()):
            if request.state is State.FILED:
                lifecycle.move(uow, request, "start", "")
            watching.watch(uow, citizen, request)

    for _ in range(21):
        maria.file(LAMP, A_PHOTO)
    application.drain()
    application.drain()
    change(application, many)
    first = giorgos.get("/me/watching")
    assert len(first.html.select("li.sr-card")) == 20
    assert len(first.click("Παλαιότερα").html.select("li.sr-card")) == 2


def test_visitors_see_no_form_and_no_number(application: Installation, giorgos: Citizen, public: str) -> None:
    watch(giorgos, public)
    page = Visitor.get(application.visitor(), public)
    assert "ενδιαφέρονται" not in words_of(page)
