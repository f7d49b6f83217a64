"""Uploads far over the limit: refused in words before they arrive, while everybody else is served."""

import select
import socket

import pytest
from bs4 import BeautifulSoup
from tests.faults.conftest import Site
from tests.support.clients import SERVICE, HttpCitizen

GIGABYTE = 1024**3
MEGABYTE = 1024**2
PATIENCE_SECONDS = 20
TOO_LARGE = "Αυτό που στείλατε είναι πολύ μεγάλο"


@pytest.fixture(scope="module")
def maria(running_site: Site) -> HttpCitizen:
    return running_site.citizen("maria")


@pytest.fixture
def draft(maria: HttpCitizen) -> str:
    """The address of what she typed before."""
    return maria.fill().removesuffix("/preview")


def connect(site: Site) -> socket.socket:
    return socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE_SECONDS)


def head(site: Site, citizen: HttpCitizen, body: str) -> bytes:
    cookies = "; ".join(f"{name}={value}" for name, value in citizen.http.cookies.items())
    return (
        f"POST {SERVICE} HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nCookie: {cookies}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\n{body}\r\n\r\n"
    ).encode()


def read_all(connection: socket.socket) -> str:
    """Read until the server closes the connection."""
    received = b""
    while chunk := connection.recv(65536):
        received += chunk
    return received.decode()


def assert_is_kept(maria: HttpCitizen, draft: str) -> None:
    page = BeautifulSoup(maria.http.get(draft).text, "html.parser")
    place = page.find(id="field-place")
    assert place is not None
    assert place["value"] == "Βενιζέλου 12"
    assert "φωτογραφία.jpg" in page.get_text()


def test_a_gigabyte_is_refused_in_words_before_it_is_sent(
    running_site: Site, maria: HttpCitizen, draft: str
) -> None:
    with connect(running_site) as connection:
        connection.sendall(head(running_site, maria, f"Content-Length: {GIGABYTE}"))
        answer = read_all(connection)
    assert answer.startswith("HTTP/1.1 413 ")
    assert TOO_LARGE in answer
    assert "Γυρίστε πίσω: ό,τι γράψατε είναι ακόμη εκεί." in answer
    assert '<h1 lang="en">What you sent is too large</h1>' in answer
    assert_is_kept(maria, draft)


def test_a_stream_without_end_is_refused(running_site: Site, maria: HttpCitizen, draft: str) -> None:
    chunk = b"%X\r\n%s\r\n" % (MEGABYTE, bytes(MEGABYTE))
    sent = 0
    with connect(running_site) as connection:
        connection.sendall(head(running_site, maria, "Transfer-Encoding: chunked"))
        while not select.select([connection], [], [], 0)[0]:
            try:
                connection.sendall(chunk)
            except ConnectionError:
                break
            sent += 1
            assert sent < 1024, "a gigabyte was taken in"
    assert running_site.citizen("giorgos").http.get("/me").status_code == 200
    assert_is_kept(maria, draft)


def test_uploads_that_are_cut_off_leave_nothing_behind(running_site: Site, maria: HttpCitizen, draft: str) -> None:
    before = maria.http.get("/me/requests").text.count("/discard")
    half_open = [connect(running_site) for _ in range(12)]
    lengths = [f"Content-Length: {20 * MEGABYTE}", "Transfer-Encoding: chunked"] * 6
    for connection, length in zip(half_open, lengths, strict=True):
        connection.sendall(head(running_site, maria, length))
        connection.sendall(b"%X\r\n" % MEGABYTE + bytes(MEGABYTE))
    assert_is_kept(maria, draft)  # more uploads are under way than the server has threads
    assert maria.submit(maria.fill(place="στο μεταξύ")).startswith("/me/requests/")
    for connection in half_open:
        connection.close()
    assert_is_kept(maria, draft)
    assert maria.http.get("/me/requests").text.count("/discard") == before


def test_what_is_but_over_the_limit_of_the_application_gets_its_page(
    running_site: Site, maria: HttpCitizen, draft: str
) -> None:
    answer = maria.http.post(SERVICE, content=bytes(31 * MEGABYTE))
    assert answer.status_code == 413
    assert "Όλα τα αρχεία μαζί μπορούν να έχουν έως 30 MB." in answer.text
    assert_is_kept(maria, draft)
