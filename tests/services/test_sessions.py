"""Sessions: a token that only the browser knows, and that opens nothing once it should not."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import NOBODY, SYSTEM, Grant
from farolito.services import places, sessions, users

if TYPE_CHECKING:
    from farolito.services.sessions import NewSession, SessionView
    from farolito.services.work import Works
    from tests.services.conftest import Clock


def found(works: Works, token: str) -> SessionView | None:
    with works.open(NOBODY, write=False) as work:
        return sessions.of_token(work, token)


@pytest.fixture
def user_id(works: Works) -> str:
    """A coordinator at one school who is a counselor at another."""
    with works.open(SYSTEM) as work:
        user_id = users.add(work, "Rosa@School.example ", "Rosa", "a long password")
        for slug, role in (("one", "coordinator"), ("two", "counselor")):
            place = places.add(work, "site", slug, slug)
            users.grant(work, user_id, place.id, role)
            users.grant(work, user_id, place.id, role)  # twice is once
    return user_id


@pytest.fixture
def staff(works: Works, user_id: str) -> NewSession:
    with works.open(SYSTEM) as work:
        return sessions.start_staff(work, user_id, "password")


def test_a_token_brings_the_user_with_all_grants(works: Works, staff: NewSession) -> None:
    session = found(works, staff.token)
    assert session is not None
    assert (session.id, session.kind, session.actor.name) == (staff.id, "staff", "Rosa")
    with works.open(SYSTEM, write=False) as work:
        here = {slug: places.by_slug(work, slug).id for slug in ("one", "two")}
    assert set(session.actor.grants) == {
        Grant(here["one"], "coordinator"),
        Grant(here["two"], "counselor"),
    }


def test_a_family_session_knows_nobody(works: Works) -> None:
    with works.open(NOBODY) as work:
        new = sessions.start_family(work)
    session = found(works, new.token)
    assert session is not None
    assert (session.kind, session.actor.kind, session.actor.grants) == ("family", "family", ())


def test_the_database_holds_no_token(works: Works, staff: NewSession) -> None:
    with works.engine.connect() as connection:
        stored = str(connection.exec_driver_sql("SELECT * FROM session").all())
    assert staff.token not in stored
    assert sha256(staff.token.encode()).hexdigest() in stored
    assert staff.token not in repr(staff)
    assert len(staff.token) >= 43  # 256 bits


@pytest.mark.parametrize("token", ["", "x", "\x00", "\ud800", "é" * 9999])
def test_a_token_that_was_never_given_opens_nothing(works: Works, token: str) -> None:
    assert found(works, token) is None


def test_a_session_that_nobody_uses_is_over_after_an_hour(
    works: Works, staff: NewSession, clock: Clock
) -> None:
    for _ in range(5):
        clock.advance(minutes=40)
        assert found(works, staff.token) is not None
    clock.advance(minutes=61)
    assert found(works, staff.token) is None


def test_a_session_is_over_at_the_end_of_the_day_whatever_happens(
    works: Works, staff: NewSession, clock: Clock
) -> None:
    for _ in range(17):
        clock.advance(minutes=40)
        assert found(works, staff.token) is not None
    clock.advance(minutes=41)
    assert found(works, staff.token) is None


def test_looking_a_session_up_again_at_once_writes_nothing(
    works: Works, staff: NewSession, clock: Clock
) -> None:
    clock.advance(minutes=4)
    with works.open(NOBODY, write=False) as work:
        sessions.of_token(work, staff.token)
        assert work.later == []


def test_an_ended_session_opens_nothing(works: Works, staff: NewSession) -> None:
    with works.open(SYSTEM) as work:
        sessions.end(work, staff.token)
        sessions.end(work, staff.token)
    assert found(works, staff.token) is None


def test_all_sessions_of_a_user_end_at_once_and_no_others(
    works: Works, staff: NewSession, user_id: str
) -> None:
    with works.open(SYSTEM) as work:
        second = sessions.start_staff(work, user_id, "password")
        family = sessions.start_family(work)
        assert sessions.end_all(work, user_id) == 2
    assert [found(works, one.token) is None for one in (staff, second, family)] == [
        True,
        True,
        False,
    ]


def test_a_rotated_session_is_the_same_under_another_token(works: Works, staff: NewSession) -> None:
    with works.open(SYSTEM) as work:
        rotated = sessions.rotate(work, staff.token)
        assert sessions.rotate(work, staff.token) is None
    assert rotated is not None
    assert found(works, staff.token) is None
    session = found(works, rotated.token)
    assert session is not None
    assert session.id == staff.id


def test_a_user_who_is_turned_off_is_nobody_from_the_next_request_on(
    works: Works, staff: NewSession, user_id: str
) -> None:
    with works.open(SYSTEM) as work:
        users.turn_off(work, user_id)
    assert found(works, staff.token) is None


def test_a_role_that_is_taken_away_is_gone_at_the_next_request(
    works: Works, staff: NewSession
) -> None:
    with works.engine.begin() as connection:
        connection.exec_driver_sql("""DELETE FROM "grant" WHERE role = 'coordinator'""")
    session = found(works, staff.token)
    assert session is not None
    assert [grant.role for grant in session.actor.grants] == ["counselor"]
