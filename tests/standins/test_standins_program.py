"""The program: its start, its ports, its end, its front page."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

import httpx2 as httpx
import pytest

LOGIN = "/oauth2server/login.jsp"


def _time_to_end(process, signal_number=signal.SIGTERM):
    began = time.monotonic()
    process.send_signal(signal_number)
    process.wait(timeout=10)
    return time.monotonic() - began


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(start, signal_number):
    with start() as program:
        httpx.get(f"{program.url}/")
        assert _time_to_end(program.process, signal_number) < 2
        assert program.process.returncode == 0


def test_open_connections_do_not_keep_it(start):
    with (
        start() as program,
        socket.create_connection(("127.0.0.1", program.smtp_port)) as mail,
        httpx.Client(base_url=program.url) as client,
    ):
        assert mail.recv(100).startswith(b"220")
        client.get("/")
        assert _time_to_end(program.process) < 2
        assert program.process.returncode == 0


def test_a_slow_answer_does_not_keep_it(start):
    with start() as program:
        httpx.put(f"{program.url}/control/faults", json={"taxisnet": "slow", "slow_seconds": 30})
        waiting = threading.Thread(target=_ask_token, args=(program.url,))
        waiting.start()
        time.sleep(0.3)
        assert waiting.is_alive()
        assert _time_to_end(program.process) < 2
        waiting.join()


def _ask_token(url):
    with suppress(httpx.TransportError):
        httpx.post(f"{url}/oauth2server/oauth/token", timeout=30)


def test_the_secret_is_required():
    environment = {k: v for k, v in os.environ.items() if k != "SERRES_TAXISNET_CLIENT_SECRET"}
    command = [sys.executable, "-m", "serres_requests.standins", "--client-id", "c", "--redirect-uri", "http://x/"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "SERRES_TAXISNET_CLIENT_SECRET" in done.stderr


def test_the_public_address_is_used_in_redirects(start, open_browser):
    with start("--public-url", "https://standins.example:8443") as program:
        answer = open_browser(program.url).authorize()
    assert answer.headers["Location"] == f"https://standins.example:8443{LOGIN}"
    assert "secure" in answer.headers["Set-Cookie"].lower()


def test_the_front_page_leads_to_both_and_lists_log_ins(http):
    page = http.get("/")
    assert page.status_code == 200
    for expected in (f'href="{LOGIN}"', 'href="/mail/"', "maria", "giorgos", "anna", "ΔΟΚΙΜΑΣΤΙΚΟ περιβάλλον"):
        assert expected in page.text


def test_an_unknown_address_is_a_page_in_greek(http):
    page = http.get("/nowhere")
    assert page.status_code == 404
    assert "Η σελίδα δεν υπάρχει" in page.text


def test_it_imports_nothing_of_the_application():
    script = "import sys, serres_requests.standins.application; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith("serres_requests.")}
    assert all(name.startswith("serres_requests.standins") for name in ours)
