"""Who came and went is written down without what was typed; and a password is changed by its owner alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM
from farolito.services import password_links, sessions
from tests.web.staff.school import PASSWORD
from tests.web.staff.test_second_step import code, cookie, log_in, with_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from tests.web.staff.school import School

NEW = "four quiet lanterns burning"
PAGE = "/staff/account/password"


def actions(school: School) -> list[tuple[str, str, str]]:
    """Who did what to whom, as the audit has it, since the school was made."""
    return [
        (str(actor), str(action), str(target))
        for actor, action, target in school.rows(
            "SELECT actor, action, target FROM audit WHERE action LIKE 'user.%' ORDER BY place_id, number"
        )
    ]


def change(client: FlaskClient, current: str = PASSWORD, new: str = NEW, **more: str) -> int:
    fields = {"current_password": current, "new_password": new, **more}
    return client.post(PAGE, data=fields).status_code


def test_who_logs_in_and_out_is_written_down(school: School) -> None:
    user, email = school.add_user("coordinator")
    with school.works.open(SYSTEM) as work:
        before = sessions.start_staff(work, user, "second_factor").token
    client = log_in(school, email)
    client.post("/staff/log-out")
    own = f"user:{user}"
    assert actions(school) == [
        (own, "user.logged_in", f"user/{user}"), (own, "user.logged_out", f"user/{user}"),
    ]  # fmt: skip
    with school.works.open(SYSTEM) as work:
        assert sessions.of_token(work, before) is not None  # the one at another computer goes on


def test_a_try_that_failed_names_the_account_or_nobody_and_never_what_was_typed(
    school: School,
) -> None:
    user, email = school.add_user("coordinator")
    for typed, password in (
        (email, "canary-password-one"),
        ("canary@school.example", "canary-password-two"),
        (email.upper(), PASSWORD + "canary"),
    ):
        reply = school.visitor().post("/staff/log-in", data={"email": typed, "password": password})
        assert reply.status_code == 422
    assert sorted(actions(school)) == [
        ("nobody", "user.log_in_failed", f"user/{user}"),
        ("nobody", "user.log_in_failed", f"user/{user}"),
        ("nobody", "user.log_in_failed", "user/unknown"),
    ]
    assert "canary" not in str(school.rows("SELECT * FROM audit"))


def test_a_wrong_code_at_the_second_step_is_written_down(school: School) -> None:
    user, email = school.add_user("coordinator")
    with_app(school, user)
    before = len(actions(school))
    client = log_in(school, email)
    assert client.post("/staff/second-step", data={"_proof_code": "000000"}).status_code == 422
    assert [action for _, action, _ in actions(school)[before:]] == [
        "user.logged_in",
        "user.second_step_failed",
    ]


def test_whoever_guesses_for_days_does_not_make_the_audit_grow_for_ever(school: School) -> None:
    for number in range(120):
        school.visitor().post(
            "/staff/log-in", data={"email": f"{number}@x.example", "password": "wrong"}
        )
    assert len(actions(school)) == 50
    school.clock.advance(minutes=2)
    school.visitor().post("/staff/log-in", data={"email": "x@x.example", "password": "wrong"})
    assert len(actions(school)) == 51


def test_ones_own_password_is_changed_and_everybody_else_is_out(school: School) -> None:
    user, email = school.add_user("parent_engagement_coordinator")
    client, elsewhere = log_in(school, email), log_in(school, email)
    with school.works.open(SYSTEM) as work:
        link = password_links.new(work, user)
    before = cookie(client)
    assert change(client) == 303
    assert cookie(client) != before
    assert "Your password is changed." in client.get("/staff/account?did=password").text
    assert elsewhere.get("/staff/account").location.startswith("/staff/log-in")
    assert school.visitor().get(f"/staff/join/{link}").status_code == 404
    assert (f"user:{user}", "user.password_changed", f"user/{user}") in actions(school)
    for password, status in ((PASSWORD, 422), (NEW, 303)):
        pair = {"email": email, "password": password}
        assert school.visitor().post("/staff/log-in", data=pair).status_code == status


def test_it_needs_the_password_of_now_and_a_good_new_one(school: School) -> None:
    _, email = school.add_user("parent_engagement_coordinator")
    client = log_in(school, email)
    assert change(client, current="not mine at all") == 422
    assert change(client, current="") == 422
    assert change(client, new="short") == 422
    assert change(client, new="password1234") == 422
    log_in(school, email)  # it is still the old one
    for _ in range(5):
        change(client, current="not mine at all")
    assert "Too many tries" in client.post(PAGE, data={"current_password": PASSWORD}).text


def test_after_ten_minutes_one_shows_again_who_one_is_and_no_password_stands_in_that_page(
    school: School,
) -> None:
    user, email = school.add_user("coordinator")
    secret = with_app(school, user)
    client = log_in(school, email)
    client.post("/staff/second-step", data={"_proof_code": code(school, secret)})
    school.clock.advance(minutes=11)
    assert client.get(PAGE).location.startswith("/staff/prove")
    fields = {"current_password": PASSWORD, "new_password": NEW}
    asked = client.post(PAGE, data=fields)
    assert asked.status_code == 403
    assert PASSWORD not in asked.text
    assert NEW not in asked.text
    assert not re.findall('name="(current|new)_password"', asked.text)
    # whoever shows it with the passwords is let through, and is still logged in
    assert change(client, _proof_code=code(school, secret)) == 303
    assert client.get("/staff/account").status_code == 200


def test_only_whoever_is_logged_in_finds_the_page(school: School) -> None:
    assert school.visitor().get(PAGE).location.startswith("/staff/log-in")
    assert change(school.visitor()) == 303
