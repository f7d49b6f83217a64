"""The stand-ins as a running program, a browser to visit it and a client to call it."""

import json
import os
import ssl
import subprocess
import sys
import warnings
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

with warnings.catch_warnings():
    # Their authors' deprecations, met on import alone; ours stay errors.
    warnings.simplefilter("ignore")
    import pyramid_mailer.message  # noqa: F401
    import repoze.sendmail.mailer  # noqa: F401

import httpx2 as httpx
import pytest

CLIENT_ID = "test-client"
SECRET = "a-secret-of-tests"
PASSWORD = "demo"
REGISTRY_URL = "/wsaade/RgWsPublic2/RgWsPublic2"
REGISTRY_USERNAME = "SERRES-TEST"
REGISTRY_PASSWORD = "registry & <codes>"
_NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # loading certificates for each client takes the longest
REDIRECT_URI = "http://127.0.0.1:6543/login/taxisnet/callback"


class Program:
    """A running process and where it listens."""

    def __init__(self, process, ports):
        self.process = process
        self.smtp_port = ports["smtp"]
        self.url = f"http://127.0.0.1:{ports['http']}"


@contextmanager
def running(*options):
    command = [sys.executable, "-m", "serres_requests.standins", "--port", "0", "--smtp-port", "0"]
    command += ["--client-id", CLIENT_ID, "--redirect-uri", REDIRECT_URI, *options]
    environment = {
        **os.environ,
        "SERRES_TAXISNET_CLIENT_SECRET": SECRET,
        "SERRES_REGISTRY_USERNAME": REGISTRY_USERNAME,
        "SERRES_REGISTRY_PASSWORD": REGISTRY_PASSWORD,
    }
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Program(process, json.loads(process.stdout.readline()))
        finally:
            process.kill()


class Browser:
    """One person's browser at the stand-ins: keeps cookies and follows no redirect by itself."""

    def __init__(self, url):
        self.http = httpx.Client(base_url=url, verify=_NO_TLS)

    def authorize(self, **changes):
        asked = {
            "response_type": "code",
            "client_id": CLIENT_ID,
            "redirect_uri": REDIRECT_URI,
            "scope": "read",
            "state": "st+a te&1",
        }
        return self.http.get("/oauth2server/oauth/authorize", params={**asked, **changes})

    def send_credentials(self, userid, password=PASSWORD):
        form = {"j_username": userid, "j_password": password}
        return self.http.post("/oauth2server/j_spring_security_check", data=form)

    def consent(self, approval="true"):
        form = {"user_oauth_approval": approval, "scope.read": approval}
        return self.http.post("/oauth2server/oauth/authorize", data=form)

    def log_in(self, userid):
        """Go the whole way, consenting if asked; return the parameters that come back to the client."""
        self.authorize()
        answer = self.http.get(self.send_credentials(userid).headers["Location"])
        if answer.status_code == 200:
            answer = self.consent()
        return query_of(answer.headers["Location"])


def query_of(url):
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


@pytest.fixture(scope="session")
def shared_program():
    with running() as program:
        yield program


@pytest.fixture(scope="session")
def shared_http(shared_program):
    with httpx.Client(base_url=shared_program.url, verify=_NO_TLS) as client:
        yield client


@pytest.fixture
def program(shared_program, shared_http):
    """The program, with no faults and no messages."""
    yield shared_program
    shared_http.delete("/control/faults")
    shared_http.delete("/mail/api/messages")
    shared_http.delete("/control/registry-calls")


@pytest.fixture
def start():
    """A context manager that starts a program of the test's own."""
    return running


@pytest.fixture
def http(program, shared_http):
    """A client that calls the program as another program does."""
    return shared_http


@pytest.fixture
def open_browser():
    """A function that opens a browser at an address."""
    browsers = []

    def open_one(url):
        browsers.append(Browser(url))
        return browsers[-1]

    yield open_one
    for browser in browsers:
        browser.http.close()


@pytest.fixture
def browser(program, open_browser):
    return open_browser(program.url)


@pytest.fixture
def switch(http):
    """A function that switches faults on."""

    def change(**faults):
        http.put("/control/faults", json=faults).raise_for_status()

    return change


@pytest.fixture
def ask_token(http):
    """A function that sends the token form for a code, with changes; None leaves a field out."""

    def ask(code, **changes):
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": REDIRECT_URI,
            "client_id": CLIENT_ID,
            "client_secret": SECRET,
            **changes,
        }
        return http.post("/oauth2server/oauth/token", data={k: v for k, v in form.items() if v is not None})

    return ask


@pytest.fixture
def userinfo_of(http, browser, ask_token):
    """A function that logs a person in and returns the userinfo answer."""

    def fetch(userid):
        token = ask_token(browser.log_in(userid)["code"]).json()["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        return http.get("/oauth2server/userinfo", params={"format": "xml"}, headers=bearer)

    return fetch
