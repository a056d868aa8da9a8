"""The second factor: a code counts once, a lost phone has a way out, guesses are slowed down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from farolito.domain.access import SYSTEM
from farolito.domain.one_time_codes import code_of, step_of
from farolito.errors import KeyringError
from farolito.services import factors, places, users
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from farolito.services.work import Works
    from tests.services.conftest import Clock


class Phone:
    """Somebody with an account and an app."""

    def __init__(self, works: Works, clock: Clock, name: str) -> None:
        self.works, self.clock = works, clock
        with works.open(SYSTEM) as work:
            self.user_id = users.add(work, f"{name}@school.example", name)
            factors.begin_app(work, self.user_id)
            secret = factors.waiting_secret(work, self.user_id)
        assert secret is not None
        self.secret = secret

    def code(self, steps: int = 0) -> str:
        return code_of(self.secret, step_of(self.clock()) + steps)

    def confirm(self, typed: str) -> Refusal | None:
        with self.works.open(SYSTEM) as work:
            return factors.confirm_app(work, self.user_id, typed)

    def check(self, typed: str) -> Refusal | None:
        with self.works.open(SYSTEM) as work:
            return factors.check(work, self.user_id, typed)

    def recovery_codes(self) -> tuple[str, ...]:
        with self.works.open(SYSTEM) as work:
            return factors.new_recovery_codes(work, self.user_id)


@pytest.fixture
def phone(works: Works, clock: Clock) -> Phone:
    with works.open(SYSTEM) as work:
        places.add(work, "county", "la", "LA")
    return Phone(works, clock, "rosa")


def test_nothing_is_asked_for_before_a_first_code_was_right(phone: Phone) -> None:
    assert phone.check(phone.code()) == Refusal("wrong")
    assert phone.confirm("000000") == Refusal("wrong")
    with phone.works.open(SYSTEM) as work:
        assert not factors.state(work, phone.user_id).any
    assert phone.confirm(phone.code()) is None
    with phone.works.open(SYSTEM) as work:
        assert factors.state(work, phone.user_id).app
        assert factors.waiting_secret(work, phone.user_id) is None


def test_a_code_counts_once_and_so_does_every_older_one(phone: Phone) -> None:
    code = phone.code()
    assert phone.confirm(code) is None
    assert phone.check(code) == Refusal("wrong")
    assert phone.check(phone.code(-1)) == Refusal("wrong")
    phone.clock.advance(seconds=30)
    assert phone.check(f" {phone.code()[:3]} {phone.code()[3:]} ") is None
    assert phone.check(phone.code()) == Refusal("wrong")


def test_codes_of_one_phone_open_nothing_for_another(phone: Phone) -> None:
    other = Phone(phone.works, phone.clock, "dana")
    assert other.confirm(phone.code()) == Refusal("wrong")


def test_ten_recovery_codes_count_once_each_and_new_ones_take_their_place(phone: Phone) -> None:
    assert phone.confirm(phone.code()) is None
    first = phone.recovery_codes()
    assert len(set(first)) == 10
    assert phone.check(f"{first[0][:4]}-{first[0][4:]}".lower()) is None
    assert phone.check(first[0]) == Refusal("wrong")
    with phone.works.open(SYSTEM) as work:
        assert factors.state(work, phone.user_id).codes_left == 9
    second = phone.recovery_codes()
    assert phone.check(first[1]) == Refusal("wrong")
    assert phone.check(second[1]) is None


def test_the_database_holds_neither_the_secret_nor_the_codes(phone: Phone) -> None:
    made = phone.recovery_codes()
    with phone.works.engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT * FROM totp").all()
        hashes = str(connection.exec_driver_sql("SELECT * FROM recovery_code").all())
    assert phone.secret not in bytes(stored[0].secret)
    assert not any(code in hashes for code in made)


def test_a_secret_moved_to_another_user_does_not_open(phone: Phone) -> None:
    assert phone.confirm(phone.code()) is None
    other = Phone(phone.works, phone.clock, "dana")
    with phone.works.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE totp SET confirmed_at = NULL, secret = "
                "(SELECT secret FROM totp WHERE user_id = :one) WHERE user_id = :other"
            ),
            {"one": phone.user_id, "other": other.user_id},
        )
    with pytest.raises(KeyringError):
        other.confirm(phone.code())


def test_a_secret_that_was_confirmed_is_not_replaced_by_beginning_again(phone: Phone) -> None:
    assert phone.confirm(phone.code()) is None
    with phone.works.open(SYSTEM) as work:
        factors.begin_app(work, phone.user_id)
        assert factors.waiting_secret(work, phone.user_id) is None
    phone.clock.advance(seconds=30)
    assert phone.check(phone.code()) is None


def test_after_five_wrong_codes_the_right_one_waits_too(phone: Phone) -> None:
    assert phone.confirm(phone.code()) is None
    phone.clock.advance(seconds=60)
    for _ in range(5):
        assert phone.check("000000") == Refusal("wrong")
    assert phone.check(phone.code()) == Refusal("wait", 30)
    phone.clock.advance(seconds=31)
    assert phone.check(phone.code()) is None
