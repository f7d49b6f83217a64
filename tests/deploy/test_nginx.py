"""nginx, started with the files of deploy/: what it lets through, adds, keeps and says when nobody answers."""

import signal
import ssl

import httpx2
import pytest
from tests.support.clients import HttpCitizen, HttpStaff
from tests.support.machines import Machines
from tests.support.nginx import NAME, Nginx
from tests.support.taxisnet import log_in_once

HSTS = "max-age=31536000; includeSubDomains"


def test_nginx_finds_nothing_wrong_with_its_files(nginx: Nginx) -> None:
    assert "warn" not in nginx.check()


def test_pages_come_over_http_2_and_tls_1_3(browser: httpx2.Client) -> None:
    answer = browser.get("/")
    assert (answer.status_code, answer.http_version) == (200, "HTTP/2")
    assert answer.extensions["network_stream"].get_extra_info("ssl_object").version() == "TLSv1.3"


def test_older_tls_is_refused(nginx: Nginx) -> None:
    older = nginx.context(maximum_version=ssl.TLSVersion.TLSv1_2)
    with httpx2.Client(verify=older) as client, pytest.raises(httpx2.ConnectError, match=r"(?i)protocol"):
        client.get(nginx.url)


def test_http_leads_to_https(nginx: Nginx) -> None:
    with httpx2.Client() as client:
        answer = client.get(f"http://127.0.0.1:{nginx.http_port}/requests?q=a", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["Location"]) == (308, f"https://{NAME}/requests?q=a")


@pytest.mark.parametrize("path", ["/", "/static/css/site.css", "/no-such-page", "/health/ready"])
def test_every_answer_holds_browsers_to_https_once(browser: httpx2.Client, path: str) -> None:
    assert browser.get(path).headers.get_list("Strict-Transport-Security") == [HSTS]


def test_the_application_knows_how_people_reach_it(browser: httpx2.Client) -> None:
    spoofed = {"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example", "X-Forwarded-For": "192.0.2.1"}
    answer = browser.get("/me", headers=spoofed)
    assert answer.headers["Location"].startswith(f"https://{NAME}/login")


def test_a_citizen_files_and_staff_log_in_through_it(browser: httpx2.Client, machines: Machines) -> None:
    maria = HttpCitizen(str(browser.base_url))
    maria.http.close()
    maria.http = browser
    back = log_in_once(browser.get("/login/taxisnet").headers["Location"], "maria")
    assert browser.get(httpx2.URL(back).raw_path.decode()).status_code == 303
    path = maria.submit(maria.fill())
    assert machines.numbered(maria, path)
    browser.cookies.clear()
    member = HttpStaff(str(browser.base_url))
    member.http.close()
    member.http = browser
    member.log_in("lighting")


def test_what_is_a_little_too_large_is_refused_in_words(browser: httpx2.Client) -> None:
    answer = browser.post("/services/street-lighting/apply", content=b"x" * 31 * 1024 * 1024)
    assert answer.status_code == 413
    assert "μεγάλ" in answer.text


def test_what_is_far_too_large_is_refused_before_it_is_read(browser: httpx2.Client) -> None:
    answer = browser.post("/services/street-lighting/apply", headers={"Content-Length": str(121 * 1024 * 1024)})
    assert answer.status_code == 413


def test_compression_is_for_what_holds_no_secret(browser: httpx2.Client) -> None:
    assert browser.get("/static/css/site.css").headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in browser.get("/").headers


def test_codes_in_addresses_are_not_logged(browser: httpx2.Client, nginx: Nginx) -> None:
    browser.get("/requests?q=something-personal")
    log = nginx.log.read_text()
    assert '"GET /requests HTTP/2.0" 200' in log
    assert "something-personal" not in log


def test_people_notice_nothing_of_one_dead_process_and_are_told_of_two(
    browser: httpx2.Client, machines: Machines
) -> None:
    assert browser.get("/static/icon.svg").status_code == 200
    machines.webs[0].end(signal.SIGKILL)
    assert [browser.get("/").status_code for _ in range(6)] == [200] * 6
    machines.webs[1].end(signal.SIGKILL)
    answer = browser.get("/")
    assert answer.status_code == 503
    assert "Ο ιστότοπος δεν είναι διαθέσιμος αυτή τη στιγμή" in answer.text
    assert answer.headers.get_list("Strict-Transport-Security") == [HSTS]
    assert browser.get("/static/icon.svg").status_code == 200
