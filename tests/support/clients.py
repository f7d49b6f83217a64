"""A citizen in front of a running server, over HTTP."""

import httpx2
from bs4 import BeautifulSoup
from tests.support.photo import JPEG
from tests.support.taxisnet import NO_TLS, log_in_once

from serres_requests.settings import DEMONSTRATION_PASSWORD

SERVICE = "/services/street-lighting/apply"
LAMP = {
    "fault": "lamp-out",
    "area": "serres",
    "place": "Βενιζέλου 12",
    "description": "Η λάμπα σβήνει μόλις νυχτώσει.",
}


class HttpCitizen:
    """Somebody with taxisnet codes; keeps cookies, follows no redirect by itself."""

    def __init__(self, site_url: str, timeout: float = 20) -> None:
        self.http = httpx2.Client(base_url=site_url, verify=NO_TLS, timeout=timeout)

    def close(self) -> None:
        self.http.close()

    def log_in(self, userid: str) -> None:
        there = self.http.get("/login/taxisnet").headers["Location"]
        answer = self.http.get(log_in_once(there, userid))
        assert answer.status_code == 303, answer.text

    def same_browser(self, site_url: str | None = None) -> "HttpCitizen":
        """Return a second window of this browser, at another address of the site if one is given."""
        window = HttpCitizen(site_url or str(self.http.base_url))
        window.http.cookies.update(self.http.cookies)
        return window

    def form(self, path: str, action: str) -> tuple[str, dict[str, str]]:
        """Return where the form that leads to `action` on the page at `path` is sent, and its hidden values."""
        return _form(self.http, path, action)

    def fill(self, **changes: str) -> str:
        """Fill the form in; return the path that follows."""
        action, hidden = self.form(SERVICE, "/apply")
        photo = {"photo": ("φωτογραφία.jpg", JPEG, "image/jpeg")}
        answer = self.http.post(action, data={**hidden, **LAMP, **changes}, files=photo)
        assert answer.status_code == 303, answer.text
        return self._path(answer)

    def submit(self, preview: str) -> str:
        """Press the last button; return the address of the request."""
        action, hidden = self.form(preview, "/submit")
        return self._path(self.http.post(action, data=hidden))

    def status(self, request_path: str) -> dict[str, str]:
        answer = self.http.get(f"{request_path}/status")
        assert answer.status_code == 200, answer.status_code
        told: dict[str, str] = answer.json()
        return told

    def _path(self, answer: httpx2.Response) -> str:
        assert answer.status_code == 303, f"{answer.status_code} {answer.text}"
        return str(httpx2.URL(answer.headers["Location"]).raw_path.decode())


class HttpStaff:
    """A member of staff in front of a running server."""

    def __init__(self, site_url: str, timeout: float = 20) -> None:
        self.http = httpx2.Client(base_url=site_url, verify=NO_TLS, timeout=timeout)

    def close(self) -> None:
        self.http.close()

    def try_log_in(self, login: str, password: str = DEMONSTRATION_PASSWORD) -> int:
        """Send the log-in form; return the status of the answer."""
        action, values = _form(self.http, "/manage/login", "/login")
        return self.http.post(action, data={**values, "login": login, "password": password}).status_code

    def log_in(self, login: str) -> None:
        assert self.try_log_in(login) == 303

    def move(self, path: str, transition: str, message: str = "") -> None:
        """Press one of the buttons below the request at `path`."""
        action, values = _form(self.http, path, "/move")
        answer = self.http.post(action, data={**values, "message": message, "transition": transition})
        assert answer.status_code == 303, answer.text


def _form(http: httpx2.Client, path: str, action: str) -> tuple[str, dict[str, str]]:
    """Return where the form that leads to `action` on the page at `path` is sent, and its hidden values."""
    answer = http.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    found = BeautifulSoup(answer.text, "html.parser").select_one(f'form[action*="{action}"]')
    assert found is not None, f"{path} has no form to {action}"
    hidden = {field["name"]: field["value"] for field in found.select("input[type=hidden]")}
    return str(found["action"]), {str(name): str(value) for name, value in hidden.items()}
