"""Tablets: a code that pairs one for ten minutes, a token for one fair until noon of the day after, and a PIN."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, SYSTEM
from farolito.errors import NotFound
from farolito.services import audit, events, places, tablets
from farolito.services.events import NameMissing
from farolito.services.tablets import Paired, PinUnfit, Said, pins
from farolito.services.tablets.pins import matches
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from tests.services.conftest import School

PIN = "258014"


@pytest.fixture(autouse=True)
def quick_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """PINs are hashed as usual, only faster."""
    monkeypatch.setattr(pins, "ROUNDS", 10)


def start(school: School, name: str = "Resource fair") -> str:
    with school.works.open(school.staff("coordinator")) as work:
        return events.start(work, "lincoln", name).id


def prepare(school: School, fair: str, name: str = "Table 2", pin: str = PIN) -> tablets.Waiting:
    with school.works.open(school.staff("coordinator")) as work:
        return tablets.prepare(work, "lincoln", fair, name, pin)


def pair(school: School, code: str, address: str = "192.0.2.1") -> Any:
    with school.works.open(NOBODY) as work:
        return tablets.pair(work, code, address)


def paired(school: School, fair: str) -> Paired:
    made = pair(school, prepare(school, fair).code)
    assert isinstance(made, Paired)
    return made


def found(school: School, token: str) -> Any:
    with school.works.open(NOBODY, write=False) as work:
        return tablets.of_token(work, token)


def listed(school: School, fair: str) -> Any:
    with school.works.open(school.staff("coordinator"), write=False) as work:
        return tablets.of_fair(work, "lincoln", fair)


def test_a_code_pairs_one_tablet_with_one_fair(school: School) -> None:
    fair = start(school)
    waiting = prepare(school, fair, "  Table 2 –  blue case ")
    [listed_one] = listed(school, fair)
    assert (listed_one.name, listed_one.paired_at) == ("Table 2 – blue case", None)
    made = pair(school, f"{waiting.code[:3]} {waiting.code[3:]}")
    tablet = found(school, made.token)
    assert (tablet.id, tablet.event_id, tablet.fair_name) == (waiting.id, fair, "Resource fair")
    assert tablet.alive
    assert pair(school, waiting.code) == Refusal("wrong")
    assert [one.id for one in listed(school, fair)] == [waiting.id]


def test_a_code_counts_for_ten_minutes(school: School) -> None:
    fair = start(school)
    first, second = prepare(school, fair), prepare(school, fair, "Table 3")
    school.clock.advance(minutes=9, seconds=59)
    assert isinstance(pair(school, first.code), Paired)
    school.clock.advance(seconds=1)
    assert pair(school, second.code) == Refusal("wrong")
    assert [one.name for one in listed(school, fair)] == ["Table 2"]


def test_wrong_codes_are_slowed_down_and_another_address_is_not(school: School) -> None:
    code = prepare(school, start(school)).code
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(10):
        assert pair(school, wrong) == Refusal("wrong")
    assert pair(school, code) == Refusal("wait", 30)
    assert isinstance(pair(school, code, "192.0.2.2"), Paired)


def test_the_token_dies_at_noon_of_the_day_after_and_the_tablet_is_still_known(
    school: School,
) -> None:
    made = paired(school, start(school))
    assert made.tablet.ends_at.astimezone(UTC) == datetime(2026, 11, 24, 20, tzinfo=UTC)
    school.clock.now = datetime(2026, 11, 24, 19, 59, 59, tzinfo=UTC)
    assert found(school, made.token).alive
    school.clock.advance(seconds=1)
    assert found(school, made.token) is None
    with school.works.open(NOBODY, write=False) as work:
        gone = tablets.of_id(work, made.tablet.id)
    assert gone is not None
    assert not gone.alive


def test_unpairing_ends_the_token_and_forgets_nothing(school: School) -> None:
    fair = start(school)
    made = paired(school, fair)
    with school.works.open(school.staff("coordinator")) as work:
        tablets.unpair(work, "lincoln", fair, made.tablet.id)
        with pytest.raises(NotFound):
            tablets.unpair(work, "lincoln", fair, made.tablet.id)
    assert found(school, made.token) is None
    assert [(one.id, one.alive) for one in listed(school, fair)] == [(made.tablet.id, False)]
    with school.works.open(NOBODY, write=False) as work:
        assert tablets.of_id(work, made.tablet.id) is not None
        assert tablets.of_id(work, "\x00") is None


def test_a_code_that_was_not_used_yet_can_be_taken_back(school: School) -> None:
    fair = start(school)
    waiting = prepare(school, fair)
    with school.works.open(school.staff("coordinator")) as work:
        tablets.unpair(work, "lincoln", fair, waiting.id)
    assert pair(school, waiting.code) == Refusal("wrong")
    assert listed(school, fair) == ()
    with school.works.open(NOBODY, write=False) as work:
        assert tablets.of_id(work, waiting.id) is None


def test_nothing_in_the_database_opens_anything(school: School) -> None:
    fair = start(school)
    waiting = prepare(school, fair)
    stored = str(school.rows("SELECT * FROM tablet"))
    assert waiting.code not in stored
    assert PIN not in stored
    made = pair(school, waiting.code)
    assert made.token not in str(school.rows("SELECT * FROM tablet"))
    assert made.token not in repr(made)
    trail = str(school.rows("SELECT actor, action, target FROM audit"))
    assert f"tablet:{waiting.id}" in trail
    assert "Table 2" not in trail
    with school.works.open(SYSTEM) as work:
        assert audit.verify(work, school.place.id) is None


@pytest.mark.parametrize("role", ["counselor", "volunteer", "district_lead", "platform_admin"])
def test_only_who_manages_events_pairs_and_unpairs(school: School, role: str) -> None:
    fair = start(school)
    made = paired(school, fair)
    with school.works.open(school.staff(role)) as work:
        for do in (
            lambda: tablets.prepare(work, "lincoln", fair, "Mine", PIN),
            lambda: tablets.of_fair(work, "lincoln", fair),
            lambda: tablets.unpair(work, "lincoln", fair, made.tablet.id),
        ):
            with pytest.raises(NotFound):
                do()
    assert found(school, made.token).alive


def test_a_tablet_is_of_its_own_fair_and_place_only(school: School) -> None:
    made = paired(school, start(school))
    other = start(school, "Another fair")
    with school.works.open(SYSTEM) as work:
        places.add(work, "site", "grant", "Grant High School")
    with school.works.open(school.staff("coordinator")) as work:
        for place, fair in (("lincoln", other), ("lincoln", "\x00"), ("grant", other)):
            with pytest.raises(NotFound):
                tablets.unpair(work, place, fair, made.tablet.id)


def test_no_code_for_a_fair_that_is_over(school: School) -> None:
    fair = start(school)
    school.clock.advance(hours=15)
    with pytest.raises(NotFound):
        prepare(school, fair)


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "\x00"])
def test_a_tablet_has_a_name(school: School, name: str) -> None:
    with pytest.raises(NameMissing):
        prepare(school, start(school), name)


@pytest.mark.parametrize("pin", ["", "258", "2580258", "1111", "1234", "654321", "abcd"])
def test_a_pin_is_four_to_six_digits_and_not_what_everybody_tries(school: School, pin: str) -> None:
    with pytest.raises(PinUnfit):
        prepare(school, start(school), pin=pin)


def test_the_tablet_gets_with_what_to_check_the_pin_and_not_the_pin(school: School) -> None:
    fair = start(school)
    made = pair(school, prepare(school, fair, pin="٢٥٨٠١٤").code)
    assert set(made.pin) == {"salt", "rounds", "hash"}
    assert matches(PIN, made.pin)
    assert not matches("258015", made.pin)
    assert pair(school, prepare(school, fair, "Table 3").code).pin["salt"] != made.pin["salt"]


def test_a_locked_tablet_asks_here_and_wrong_pins_are_slowed_down(school: School) -> None:
    tablet = paired(school, start(school)).tablet

    def check(pin: str) -> Refusal | None:
        with school.works.open(NOBODY) as work:
            return tablets.check_pin(work, tablet, pin)

    assert check(PIN) is None
    for _ in range(5):
        assert check("9999") == Refusal("wrong")
    assert check(PIN) == Refusal("wait", 60)
    school.clock.advance(seconds=61)
    assert check(PIN) is None


def test_what_a_tablet_says_about_itself_is_kept(school: School) -> None:
    fair = start(school)
    made = paired(school, fair)
    said = Said("Chrome, Android", True, 3_100_000_000, ("es", "en"), 3, school.clock.now, True)
    school.clock.advance(minutes=5)
    with school.works.open(NOBODY) as work:
        tablets.told(work, made.tablet, said)
    [tablet] = listed(school, fair)
    assert tablet.said == said
    assert tablet.seen_at == school.clock.now


def test_what_can_not_be_believed_of_it_is_left_out(school: School) -> None:
    odd: dict[str, Any] = {
        "browser": 1, "kept": "yes", "free": -1, "languages": ["es", 7, "\n", "x" * 30], "waiting": True,
        "oldest": 2**53, "cold": "no",
    }  # fmt: skip
    assert Said.from_json(odd) == replace(Said(), languages=("es",))
    assert Said.from_json({}) == Said()
