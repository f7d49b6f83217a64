"""What people type: kept exactly, cleaned of what nobody can see, and never run as code."""

from tests.support.installation import Installation
from tests.support.visitors import A_PHOTO, LAMP, SERVICE, Citizen, form_to, words_of
from webtest import TestResponse

SCRIPT = "<script>alert(1)</script>"
ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;"
HUGE = 100_000


def assert_only_words(page: TestResponse) -> None:
    assert SCRIPT not in page.text
    assert ESCAPED in page.text


def test_emoji_and_old_accents_are_kept_exactly(maria: Citizen) -> None:
    text = "Τὸ φῶς 💡 σβήνει «κάθε» νύχτα – 👨‍👩‍👧 €5 \U0001f1ec\U0001f1f7"
    path = maria.file({**LAMP, "place": text, "description": f"{text}\r\n\r\n  {text}"})
    answers = maria.get(path).html.select(".sr-answer-text")
    assert text in [answer.get_text() for answer in answers]
    assert f"{text}\n\n  {text}" in [answer.get_text() for answer in answers]


def test_nul_and_control_characters_are_dropped(maria: Citizen) -> None:
    path = maria.file({**LAMP, "place": "Βενιζέλου\x00 12\x08\x1b", "description": "Σκο\x00τάδι\x7f\x85"})
    page = maria.get(path)
    assert "Βενιζέλου 12" in words_of(page)
    assert "Σκοτάδι" in words_of(page)


def test_a_text_of_nothing_but_control_characters_is_none(maria: Citizen) -> None:
    page = maria.send(maria.get(f"{SERVICE}/apply"), {**LAMP, "place": "\x00\x01 \x02"}, status=422)
    assert "Συμπληρώστε αυτό το πεδίο." in page.html.find(id="error-field-place").get_text()


def test_100000_characters_in_every_text_are_told_of_and_kept(maria: Citizen) -> None:
    texts = {"place": "π" * HUGE, "pole": "κ" * HUGE, "description": "λ" * HUGE}
    page = maria.send(maria.get(f"{SERVICE}/apply"), {**LAMP, **texts}, A_PHOTO, status=422)
    for name, most in (("place", 200), ("pole", 30), ("description", 4000)):
        words = page.html.find(id=f"error-field-{name}").get_text()
        assert f"Το κείμενο έχει {HUGE} χαρακτήρες. Εδώ χωρούν έως {most}." in words
        assert form_to(page, "/apply")[name].value == texts[name]
    assert "φωτογραφία.jpg" in words_of(page)
    again = maria.get("/me/requests").click("Αίτημα ηλεκτροφωτισμού")
    assert form_to(again, "/apply")["description"].value == texts["description"]


def test_the_longest_text_that_fits_is_taken_whole(maria: Citizen) -> None:
    path = maria.file({**LAMP, "place": "π" * 200, "description": "λ" * 4000})
    assert "λ" * 4000 in words_of(maria.get(path))


def test_a_script_is_but_words_on_every_page_that_shows_it(application: Installation, maria: Citizen) -> None:
    typed = {**LAMP, "place": f"{SCRIPT} λάμπα", "pole": SCRIPT, "description": SCRIPT}
    assert_only_words(maria.send(maria.get(f"{SERVICE}/apply"), {**typed, "fault": ""}, status=422))
    preview = maria.fill(typed)
    assert_only_words(maria.get(preview))
    path = maria.submit(preview)
    application.drain()
    assert_only_words(maria.get(path))
    lighting = application.staff("lighting")
    staff_page = application.staff_page(path)
    assert_only_words(lighting.get(staff_page))
    lighting.move(staff_page, "start", status=303)
    assert_only_words(lighting.move(staff_page, "complete", SCRIPT * 200, status=422))
    lighting.move(staff_page, "complete", SCRIPT, status=303)
    assert_only_words(lighting.get(staff_page))
    application.drain()
    assert_only_words(maria.get("/me/notices"))
    assert_only_words(application.visitor().get("/requests", {"q": "λάμπα"}))
    assert_only_words(application.visitor().get(f"/requests/{application.clock.now().year}/1"))


def test_a_script_in_a_search_is_but_words(application: Installation) -> None:
    for path in ("/", "/requests"):
        assert_only_words(application.visitor().get(path, {"q": SCRIPT}))


def test_a_script_as_the_name_of_a_member_of_staff_is_but_words(application: Installation) -> None:
    assert_only_words(application.member().try_log_in(SCRIPT, status=422))


def test_a_placeholder_that_was_typed_stays_as_typed(maria: Citizen) -> None:
    path = maria.file({**LAMP, "place": "${request.registry} %(x)s {0}"})
    assert "${request.registry} %(x)s {0}" in words_of(maria.get(path))
