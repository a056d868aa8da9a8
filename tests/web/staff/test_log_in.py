"""Logging in and out: the same answer for every wrong pair, never another site's page, ended on the server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from farolito.domain.access import SYSTEM
from farolito.services import users
from farolito.web.cookies import NAMES
from farolito.web.host import host_of
from tests.web.staff.school import PASSWORD

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.web.staff.school import School

WRONG = "That email and password don’t match"


def log_in(client: FlaskClient, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
    return client.post("/staff/log-in", data={"email": email, "password": password, **more})


def test_the_right_pair_leads_to_the_school(school: School) -> None:
    _, email = school.add_user("parent_engagement_coordinator")
    client = school.visitor()
    reply = log_in(client, f" {email.upper()} ")
    assert (reply.status_code, reply.location) == (303, "/staff/")
    page = client.get(reply.location, follow_redirects=True)
    assert page.request.path == "/staff/lincoln"
    assert "Log out" in page.text


def test_the_cookie_is_for_our_pages_only_and_no_script_reads_it(school: School) -> None:
    _, email = school.add_user("coordinator")
    cookie = log_in(school.visitor(), email).headers["Set-Cookie"]
    assert cookie.startswith(f"{NAMES['staff']}=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))


def test_a_wrong_password_an_unknown_user_and_one_who_left_get_the_same_answer(
    school: School,
) -> None:
    _, known = school.add_user("coordinator")
    left_id, left = school.add_user("counselor")
    with school.works.open(SYSTEM) as work:
        users.turn_off(work, left_id)
    pages = set()
    for email, password in ((known, "wrong"), ("nobody@x.example", "wrong"), (left, PASSWORD)):
        reply = log_in(school.visitor(), email, password)
        assert reply.status_code == 422
        assert "Set-Cookie" not in reply.headers
        pages.add(reply.text.replace(email, "the email"))
    (page,) = pages
    assert WRONG in page


def test_a_refusal_keeps_the_email_and_the_way_and_never_the_password(school: School) -> None:
    page = log_in(school.visitor(), "rosa@x.example", "my secret", next="/staff/lincoln").text
    assert 'value="rosa@x.example"' in page
    assert 'name="next" value="/staff/lincoln"' in page
    assert "my secret" not in page
    assert "<title>Problem: Log in" in page
    assert page.count('aria-invalid="true" aria-describedby="problem"') == 2


@pytest.mark.parametrize("typed", [("", ""), ("rosa@x.example", ""), ("  ", "word")])
def test_an_empty_field_is_named_as_such(school: School, typed: tuple[str, str]) -> None:
    reply = log_in(school.visitor(), *typed)
    assert reply.status_code == 422
    assert "Write your email and your password." in reply.text


def test_after_too_many_tries_even_the_right_password_waits_and_then_works(school: School) -> None:
    _, email = school.add_user("coordinator")
    for _ in range(5):
        assert WRONG in log_in(school.visitor(), email, "wrong").text
    reply = log_in(school.visitor(), email)
    assert reply.status_code == 422
    assert "Too many tries. Wait 1 minute, then try again." in reply.text
    assert "aria-invalid" not in reply.text
    school.clock.advance(seconds=61)
    assert log_in(school.visitor(), email).status_code == 303


@pytest.mark.parametrize("way", ["/staff/lincoln?after=x", "/admin/plugins", "/-/visits/"])
def test_whoever_wanted_a_page_gets_there(school: School, way: str) -> None:
    _, email = school.add_user("coordinator")
    assert log_in(school.visitor(), email, next=way).location == way


@pytest.mark.parametrize(
    "way",
    [
        "//evil.example",
        "///evil.example",
        "https://evil.example/staff/",
        "\\\\evil.example",
        "/\\evil.example",
        "/staff/\\evil.example",
        "/\t/evil.example",
        "/staff/\r\nSet-Cookie: a=b",
        "/staff/\x00",
        "/staff/\u2028",
        " /staff/",
        "javascript:alert(1)",
        "/lincoln/needs",
        "evil.example/staff/",
        "/staffroom",
        "/staff/" + "x" * 2000,
    ],
)
def test_a_way_that_is_no_staff_page_of_ours_leads_to_the_start(school: School, way: str) -> None:
    _, email = school.add_user("coordinator")
    reply = log_in(school.visitor(), email, next=way)
    assert (reply.status_code, reply.location) == (303, "/staff/")


def staff_addresses(school: School) -> list[str]:
    """Every address that somebody must log in for, with its parts filled in."""
    response = school.send()
    school_slug, response_id = "lincoln", response.rpartition("/")[2]
    found = []
    for route in host_of(school.app).routes:
        if route.permission != "public" and "GET" in route.methods:
            address = route.rule.replace("<place>", school_slug)
            address = address.replace("<response_id>", response_id)
            address = address.replace("<form_name>", "needs").replace("<language>", "es")
            found.append(re.sub("<[a-z_:]+>", "one", address))
    return found


def test_every_staff_page_asks_for_a_log_in_and_comes_back(school: School) -> None:
    user, email = school.add_user("coordinator")
    school.grant(user, "platform_admin", "lincoln")
    addresses = staff_addresses(school)
    assert {"/staff/", "/staff/lincoln", "/staff/lincoln/forms", "/admin/plugins"} < set(addresses)
    assert len(addresses) >= 8
    for address in addresses:
        client = school.visitor()
        wanted = f"{address}?after=a%26b" if address == "/staff/lincoln" else address
        reply = client.get(wanted)
        assert reply.status_code == 303, address
        asked = urlsplit(reply.location)
        assert asked.path == "/staff/log-in"
        assert parse_qs(asked.query) == {"next": [wanted]}
        assert client.get(reply.location).status_code == 200
        assert log_in(client, email, next=wanted).location == wanted


def test_no_page_without_a_log_in_touches_a_record(school: School) -> None:
    for address in staff_addresses(school):
        school.visitor().get(address)
    assert school.rows("SELECT count(*) FROM audit WHERE actor <> 'family'") == [(0,)]


def test_a_family_session_opens_no_staff_page(school: School) -> None:
    client = school.visitor()
    client.post("/lincoln/needs", data={"_go": "use:en", "_language": "en"})
    family = client.get_cookie(NAMES["family"])
    assert family is not None
    client.set_cookie(NAMES["staff"], family.value)
    assert client.get("/staff/lincoln").location.startswith("/staff/log-in")


def test_logging_out_ends_the_session_on_the_server(school: School) -> None:
    user, _ = school.add_user("coordinator")
    client = school.logged_in(user)
    kept = client.get_cookie(NAMES["staff"])
    assert kept is not None
    assert client.get("/staff/lincoln").status_code == 200
    reply = client.post("/staff/log-out")
    assert (reply.status_code, reply.location) == (303, "/staff/log-in")
    assert client.get_cookie(NAMES["staff"]) is None
    thief = school.visitor()
    thief.set_cookie(NAMES["staff"], kept.value)
    assert thief.get("/staff/lincoln").location.startswith("/staff/log-in")


def test_a_session_ends_when_nobody_comes_for_an_hour(school: School) -> None:
    client = school.staff("coordinator")
    school.clock.advance(minutes=59)
    assert client.get("/staff/lincoln").status_code == 200
    school.clock.advance(minutes=61)
    assert client.get("/staff/lincoln").status_code == 303


@pytest.mark.parametrize("address", ["/staff/log-in", "/staff/log-out"])
def test_another_site_can_neither_log_in_nor_log_out(school: School, address: str) -> None:
    user, email = school.add_user("coordinator")
    client = school.logged_in(user)
    reply = client.post(
        address,
        data={"email": email, "password": PASSWORD},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert reply.status_code == 403
    assert client.get("/staff/lincoln").status_code == 200


def test_a_refused_log_in_keeps_the_look_of_staff_pages(school: School) -> None:
    reply = log_in(school.visitor(), "rosa@x.example", "wrong")
    assert "style-src 'self'" in reply.headers["Content-Security-Policy"]
    assert reply.headers["Cache-Control"] == "no-store"
    not_there = school.staff("coordinator").get("/staff/nowhere")
    assert "style-src 'sha256-" in not_there.headers["Content-Security-Policy"]
