"""A page with all kinds of field: as people meet it, and what a browser sends back of it."""

import pytest
from tests.support.every_kind import ANSWERS, RAW, definition_data, every_field, field_of, words
from tests.support.forms import context_of, form_of, parsed, sent

from serres_requests.content_types.attachment import Attachment
from serres_requests.domain.definitions import parse_definition
from serres_requests.domain.kinds import Kind
from serres_requests.forms.form import RequestForm
from serres_requests.forms.typed import read_post

pytestmark = pytest.mark.usefixtures("form_templates")

HELP = words("Βοήθεια <b>", "Help <b>")
DEFINITION = parse_definition(definition_data(("one", "", every_field(help=HELP))))
SENT = {name: raw for name, raw in RAW.items() if name != "files"}
HOSTILE = "\"><script>alert(1)</script></textarea></select>${1+1} ' & &lt; 😀"
EVERY_ERROR = {
    **{name: HOSTILE for name, raw in RAW.items() if isinstance(raw, str)},
    "choices": [HOSTILE],
    "period": {"first": HOSTILE, "last": HOSTILE},
    "address": dict.fromkeys(RAW["address"], HOSTILE),
    "place": {"words": "", "position": HOSTILE},
    "group": [{"who": "", "born": HOSTILE, "home": {"street": HOSTILE}, "likes": [HOSTILE]}] * 3,
}


def page_of(typed, *, checked=False, locale="en", definition=DEFINITION):
    form = form_of(definition, typed, locale)
    if checked:
        form.answers()
    return parsed(form.render_typed())


def read(page, button=None, definition=DEFINITION):
    return read_post(definition.fields, sent(page.form, button)).raw


@pytest.mark.parametrize("checked", [False, True], ids=["as it was left", "after the check"])
@pytest.mark.parametrize("typed", [RAW, EVERY_ERROR], ids=["right", "wrong"])
@pytest.mark.parametrize("locale", ["el", "en"])
def test_a_browser_sends_back_what_was_typed(typed, checked, locale):
    expected = {
        name: raw
        for name, raw in typed.items()
        # A browser can't send what no control of its offers.
        if name != "files" and (typed is RAW or name not in {"choices", "choice", "yes_no", "code_list", "group"})
    }
    raw = read(page_of(typed, checked=checked, locale=locale))
    assert {name: raw[name] for name in expected if name != "declaration"} == {
        name: value for name, value in expected.items() if name != "declaration"
    }
    assert raw["declaration"] == ("yes" if typed is RAW else "")


def test_what_is_sent_back_means_the_same():
    again = form_of(DEFINITION, {**read(page_of(RAW)), "files": RAW["files"]})
    assert again.answers() == ANSWERS


def test_an_empty_page_sends_back_nothing_given():
    raw = read(page_of({}))
    assert raw["choices"] == []
    assert raw["period"] == {"first": "", "last": ""}
    assert raw["group"] == [
        {"who": "", "born": "", "home": dict.fromkeys(RAW["address"], ""), "likes": [], "note": ""}
    ]
    optional = parse_definition(
        definition_data(("one", "", [f for f in every_field() if f["kind"] != "declaration"]))
    )
    assert form_of(optional, raw).answers() == {}


@pytest.mark.parametrize("style", ["radio", "list", "search"])
def test_a_choice_of_each_style_comes_back(style):
    fields = [field_of(Kind.CHOICE, style=style), field_of(Kind.CODE_LIST, style=style)]
    definition = parse_definition(definition_data(("one", "", fields)))
    typed = {"choice": "green", "code_list": "2"}
    for locale in ("el", "en"):
        raw = read(page_of(typed, locale=locale, definition=definition), definition=definition)
        assert form_of(definition, raw, "el").answers() == typed
        assert form_of(definition, raw, "en").answers() == typed


@pytest.mark.parametrize("typed", [{}, RAW, EVERY_ERROR], ids=["empty", "right", "wrong"])
def test_no_id_is_used_twice_and_every_reference_leads_to_one(typed):
    page = page_of(typed, checked=True)
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids)) > 100
    for attribute in ("aria-describedby", "for", "list"):
        for element in page.find_all(attrs={attribute: True}):
            assert set(str(element[attribute]).split()) <= set(ids), element
    form = form_of(DEFINITION, typed)
    form.answers()
    assert {oid for oid, _title, _messages in form.errors} <= set(ids)


@pytest.mark.parametrize("locale", ["el", "en"])
def test_every_control_has_a_name_that_people_read(locale):
    page = page_of(RAW, locale=locale)
    labelled = {str(label["for"]) for label in page.find_all("label") if label.get_text(strip=True)}
    controls = page.find_all(["input", "select", "textarea", "output"])
    unnamed = [c for c in controls if c.get("type") != "hidden" and c.get("id") not in labelled]
    assert unnamed == []
    assert all(fieldset.find("legend").get_text(strip=True) for fieldset in page.find_all("fieldset"))
    titles = {element.get_text(" ", strip=True).split(" (")[0] for element in page.find_all(["label", "legend"])}
    language = {"el": lambda title: title.el, "en": lambda title: title.en}[locale]
    assert {language(field.title) for field in DEFINITION.fields} <= titles


def test_help_is_tied_to_the_control_of_each_field():
    page = page_of({})
    for field in DEFINITION.fields:
        if field.kind is not Kind.COMPUTED:
            control = page.find(id=f"field-{field.name}")
            assert f"hint-field-{field.name}" in str(control["aria-describedby"]), field.name
        assert page.find(id=f"hint-field-{field.name}").get_text() == "Help <b>"


def test_each_error_is_tied_to_its_control_and_marks_it():
    form = form_of(DEFINITION, EVERY_ERROR)
    form.answers()
    page = parsed(form.render_typed())
    wrong = {oid for oid, _title, _messages in form.errors}
    assert {oid.removeprefix("field-").partition(".")[0] for oid in wrong} == {
        *(field.name for field in DEFINITION.fields if field.name not in {"computed", "info", "files"}),
    } - {"text", "long_text", "declaration"}
    for oid in wrong:
        control = page.find(id=oid)
        assert f"error-{oid}" in str(control["aria-describedby"]).split(), oid
        marked = control if control.name != "fieldset" else control.find(["input", "select"])
        assert marked["aria-invalid"] == "true", oid


def test_hostile_texts_stay_texts():
    title = {"el": HOSTILE, "en": HOSTILE}
    fields = [{**field, "title": title, "help": title} for field in every_field()]
    for field in fields:
        field.update({key: title for key in ("unit", "text") if key in field})
        if "choices" in field:
            field["choices"] = [{"value": HOSTILE, "title": title}, {"value": "x", "title": title}]
        if "fields" in field:
            field["fields"] = [{**part, "title": title} for part in field["fields"]]
    definition = parse_definition(definition_data(("one", "", fields)))
    file = Attachment(HOSTILE, "image/jpeg", 3, "")
    file.__name__ = "id1"
    form = form_of(definition, EVERY_ERROR, kept={"files": [file]}, problems={"files": [HOSTILE]})
    form.answers()
    page = parsed(form.render_typed())
    assert page.find_all(["script", "b"]) == []
    assert HOSTILE in page.find(id="item-field-files").get_text()
    assert page.find(id="field-text")["value"] == HOSTILE
    assert page.find(id="field-long_text").get_text() == f"\n{HOSTILE}"


def buttons(page, name):
    return {str(button["value"]): button for button in page.find_all("button", attrs={"name": name})}


def test_an_item_is_added():
    page = page_of(RAW)
    assert list(buttons(page, "add_item")) == ["group"]
    raw = read(page, buttons(page, "add_item")["group"])
    assert raw["group"] == [*RAW["group"], {}]
    assert len(read(page_of(raw))["group"]) == 4


def test_no_more_items_than_allowed_can_be_added():
    full = {**RAW, "group": [*RAW["group"], RAW["group"][0]]}
    page = page_of(full)
    assert buttons(page, "add_item") == {}
    forged = parsed('<button name="add_item" value="group">+</button>').button
    assert read(page, forged)["group"] == full["group"]


@pytest.mark.parametrize("dropped", [0, 1, 2])
def test_any_item_is_dropped(dropped):
    page = page_of(RAW)
    assert list(buttons(page, "drop_item")) == ["group.0", "group.1", "group.2"]
    kept = [item for index, item in enumerate(RAW["group"]) if index != dropped]
    assert read(page, buttons(page, "drop_item")[f"group.{dropped}"])["group"] == kept


def test_a_single_item_has_no_button_to_drop_it():
    assert buttons(page_of({**RAW, "group": RAW["group"][:1]}), "drop_item") == {}


def test_buttons_of_items_say_which():
    page = page_of(RAW)
    assert [b.get_text(" ", strip=True) for b in page.find_all("button")] == [
        *(f"Remove Members of the family {number}" for number in (1, 2, 3)),
        "Add another Members of the family",
    ]


@pytest.mark.parametrize("count", ["999999999", "9" * 5000, "-1", "٣", "1e3", "x", "", " 2"])
def test_a_forged_number_of_items_makes_no_more_than_allowed(count):
    post = sent(page_of(RAW).form)
    post["group.count"] = count
    items = read_post(DEFINITION.fields, post).raw["group"]
    assert len(items) <= 4
    assert items[:3] in (RAW["group"], [])


def test_fields_that_are_not_asked_are_there_but_not_shown():
    form = form_of(DEFINITION, RAW, shown=frozenset({"text"}))
    page = parsed(form.render_typed())
    hidden = {item["id"] for item in page.find_all(class_="sr-field", attrs={"hidden": True})}
    assert hidden == {f"item-field-{field.name}" for field in DEFINITION.fields if field.name != "text"}
    assert read(page) == SENT


def test_what_is_not_asked_is_not_checked():
    fields = [
        field_of(Kind.TEXT),
        field_of(Kind.GROUP, min_items=1),
        field_of(Kind.NUMBER),
        field_of(Kind.ADDRESS),
    ]
    definition = parse_definition(definition_data(("one", "", fields)))
    typed = {"text": "x", "number": "x", "address": {"street": "x"}, "group": [{"born": "x"}]}
    form = form_of(definition, typed, shown=frozenset({"text"}))
    assert form.answers() == {"text": "x"}
    assert form.errors == []


@pytest.mark.parametrize(
    ("options", "told"), [({}, True), ({"required": True}, False), ({"require_if": "true"}, None)]
)
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.CHOICES])
def test_what_may_be_left_empty_is_told_and_what_depends_can_be_hidden(kind, options, told):
    definition = parse_definition(definition_data(("one", "", [field_of(kind, **options)])))
    form = RequestForm(definition.fields, {}, context_of(), required=frozenset({kind.value} if options else ()))
    mark = parsed(form.render_typed()).find(class_="sr-optional")
    assert (mark is not None, bool(mark) and not mark.has_attr("hidden")) == {
        True: (True, True),
        False: (False, False),
        None: (True, False),
    }[told]


def test_a_locked_answer_is_shown_and_not_read_back():
    fields = [
        field_of(kind, prefill="card.full_name", locked=True) for kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.AFM)
    ]
    definition = parse_definition(definition_data(("one", "", fields)))
    page = page_of(dict.fromkeys(("text", "long_text", "afm"), "ΜΑΡΙΑ"), definition=definition)
    for field in definition.fields:
        assert page.find(id=f"field-{field.name}").has_attr("readonly"), field.name
    assert page.find(class_="sr-optional") is None
    assert read(page, definition=definition) == {}
