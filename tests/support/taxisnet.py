"""A person's browser at the tax office's own pages: log-in, consent or refusal."""

import ssl
from types import TracebackType
from urllib.parse import urljoin

import httpx2
from bs4 import BeautifulSoup

PASSWORD = "demo"
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # loading certificates for each client takes the longest


class TaxisnetBrowser:
    """Keeps the cookies of one person at the stand-in."""

    def __init__(self) -> None:
        self._http = httpx2.Client(verify=NO_TLS)

    def __enter__(self) -> "TaxisnetBrowser":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def log_in(self, authorize_url: str, userid: str, *, consents: bool = True) -> str:
        """Fill in the log-in page and, when it is shown, the consent page; return where it leads back to."""
        origin = urljoin(authorize_url, "/")
        answer = self._http.get(authorize_url)
        while True:
            if answer.is_redirect:
                place = urljoin(str(answer.url), answer.headers["Location"])
                if not place.startswith(origin):
                    return place
                answer = self._http.get(place)
            else:
                answer = self._fill_in(answer, userid, consents=consents)

    def _fill_in(self, page: httpx2.Response, userid: str, *, consents: bool) -> httpx2.Response:
        assert page.is_success, page.text
        soup = BeautifulSoup(page.text, "html.parser")
        wanted = "#confirmationForm" if consents else "#denialForm"
        form = soup.select_one(wanted) or soup.select_one("form")
        assert form is not None, page.text
        values = {field["name"]: field.get("value", "") for field in form.select("input")}
        if "j_username" in values:
            values.update(j_username=userid, j_password=PASSWORD)
        return self._http.post(urljoin(str(page.url), str(form["action"])), data=values)


def log_in_once(authorize_url: str, userid: str, *, consents: bool = True) -> str:
    """Go through the tax office's pages with a browser of its own; return where they lead back to."""
    with TaxisnetBrowser() as browser:
        return browser.log_in(authorize_url, userid, consents=consents)
