"""Logging in: the right pair opens a session, anything else says as little as possible, as slowly as it must."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import NOBODY, SYSTEM
from farolito.errors import Conflict, NotFound
from farolito.services import sessions, users
from farolito.services.sessions import NewSession
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from farolito.services.work import Works
    from tests.services.conftest import Clock

PASSWORD = "correct horse battery staple"


@pytest.fixture
def user_id(works: Works) -> str:
    with works.open(SYSTEM) as work:
        return users.add(work, "rosa@school.example", "Rosa", PASSWORD)


def log_in(
    works: Works, email: str, password: str, address: str = "192.0.2.1"
) -> NewSession | Refusal:
    with works.open(NOBODY) as work:
        return users.log_in(work, email, password, address)


def test_the_right_pair_opens_a_session(works: Works, user_id: str) -> None:
    session = log_in(works, " Rosa@School.example", PASSWORD)
    assert isinstance(session, NewSession)
    with works.open(NOBODY, write=False) as work:
        found = sessions.of_token(work, session.token)
    assert found is not None
    assert found.actor.id == user_id


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("rosa@school.example", "wrong"),
        ("rosa@school.example", ""),
        ("rosa@school.example", PASSWORD + "\x00"),
        ("rosa@school.example", "\ud800"),
        ("rosa@school.example", "x" * 100_000),
        ("nobody@school.example", PASSWORD),
        ("rosa@school.example\x00", PASSWORD),
        ("\ud800", PASSWORD),
        ("", ""),
    ],
)
def test_any_other_pair_is_refused_in_the_same_words(
    works: Works, user_id: str, email: str, password: str
) -> None:
    assert log_in(works, email, password) == Refusal("wrong")


def test_a_user_who_is_turned_off_is_refused_like_nobody(works: Works, user_id: str) -> None:
    with works.open(SYSTEM) as work:
        users.turn_off(work, user_id)
    assert log_in(works, "rosa@school.example", PASSWORD) == Refusal("wrong")


def test_wrong_tries_from_one_address_are_slowed_down_and_others_are_not(
    works: Works, user_id: str, clock: Clock
) -> None:
    for _ in range(5):
        assert log_in(works, "rosa@school.example", "wrong") == Refusal("wrong")
    assert log_in(works, "rosa@school.example", PASSWORD) == Refusal("wait", 30)
    assert isinstance(log_in(works, "rosa@school.example", PASSWORD, "192.0.2.2"), NewSession)
    assert log_in(works, "other@school.example", "wrong") == Refusal("wrong")
    clock.advance(seconds=31)
    assert isinstance(log_in(works, "rosa@school.example", PASSWORD), NewSession)


def test_wrong_tries_from_everywhere_are_slowed_down_too(works: Works, user_id: str) -> None:
    refusals = [
        log_in(works, "rosa@school.example", "wrong", f"192.0.2.{number}") for number in range(52)
    ]
    assert refusals[49] == Refusal("wrong")
    assert refusals[50] == refusals[51] == Refusal("wait", 30)


def test_right_tries_are_never_counted(works: Works, user_id: str) -> None:
    for _ in range(8):
        assert isinstance(log_in(works, "rosa@school.example", PASSWORD), NewSession)


def test_tries_are_counted_under_a_keyed_hash_and_forgotten_in_time(
    works: Works, user_id: str, clock: Clock
) -> None:
    log_in(works, "rosa@school.example", "wrong")
    with works.engine.connect() as connection:
        stored = str(connection.exec_driver_sql("SELECT * FROM rate_limit").all())
    assert "rosa" not in stored
    assert "192.0.2" not in stored
    clock.advance(hours=1)
    log_in(works, "other@school.example", "wrong", "192.0.2.9")
    with works.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM rate_limit").scalar_one() == 4


def test_a_new_password_ends_every_session(works: Works, user_id: str) -> None:
    session = log_in(works, "rosa@school.example", PASSWORD)
    assert isinstance(session, NewSession)
    with works.open(SYSTEM) as work:
        users.set_password(work, user_id, "another long password")
        assert sessions.of_token(work, session.token) is None
    assert log_in(works, "rosa@school.example", PASSWORD) == Refusal("wrong")
    assert isinstance(log_in(works, "rosa@school.example", "another long password"), NewSession)


def test_an_address_is_taken_once(works: Works, user_id: str) -> None:
    with pytest.raises(Conflict), works.open(SYSTEM) as work:
        users.add(work, "ROSA@school.example", "Another", PASSWORD)


def test_a_role_that_does_not_exist_is_not_granted(works: Works, user_id: str) -> None:
    with pytest.raises(NotFound, match="coordinator"), works.open(SYSTEM) as work:
        users.grant(work, user_id, "place", "king")
