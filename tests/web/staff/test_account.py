"""One's own account: where one is logged in, in two words, and how one ends that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.services import administration, sessions
from farolito.web.devices import device_of
from tests.web.staff.school import PASSWORD
from tests.web.staff.test_second_step import log_in

if TYPE_CHECKING:
    from tests.web.staff.school import School

AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
    "Safari/537.36": "Chrome, Windows",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 "
    "Safari/537.36 Edg/142.0.0.0": "Edge, Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1": "Safari, iPhone",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile "
    "Safari/537.36": "Chrome, Android",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0": "Firefox, Linux",
    "curl/8.5": "",
    "": "",
}  # fmt: skip


@pytest.mark.parametrize(("agent", "device"), AGENTS.items())
def test_a_browser_is_two_words(agent: str, device: str) -> None:
    assert device_of(agent) == device


def test_of_a_browser_nothing_but_its_kind_is_kept(school: School) -> None:
    _, email = school.add_user("parent_engagement_coordinator")
    client = school.visitor()
    client.environ_base["HTTP_USER_AGENT"] = "Firefox/140.0 (Linux) canary"
    client.environ_base["REMOTE_ADDR"] = "192.0.2.77"
    log_in(school, email, client)
    stored = str(school.rows("SELECT * FROM session WHERE device IS NOT NULL"))
    assert "Firefox, Linux" in stored
    assert "canary" not in stored
    assert "192.0.2" not in stored


def test_one_sees_where_one_is_logged_in_and_ends_one_or_all_others(school: School) -> None:
    user, email = school.add_user("parent_engagement_coordinator")
    client = log_in(school, email)
    with school.works.open(SYSTEM) as work:
        for device in ("Chrome, Android", "Safari, iPhone", "Edge, Windows"):
            sessions.start_staff(work, user, "password", device)
    page = client.get("/staff/account").text
    assert "this one" in page
    assert "Chrome, Android" in page
    (phone,) = re.findall(r'value="([^"]+)">Log out there<span class="vh"> Safari', page)
    assert client.post("/staff/account/sessions", data={"which": phone}).status_code == 303
    page = client.get("/staff/account").text
    assert "Safari, iPhone" not in page
    assert "Edge, Windows" in page
    client.post("/staff/account/sessions", data={"which": "others"})
    page = client.get("/staff/account").text
    assert page.count("<bdi>") >= 1
    assert "Edge, Windows" not in page
    assert client.get("/staff/account").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(school: School) -> None:
    other, _ = school.add_user("parent_engagement_coordinator")
    with school.works.open(SYSTEM) as work:
        theirs = sessions.start_staff(work, other, "password")
    _, email = school.add_user("parent_engagement_coordinator")
    log_in(school, email).post("/staff/account/sessions", data={"which": theirs.id})
    with school.works.open(SYSTEM) as work:
        assert sessions.of_token(work, theirs.token) is not None


def test_an_invited_person_chooses_a_password_and_is_in(school: School) -> None:
    with school.works.open(SYSTEM) as work:
        invited = administration.invite(
            work, "new@school.example", "Ana Ruiz", "lincoln", "parent_engagement_coordinator"
        )
    client = school.visitor()
    address = f"/staff/join/{invited.token}"
    page = client.get(address)
    assert page.status_code == 200
    assert "Ana Ruiz" in page.text
    assert 'value="new@school.example" readonly' in page.text
    weak = client.post(address, data={"password": "password2026"})
    assert weak.status_code == 422
    assert "Others would guess this password" in weak.text
    assert "password2026" not in weak.text
    short = client.post(address, data={"password": "short"})
    assert "Use 12 letters or more." in short.text
    done = client.post(address, data={"password": PASSWORD + " of mine"})
    assert (done.status_code, done.location) == (303, "/staff/")
    assert client.get("/staff/lincoln").status_code == 200
    for gone in (
        client.get(address),
        client.post(address, data={"password": "another long one of mine"}),
        client.get("/staff/join/never-given"),
    ):
        assert gone.status_code == 404
        assert "This link does not work any more" in gone.text


def test_a_role_taken_away_closes_the_page_at_the_next_request(school: School) -> None:
    rosa, _ = school.add_user("parent_engagement_coordinator")
    client = school.logged_in(rosa)
    assert client.get("/staff/lincoln").status_code == 200
    with school.works.open(SYSTEM) as work:
        administration.take(work, rosa, "lincoln", "parent_engagement_coordinator")
    assert client.get("/staff/lincoln").status_code == 404
    with school.works.open(SYSTEM) as work:
        administration.give(work, rosa, "lincoln", "parent_engagement_coordinator")
    assert client.get("/staff/lincoln").status_code == 200
    with school.works.open(SYSTEM) as work:
        administration.turn_off(work, rosa)
    assert client.get("/staff/lincoln").location.startswith("/staff/log-in")
