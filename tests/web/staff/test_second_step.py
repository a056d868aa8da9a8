"""The second step: asked of whoever may take answers away or manage people, again before they do, losing nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.domain.one_time_codes import code_of, step_of
from farolito.domain.roles import ROLES
from farolito.services import factors
from farolito.web.cookies import NAMES
from farolito.web.host import host_of
from tests.web.staff.school import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

    from tests.web.staff.school import School

NEED_ONE = {
    "clinic_staff",
    "coordinator",
    "counselor",
    "group_leader",
    "health_educator",
    "platform_admin",
}
ASKS = "Your password, once more"
CODE = "Code from your app"


def log_in(school: School, email: str, client: FlaskClient | None = None) -> FlaskClient:
    client = client or school.visitor()
    reply = client.post("/staff/log-in", data={"email": email, "password": PASSWORD})
    assert reply.status_code == 303
    return client


def with_app(school: School, user: str) -> bytes:
    """As if the user had set up an app; its secret."""
    with school.works.open(SYSTEM) as work:
        factors.begin_app(work, user)
        secret = factors.waiting_secret(work, user)
        assert secret is not None
        code = code_of(secret, step_of(work.now()))
        assert factors.confirm_app(work, user, code) is None
    school.clock.advance(minutes=1)
    return secret


def code(school: School, secret: bytes) -> str:
    return code_of(secret, step_of(school.clock()))


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie(NAMES["staff"])
    assert found is not None
    return found.value


def export(client: FlaskClient, **more: str) -> dict[str, str]:
    return {"form": "needs", "format": "jsonl", "words": "es", **more}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_take_away_or_manage_can_open_nothing_before_a_second_step_is_set_up(
    school: School, role: str
) -> None:
    _, email = school.add_user(role)
    client = log_in(school, email)
    locked = set()
    for route in host_of(school.app).routes:
        if route.permission == "public" or "GET" not in route.methods:
            continue
        address = re.sub(r"<place>", "lincoln", re.sub(r"<(?!place)[^>]+>", "x", route.rule))
        reply = client.get(address)
        if (reply.location or "").startswith("/staff/account/second-step"):
            locked.add(route.rule)
    guarded = {
        route.rule
        for route in host_of(school.app).routes
        if route.permission != "public" and "GET" in route.methods and route.despite != "set_up"
    }
    if role in NEED_ONE:
        assert locked >= guarded
        assert client.get("/staff/account/second-step").status_code == 200
    else:
        assert locked <= {"/staff/account/app"}  # which leads there when nothing was begun


def test_an_app_is_set_up_with_the_code_it_shows_and_lets_in(school: School) -> None:
    user, email = school.add_user("coordinator")
    client = log_in(school, email)
    before = cookie(client)
    page = client.get("/staff/lincoln", follow_redirects=True)
    assert page.request.path == "/staff/account/second-step"
    assert "You need a second step" in page.text.replace("So you need", "You need")
    page = client.post("/staff/account/app", follow_redirects=True)
    assert page.request.path == "/staff/account/app"
    with school.works.open(SYSTEM) as work:
        secret = factors.waiting_secret(work, user)
    assert secret is not None
    assert "<svg" in page.text

    wrong = client.post("/staff/account/app/confirm", data={"code": "000000"})
    assert (wrong.status_code, cookie(client)) == (422, before)
    assert "This code is not right" in wrong.text
    done = client.post("/staff/account/app/confirm", data={"code": code(school, secret)})
    codes = re.findall(r'dir="ltr">(\w{4}-\w{4})<', done.text)
    assert len(set(codes)) == 10
    assert cookie(client) != before
    assert client.get("/staff/lincoln").status_code == 200
    old = school.visitor()
    old.set_cookie(NAMES["staff"], before)
    assert old.get("/staff/lincoln").location.startswith("/staff/log-in")

    # the next log-in asks for the code; a recovery code does too, and works once
    for number, shown in enumerate((code(school, secret), codes[0], codes[0])):
        school.clock.advance(minutes=1)
        client = log_in(school, email)
        asked = client.get("/staff/lincoln", follow_redirects=True)
        assert asked.request.path == "/staff/second-step"
        assert CODE in asked.text
        if number == 0:
            shown = code(school, secret)
        answer = {"_proof_code": shown, "next": "/staff/lincoln/forms"}
        reply = client.post("/staff/second-step", data=answer)
        if number < 2:
            assert (reply.status_code, reply.location) == (303, "/staff/lincoln/forms")
            assert client.get("/staff/lincoln").status_code == 200
        else:
            assert reply.status_code == 422
            assert client.get("/staff/lincoln").status_code == 303


def test_a_session_that_owes_the_second_step_can_not_set_up_another_one(school: School) -> None:
    user, email = school.add_user("coordinator")
    with_app(school, user)
    client = log_in(school, email)
    for address in ("/staff/account", "/staff/account/second-step", "/staff/account/app"):
        assert client.get(address).location.startswith("/staff/second-step")
    for address in ("/staff/account/app", "/staff/account/passkey", "/staff/account/forget"):
        assert client.post(address).location == "/staff/second-step"


def test_an_export_asks_again_after_ten_minutes_and_what_was_chosen_goes_on(
    school: School,
) -> None:
    school.send()
    user, _ = school.add_user("coordinator")
    secret = with_app(school, user)
    client = school.logged_in(user)
    first = client.post("/staff/lincoln/export", data=export(client))
    assert (first.status_code, first.mimetype) == (200, "application/zip")
    school.clock.advance(minutes=11)
    before = cookie(client)
    asked = client.post("/staff/lincoln/export", data=export(client))
    assert asked.status_code == 403
    assert CODE in asked.text
    assert "What you sent is kept" in asked.text
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', asked.text))
    assert {name: kept[name] for name in export(client)} == export(client)

    wrong = client.post("/staff/lincoln/export", data={**kept, "_proof_code": "000000"})
    assert wrong.status_code == 422
    assert 'name="words" value="es"' in wrong.text
    assert "000000" not in wrong.text
    assert cookie(client) == before
    shown = {**export(client), "_proof_code": code(school, secret)}
    done = client.post("/staff/lincoln/export", data=shown)
    assert (done.status_code, done.mimetype) == (200, "application/zip")
    assert cookie(client) != before
    again = client.post("/staff/lincoln/export", data=export(client))
    assert again.status_code == 200
    exported = school.rows("SELECT count(*) FROM audit WHERE action = 'responses.exported'")
    assert exported == [(3,)]


def test_a_password_is_no_proof_where_there_is_a_second_factor(school: School) -> None:
    user, _ = school.add_user("coordinator")
    with_app(school, user)
    client = school.logged_in(user)
    school.clock.advance(minutes=11)
    shown = {**export(client), "_proof_password": PASSWORD}
    assert client.post("/staff/lincoln/export", data=shown).status_code == 422


def test_who_needs_no_second_step_shows_the_password_again_before_setting_one_up(
    school: School,
) -> None:
    _, email = school.add_user("parent_engagement_coordinator")
    client = log_in(school, email)
    school.clock.advance(minutes=11)
    asked = client.post("/staff/account/app")
    assert asked.status_code == 403
    assert ASKS in asked.text
    wrong = client.post("/staff/account/app", data={"_proof_password": "wrong"})
    assert wrong.status_code == 422
    assert "That is not your password" in wrong.text
    done = client.post("/staff/account/app", data={"_proof_password": PASSWORD})
    assert (done.status_code, done.location) == (303, "/staff/account/app")


def test_the_last_second_step_of_whoever_needs_one_stays(school: School) -> None:
    user, _ = school.add_user("coordinator")
    with_app(school, user)
    client = school.logged_in(user)
    kept = client.post("/staff/account/forget", data={"which": "app"})
    assert kept.status_code == 422
    assert "Set up another one first" in kept.text
    other, _ = school.add_user("parent_engagement_coordinator")
    with_app(school, other)
    client = school.logged_in(other)
    assert client.post("/staff/account/forget", data={"which": "app"}).status_code == 303
    with school.works.open(SYSTEM) as work:
        assert not factors.state(work, other).any
        assert factors.state(work, user).any


def test_the_demo_offers_a_second_step_and_asks_for_none(
    make_school: Callable[..., School],
) -> None:
    school = make_school(demo=True)
    user, email = school.add_user("coordinator")
    client = log_in(school, email)
    assert client.get("/staff/lincoln").status_code == 200
    with_app(school, user)
    assert log_in(school, email).get("/staff/lincoln").location.startswith("/staff/second-step")


def test_what_comes_first_after_the_second_step_is_never_another_site(school: School) -> None:
    user, email = school.add_user("coordinator")
    secret = with_app(school, user)
    client = log_in(school, email)
    answer = {"_proof_code": code(school, secret), "next": "https://evil.example/staff/"}
    assert client.post("/staff/second-step", data=answer).location == "/staff/"


def test_a_log_in_ends_the_session_before_it_in_the_same_browser(school: School) -> None:
    _, email = school.add_user("counselor")
    client = log_in(school, email)
    before = cookie(client)
    log_in(school, email, client)
    assert cookie(client) != before
    old = school.visitor()
    old.set_cookie(NAMES["staff"], before)
    assert old.get("/staff/lincoln").location.startswith("/staff/log-in")


@pytest.mark.parametrize("answer", ["", "{}", "[]", "null", '{"id": 1}', "x" * 30_000, "{" * 9_000])
def test_rubbish_instead_of_a_passkey_opens_nothing(school: School, answer: str) -> None:
    reply = school.visitor().post("/staff/log-in/passkey", data={"_proof_passkey": answer})
    assert reply.status_code == 422
    assert "This passkey did not open anything" in reply.text
