"""A draft goes on in the new version of its type when it is saved the next time, and its citizen is told."""

from datetime import timedelta
from itertools import count

import pytest
from tests.support.definitions import OPTIONS, definition_data, words
from tests.support.site import CITIZEN, Site
from tests.support.submissions import a_citizen
from webob.multidict import MultiDict

from serres_requests.content_types.outbox import Effect, EffectKind
from serres_requests.domain import editing
from serres_requests.services import type_editing
from serres_requests.services.drafts import MOST_DRAFTS, bring_up_to_date, expire, open_draft
from serres_requests.services.filling import fill_step
from serres_requests.services.mailing import notice_mail
from serres_requests.services.submission import submit

_numbers = count()


def field(name, kind="text", **changes):
    return {"name": name, "kind": kind, "title": words(name), **OPTIONS.get(kind, {}), **changes}


OLD = [field("a", required=True), field("b"), field("c")]
NEW = [field("a", required=True), field("b", "choices"), field("d", required=True)]


def of(uow, name):
    return uow.site.request_types[name]


def me(uow):
    return uow.site.citizens.find(CITIZEN.afm)


def publish(site: Site, name: str, fields, **others) -> None:
    def act(uow):
        if name not in uow.site.request_types:
            type_editing.begin_type(uow, name, "lighting", type_editing.Text("Νέο", "New"))
        type_editing.keep(uow, of(uow, name), definition_data(fields, name=name, **others))
        type_editing.publish(uow, of(uow, name))
        type_editing.set_open(of(uow, name), is_open=True)

    site.change(act)


def fill(site: Site, name: str, draft_id: str, seen="a b c d", **typed):
    """Save a step; return what is worth knowing of what became of it."""

    def act(uow):
        filled = fill_step(uow, me(uow), of(uow, name), draft_id, "request", MultiDict(typed), seen=seen)
        return filled.is_done, [(c.name, c.attribute) for c in filled.changes], filled.version.number

    return site.change(act)


def form_of(page):
    return next(form for form in page.forms.values() if form.action.endswith("/apply"))


def draft_of(uow, draft_id):
    return me(uow).drafts[draft_id]


@pytest.fixture
def name(site):
    name = f"draft-type-{next(_numbers)}"
    publish(site, name, OLD)
    return name


def letters(uow):
    """The mails about the citizen's notices, once their address is proven."""
    me(uow).email = me(uow).confirmed_email = "maria@example.gr"
    details = [(("notice", name),) for name in me(uow).notices]
    mails = [notice_mail(uow, Effect(EffectKind.NOTICE_MAIL, me(uow).id, detail)) for detail in details]
    return [mail.email for mail in mails]


TOLD = [("c", ""), ("b", "kind"), ("b.red", ""), ("b.green", ""), ("b.blue", ""), ("d", "")]


def test_saving_moves_a_draft_and_tells_what_changed(site, name):
    draft_id = f"{name}-draft"
    assert fill(site, name, draft_id, a="x", b="y", c="z") == (True, [], 1)
    publish(site, name, NEW)
    is_done, changes, version = fill(site, name, draft_id, a="x2", b="y2", c="z2", version="1")
    assert (is_done, sorted(changes), version) == (False, sorted(TOLD), 2)
    kept = site.look(lambda uow: (draft_of(uow, draft_id).type_version, draft_of(uow, draft_id).typed))
    assert kept == (2, {"a": "x2", "c": "z2"})
    assert site.look(lambda uow: len(draft_of(uow, draft_id).changes)) == len(TOLD)


def test_they_are_told_until_the_next_saving(site, name):
    draft_id = f"{name}-draft"
    fill(site, name, draft_id, a="x")
    publish(site, name, NEW)
    fill(site, name, draft_id, a="x", version="1")
    assert fill(site, name, draft_id, a="x", d="now", version="2") == (True, [], 2)
    assert site.look(lambda uow: draft_of(uow, draft_id).changes) == ()


def test_looking_at_a_draft_moves_nothing(site, name):
    draft_id = f"{name}-draft"
    fill(site, name, draft_id, a="το δικό μου")
    publish(site, name, NEW)
    browser = site.citizen()
    page = browser.get(f"/me/drafts/{draft_id}")
    assert "το δικό μου" in page.text
    assert 'name="c"' in page.text
    assert 'name="version" value="1"' in page.text
    assert site.look(lambda uow: draft_of(uow, draft_id).type_version) == 1


def test_the_page_tells_the_changes_once_it_was_saved(site, name):
    draft_id = f"{name}-draft"
    fill(site, name, draft_id, a="x", c="z")
    publish(site, name, NEW)
    browser = site.citizen()
    form = form_of(browser.get(f"/me/drafts/{draft_id}"))
    saved = form.submit(status=422)
    assert words("c")["el"] in saved.text
    again = browser.get(f"/me/drafts/{draft_id}?_LOCALE_=en")
    assert f"«{words('c')['en']}» is no longer asked." in again.text
    form = form_of(again)
    form["d"] = "τώρα"
    form.submit(status=303)
    assert "is no longer asked" not in browser.get(f"/me/drafts/{draft_id}?_LOCALE_=en").text


def test_a_page_of_the_old_version_begins_a_draft_that_is_told_too(site, name):
    publish(site, name, NEW)
    is_done, changes, version = fill(site, name, f"{name}-draft", a="x", c="z", version="1")
    assert (is_done, sorted(changes), version) == (False, sorted(TOLD), 2)


@pytest.mark.parametrize("sent", ["", "0", "7", "x", "٣"])
def test_a_page_of_no_version_is_one_of_the_draft_s(site, name, sent):
    assert fill(site, name, f"{name}-draft", a="x", version=sent) == (True, [], 1)


def test_a_page_left_open_in_another_tab_loses_nothing(site, name):
    draft_id = f"{name}-draft"
    fill(site, name, draft_id, a="x")
    publish(site, name, NEW)
    fill(site, name, draft_id, a="x", version="1")
    fill(site, name, draft_id, a="x", d="new", version="2")
    fill(site, name, draft_id, a="x3", b="text", version="1")
    assert site.look(lambda uow: draft_of(uow, draft_id).typed) == {"a": "x3", "c": "", "d": "new"}


def test_changes_that_do_not_concern_the_citizen_are_not_told(site, name):
    draft_id = f"{name}-draft"
    fill(site, name, draft_id, a="x")
    publish(site, name, [OLD[0], OLD[2], OLD[1]], legal_basis=words("law"))
    assert fill(site, name, draft_id, a="x", version="1") == (True, [], 2)


def test_nothing_is_submitted_before_the_changes_were_told(site, name):
    draft_id = f"{name}-draft"
    fill(site, name, draft_id, a="x")
    publish(site, name, [*OLD, field("e")])

    def submitted(uow):
        made = submit(uow, me(uow), draft_of(uow, draft_id))
        return made and made.type_version

    assert site.change(submitted) is None
    assert site.look(lambda uow: [c.name for c in draft_of(uow, draft_id).changes]) == ["e"]
    assert site.change(submitted) == 2


def test_a_request_keeps_its_version(site, name):
    draft_id = f"{name}-draft"
    fill(site, name, draft_id, a="x")
    reference = site.change(lambda uow: submit(uow, me(uow), draft_of(uow, draft_id)).reference)
    publish(site, name, NEW)
    assert site.look(lambda uow: uow.site.requests.by_reference(reference).type_version) == 1


def test_a_draft_of_the_current_version_stays(site, name):
    draft_id = f"{name}-draft"
    fill(site, name, draft_id, a="x")
    assert site.change(lambda uow: bring_up_to_date(uow, draft_of(uow, draft_id), of(uow, name))) == ()


def test_steps_that_are_gone_lead_to_the_first(site, name):
    draft_id = f"{name}-draft"
    fill(site, name, draft_id, a="x")
    stepped = editing.replace_step(
        editing.with_steps(definition_data(OLD, name=name)), "request", {"name": "first", "title": words("first")}
    )

    def act(uow):
        type_editing.keep(uow, of(uow, name), stepped)
        type_editing.publish(uow, of(uow, name))

    site.change(act)
    assert fill(site, name, draft_id, a="x", version="1") == (True, [], 2)


def expire_all(uow):
    """Let old drafts go, of one citizen at a time."""
    gone, step = 0, expire(uow, "", 1)
    while step.last is not None:
        gone, step = gone + step.gone, expire(uow, step.last, 1)
    return gone


def test_old_drafts_are_warned_of_and_thrown_away(site, name):
    draft_id, fresh = f"{name}-draft", f"{name}-fresh"
    began = site.clock.now()
    try:
        fill(site, name, draft_id, a="x")
        notices = site.look(lambda uow: len(me(uow).notices))
        site.clock.set(began + timedelta(days=49))
        assert site.change(expire_all) == 0
        site.clock.set(began + timedelta(days=51))
        fill(site, name, fresh, a="x")
        assert site.change(expire_all) == 0
        assert site.change(expire_all) == 0
        assert site.look(lambda uow: len(me(uow).notices)) > notices
        warned = site.look(lambda uow: (draft_of(uow, draft_id).warned_at, draft_of(uow, fresh).warned_at))
        assert warned == (began + timedelta(days=51), None)
        page = site.citizen().get("/me/notices?_LOCALE_=en")
        assert f"/me/drafts/{draft_id}" in page.text
        assert any(f"/me/drafts/{draft_id}" in mail.text for mail in site.change(letters))
        site.clock.set(began + timedelta(days=62))
        assert site.change(expire_all) >= 1
        assert site.look(lambda uow: draft_id not in me(uow).drafts)
        assert site.look(lambda uow: fresh in me(uow).drafts)
        assert "/me/drafts/" not in site.citizen().get("/me/notices?_LOCALE_=en").text
    finally:
        site.clock.set(began)


def test_the_oldest_draft_gives_way_to_one_more_than_can_be_kept(site, name):
    def kept(uow):
        citizen, begun = a_citizen(uow, 40), uow.now()
        for number in range(MOST_DRAFTS):
            draft = open_draft(uow, citizen, of(uow, name), f"draft-{number}")
            draft.saved_at = begun + timedelta(minutes=(number - 2) % MOST_DRAFTS)
        open_draft(uow, citizen, of(uow, name), "draft-5")
        before = set(citizen.drafts)
        open_draft(uow, citizen, of(uow, name), "one-more")
        return before, set(citizen.drafts)

    before, after = site.look(kept)
    assert len(before) == len(after) == MOST_DRAFTS
    assert (before - after, after - before) == ({"draft-2"}, {"one-more"})
