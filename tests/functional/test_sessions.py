"""Sessions: renewed at log-in, ended by log-out and by time; nobody is sent to another site."""

import time
from datetime import timedelta
from urllib.parse import urlsplit

from pyramid.session import JSONSerializer
from tests.support.installation import SECRET, Installation
from tests.support.visitors import Citizen, Visitor, form_to, path_of, title_of
from webob.cookies import SignedSerializer

from serres_requests.security import SESSION_IDLE_SECONDS, SESSION_LONGEST_SECONDS

ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "https://evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/\tevil.example",
    "/x\r\nSet-Cookie: a=b",
    " //evil.example",
    "evil.example",
    "http:evil.example",
    "//[evil",
]
cookie_format = SignedSerializer(SECRET, "serres.session.", "sha512", serializer=JSONSerializer())


def token_on(visitor: Visitor, path: str) -> str:
    page = visitor.get(path)
    return str(next(form["csrf_token"].value for form in page.forms.values() if "csrf_token" in form.fields))


def is_led_to_log_in(visitor: Visitor, path: str) -> bool:
    answer = visitor.get(path)
    return answer.status_int == 303 and urlsplit(answer.location).path.endswith("/login")


def test_log_in_begins_a_new_session_with_a_new_token(application: Installation) -> None:
    stranger = application.stranger()
    planted = token_on(stranger, "/manage/login")
    stranger.log_in("maria")
    assert token_on(stranger, "/me") != planted


def test_a_session_planted_before_the_log_in_stays_logged_out(application: Installation) -> None:
    victim, attacker = application.stranger(), application.stranger()
    attacker.get("/manage/login")
    victim.set_cookie("session", attacker.cookies["session"])
    victim.log_in("maria")
    assert is_led_to_log_in(attacker, "/me")
    assert victim.cookies["session"] != attacker.cookies["session"]


def test_staff_too_get_a_new_session_with_a_new_token(application: Installation) -> None:
    member = application.member()
    planted = token_on(member, "/manage/login")
    member.log_in("lighting")
    assert token_on(member, "/manage/queue") != planted


def test_nothing_of_the_log_in_stays_in_the_session(maria: Citizen) -> None:
    _accessed, _created, content = cookie_format.loads(maria.cookies["session"].encode())
    assert not [name for name in content if name.startswith("taxisnet")]
    assert "123456783" not in str(content)


def test_log_out_ends_the_session_here_and_leads_to_the_tax_offices_own(
    application: Installation, maria: Citizen
) -> None:
    answer = maria.press(maria.get("/me"), "/logout", status=303)
    assert answer.location.startswith(f"{application.standins.url}/oauth2server/logout/")
    assert is_led_to_log_in(maria, "/me")


def test_log_out_of_staff_leads_home(application: Installation) -> None:
    member = application.staff("lighting")
    answer = member.press(member.get("/manage/queue"), "/logout", status=303)
    assert path_of(answer) == "/"
    assert is_led_to_log_in(member, "/manage/queue")


def test_a_citizens_session_is_over_after_its_longest_time(application: Installation, maria: Citizen) -> None:
    application.clock.advance(timedelta(seconds=SESSION_LONGEST_SECONDS - 1))
    maria.get("/me", status=200)
    application.clock.advance(timedelta(seconds=60))
    assert is_led_to_log_in(maria, "/me")


def test_a_members_session_is_over_after_its_longest_time(application: Installation) -> None:
    member = application.staff("lighting")
    application.clock.advance(timedelta(seconds=SESSION_LONGEST_SECONDS + 1))
    assert is_led_to_log_in(member, "/manage/queue")


def test_a_session_left_idle_is_over(maria: Citizen) -> None:
    _accessed, created, content = cookie_format.loads(maria.cookies["session"].encode())
    left_at = time.time() - SESSION_IDLE_SECONDS - 1
    maria.set_cookie("session", cookie_format.dumps((left_at, created, content)).decode())
    assert is_led_to_log_in(maria, "/me")


def test_a_session_signed_by_somebody_else_is_none(maria: Citizen) -> None:
    forger = SignedSerializer("not our secret", "serres.session.", "sha512", serializer=JSONSerializer())
    maria.set_cookie("session", forger.dumps(cookie_format.loads(maria.cookies["session"].encode())).decode())
    assert is_led_to_log_in(maria, "/me")


def test_a_session_in_pieces_is_none(application: Installation) -> None:
    visitor = application.visitor()
    visitor.set_cookie("session", "garbage")
    assert title_of(visitor.get("/", status=200)) == "Τι θα θέλατε να ζητήσετε από τον Δήμο;"


def test_no_log_in_leads_to_another_site(application: Installation) -> None:
    application.citizen("maria", "maria@example.gr")
    for address in ELSEWHERE:
        returning = application.stranger()
        assert "came_from=" not in returning.get("/login", {"came_from": address}).html.main.decode()
        assert path_of(returning.log_in("maria", came_from=address)) == "/me"


def test_no_form_leads_to_another_site(maria: Citizen) -> None:
    for address in ELSEWHERE:
        form = form_to(maria.get("/me", {"came_from": address}), "/me")
        assert form["came_from"].value == ""
        values = {"csrf_token": form["csrf_token"].value, "email": "maria@example.gr", "came_from": address}
        assert path_of(maria.post("/me", values, status=303)) == "/me"


def test_no_log_in_of_staff_leads_to_another_site(application: Installation) -> None:
    member = application.member()
    for address in ELSEWHERE:
        page = member.get("/manage/login", {"came_from": address})
        assert form_to(page, "/manage/login")["came_from"].value == ""
    form = form_to(member.get("/manage/login"), "/manage/login")
    form["came_from"].force_value("//evil.example")
    form["login"], form["password"] = "lighting", "serres-demo-2026"
    assert path_of(form.submit(status=303)).rstrip("/") == "/manage"


def test_a_copied_cookie_does_not_outlive_the_log_out(application: Installation) -> None:
    maria, thief = application.stranger(), application.stranger()
    maria.log_in("maria")
    thief.set_cookie("session", maria.cookies["session"])
    assert thief.get("/me").status_int == 200
    maria.press(maria.get("/me"), "/logout")
    assert is_led_to_log_in(thief, "/me")
