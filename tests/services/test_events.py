"""Events: a PIN for a day and a place, helpers who see no answers, and nothing left of them at night."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.access import NOBODY, SYSTEM, Actor, Grant
from farolito.errors import Forbidden, NotFound
from farolito.services import audit, events, inbox, jobs, places, sessions
from farolito.services.events import NameMissing
from farolito.services.sessions import NewSession
from farolito.services.users import Refusal

if TYPE_CHECKING:
    from tests.services.conftest import School


def staff(school: School, role: str = "coordinator") -> Actor:
    return school.staff(role)


def start(school: School, name: str = "Resource fair") -> events.Started:
    with school.works.open(staff(school)) as work:
        return events.start(work, "lincoln", name)


def help_with(
    school: School, pin: str, name: str = "Lupe", place: str = "lincoln", address: str = "192.0.2.1"
) -> NewSession | Refusal:
    with school.works.open(NOBODY) as work:
        return events.log_in(work, place, pin, name, address)


def found(school: School, made: NewSession | Refusal) -> Any:
    assert isinstance(made, NewSession)
    with school.works.open(NOBODY, write=False) as work:
        return sessions.of_token(work, made.token)


def test_the_pin_opens_a_session_of_a_helper_at_this_place_and_no_other(school: School) -> None:
    pin = start(school).pin
    assert len(pin) == 8
    session = found(school, help_with(school, f" {pin[:4]} {pin[4:]} ", " Lupe  R. "))
    assert session.actor.kind == "volunteer"
    assert session.actor.name == "Lupe R."
    assert session.actor.grants == (Grant(school.place.id, "volunteer"),)
    assert session.lacks == ""
    with school.works.open(SYSTEM) as work:
        places.add(work, "site", "grant", "Grant High School")
    assert help_with(school, pin, place="grant") == Refusal("wrong")
    assert help_with(school, pin, place="nowhere\x00") == Refusal("wrong")


def test_a_helper_reads_no_answer_and_starts_no_event(school: School) -> None:
    receipt = school.send_answers()
    assert receipt
    actor = found(school, help_with(school, start(school).pin)).actor
    with school.works.open(actor) as work:
        with pytest.raises(Forbidden):
            inbox.page(work, "lincoln")
        with pytest.raises(NotFound):
            events.start(work, "lincoln", "Mine")
        with pytest.raises(NotFound):
            events.of_place(work, "lincoln")


def test_the_pin_and_the_session_die_at_midnight_at_the_school(school: School) -> None:
    pin = start(school).pin  # half past nine in the morning
    made = help_with(school, pin)
    school.clock.advance(hours=14, minutes=29)
    assert found(school, made) is not None  # though nobody touched the tablet all day
    assert isinstance(help_with(school, pin, "Omar"), NewSession)
    school.clock.advance(minutes=1)
    assert found(school, made) is None
    assert help_with(school, pin) == Refusal("wrong")


def test_at_night_the_names_of_helpers_are_gone(school: School) -> None:
    help_with(school, start(school).pin, "Guadalupe")
    assert school.rows("SELECT count(*) FROM event_helper") == [(1,)]
    assert b"Guadalupe" not in bytes(school.rows("SELECT name FROM event_helper")[0][0])
    school.clock.advance(hours=15)
    jobs.run_all(school.works)
    assert school.rows("SELECT count(*) FROM event_helper") == [(0,)]


def test_ending_the_event_ends_the_sessions_of_its_helpers_and_of_no_others(
    school: School,
) -> None:
    first = start(school, "Morning")
    school.clock.advance(minutes=1)
    second = start(school, "Evening")
    gone, stays = help_with(school, first.pin), help_with(school, second.pin)
    with school.works.open(staff(school)) as work:
        assert [one.name for one in events.of_place(work, "lincoln")] == ["Evening", "Morning"]
        assert [name for name, _ in events.of_place(work, "lincoln")[0].helpers] == ["Lupe"]
        events.end(work, "lincoln", first.id)
        with pytest.raises(NotFound):
            events.end(work, "lincoln", first.id)
    assert found(school, gone) is None
    assert found(school, stays) is not None
    assert help_with(school, first.pin) == Refusal("wrong")


def test_a_new_pin_takes_the_place_of_the_old_one_and_helpers_go_on(school: School) -> None:
    begun = start(school)
    made = help_with(school, begun.pin)
    with school.works.open(staff(school)) as work:
        fresh = events.new_pin(work, "lincoln", begun.id)
    assert help_with(school, begun.pin) == Refusal("wrong")
    assert isinstance(help_with(school, fresh), NewSession)
    assert found(school, made) is not None


@pytest.mark.parametrize("role", ["counselor", "volunteer", "district_lead", "platform_admin"])
def test_only_who_manages_events_starts_and_ends_them(school: School, role: str) -> None:
    begun = start(school)
    with school.works.open(staff(school, role)) as work:
        for do in (
            lambda: events.start(work, "lincoln", "Mine"),
            lambda: events.end(work, "lincoln", begun.id),
            lambda: events.new_pin(work, "lincoln", begun.id),
            lambda: events.of_place(work, "lincoln"),
        ):
            with pytest.raises(NotFound):
                do()


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "\x00"])
def test_an_event_and_a_helper_have_names(school: School, name: str) -> None:
    with pytest.raises(NameMissing), school.works.open(staff(school)) as work:
        events.start(work, "lincoln", name)
    with pytest.raises(NameMissing):
        help_with(school, start(school).pin, name)


def test_the_database_holds_no_pin_and_the_audit_no_name(school: School) -> None:
    pin = start(school, "Canary fair").pin
    help_with(school, pin, "Canary")
    stored = str(school.rows("SELECT * FROM event"))
    assert pin not in stored
    trail = str(school.rows("SELECT actor, action, target FROM audit"))
    assert "event.started" in trail
    assert "event.helper_came" in trail
    assert "volunteer:" in trail
    assert "Canary" not in trail
    with school.works.open(SYSTEM) as work:
        assert audit.verify(work, school.place.id) is None


def test_wrong_pins_are_slowed_down_and_another_address_is_not(school: School) -> None:
    pin = start(school).pin
    for _ in range(10):
        assert help_with(school, "00000000") == Refusal("wrong")
    assert help_with(school, pin) == Refusal("wait", 30)
    assert isinstance(help_with(school, pin, address="192.0.2.2"), NewSession)
    school.clock.now += timedelta(seconds=31)
    assert isinstance(help_with(school, pin), NewSession)
