"""People in front of the application in process: WebTest browsers that speak of what people do."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.support.photo import JPEG
from tests.support.taxisnet import log_in_once
from webtest import Form, TestApp, TestResponse

from serres_requests.settings import DEMONSTRATION_PASSWORD

SERVICE = "/services/street-lighting"
EMAIL = "maria@example.gr"
"""Maria's, in tests where she has proven it."""
LAMP = {
    "fault": "lamp-out",
    "area": "serres",
    "place": "Βενιζέλου 12",
    "description": "Η λάμπα σβήνει μόλις νυχτώσει.",
}
"""Answers to the lighting form that are right."""

Files = Iterable[tuple[str, bytes]]
A_PHOTO = (("φωτογραφία.jpg", JPEG),)


class Visitor(TestApp):
    """Somebody with a browser, not logged in."""

    def __init__(self, router: Any, host: str) -> None:
        super().__init__(router, extra_environ={"HTTP_HOST": host, "REMOTE_ADDR": "127.0.0.1"})

    def do_request(self, req: Any, *args: Any, **options: Any) -> TestResponse:
        """Ask, and close the body afterwards as a server does: WebOb may have put it into a file of its own."""
        try:
            return super().do_request(req, *args, **options)
        finally:
            req.environ["wsgi.input"].close()

    def press(self, page: TestResponse, action: str, status: Any = None, **values: str) -> TestResponse:
        """Send the form of `page` whose address has `action` in it, with `values` in its fields."""
        form = form_to(page, action)
        for name, value in values.items():
            form[name] = value
        return form.submit(status=status)

    def send(
        self, page: TestResponse, values: Mapping[str, Any], files: Files = (), status: Any = None
    ) -> TestResponse:
        """Send the request form of `page` with `values` and `files`, as a browser does."""
        form = form_to(page, "/apply")
        kept = [(name, value) for name, value in form.submit_fields() if name not in values and name != "photo"]
        return self.post(
            form.action,
            [*kept, *values.items()],
            upload_files=[("photo", name, content) for name, content in files],
            content_type="multipart/form-data",
            status=status,
        )


class Citizen(Visitor):
    """Somebody with taxisnet codes."""

    def come_back_from_taxisnet(self, userid: str, came_from: str = "", *, consents: bool = True) -> str:
        """Go to the tax office and log in there; return the address that it leads back to."""
        query = {"came_from": came_from} if came_from else None
        there = self.get("/login/taxisnet", query, status=303).location
        return log_in_once(there, userid, consents=consents)

    def log_in(self, userid: str, came_from: str = "") -> TestResponse:
        return self.get(self.come_back_from_taxisnet(userid, came_from), status=303)

    def give_email(self, email: str) -> None:
        self.press(self.get("/me"), "/me", status=303, email=email)

    def fill(self, answers: Mapping[str, Any] = LAMP, files: Files = (), service: str = SERVICE) -> str:
        """Fill the form of a service in; return the address of the preview."""
        answer = self.send(self.get(f"{service}/apply"), answers, files, status=303)
        return path_of(answer)

    def submit(self, preview: str) -> str:
        """Press the last button; return the address of the request."""
        return path_of(self.press(self.get(preview), "/submit", status=303))

    def file(self, answers: Mapping[str, Any] = LAMP, files: Files = (), service: str = SERVICE) -> str:
        return self.submit(self.fill(answers, files, service))

    def number_of(self, request_path: str) -> str | None:
        return self.get(f"{request_path}/status").json["number"]


class MemberOfStaff(Visitor):
    """Somebody with an account at the municipality."""

    def try_log_in(
        self, login: str, password: str = DEMONSTRATION_PASSWORD, came_from: str = "", status: Any = None
    ) -> TestResponse:
        page = self.get("/manage/login", {"came_from": came_from} if came_from else None)
        return self.press(page, "/manage/login", status=status, login=login, password=password)

    def log_in(self, login: str, password: str = DEMONSTRATION_PASSWORD) -> None:
        self.try_log_in(login, password, status=303)

    def move(self, page_path: str, transition: str, message: str = "", status: Any = None) -> TestResponse:
        """Press one of the buttons below a request, as the page at `page_path` offers them."""
        form = form_to(self.get(page_path), "/move")
        if "message" in form.fields:
            form["message"] = message
        return form.submit("transition", value=transition, status=status)

    def begin_entry(self, status: Any = 303, **values: str) -> TestResponse:
        """Begin a request of somebody on the phone."""
        somebody = {"type_name": "street-lighting", "afm": "000000024", "last_name": "ΑΓΝΩΣΤΟΥ"}
        told = {"first_name": "ΕΛΠΙΔΑ", "channel": "phone", "reason": "Δεν έχει υπολογιστή."}
        return self.save("/manage/entries/new", status, **{**somebody, **told, **values})

    def save(self, path: str, status: Any = None, **values: Any) -> TestResponse:
        """Fill in a form of the management pages and press its button."""
        form = self.get(path).forms["deform"]
        for name, value in values.items():
            form[name] = value
        return form.submit("save", status=status)


def form_to(page: TestResponse, action: str) -> Form:
    """Return the form of `page` whose address has `action` in it."""
    found = [form for form in page.forms.values() if action in (form.action or page.request.path)]
    assert found, f"no form leads to {action}"
    return found[-1]


def path_of(answer: TestResponse) -> str:
    """Return the path and query that a redirect leads to."""
    parts = urlsplit(answer.location)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def title_of(page: TestResponse) -> str:
    return page.html.h1.get_text(strip=True)


def words_of(page: TestResponse) -> str:
    """Return what a person reads in the main part of a page, as one line."""
    return " ".join(page.html.main.get_text(" ").split())
