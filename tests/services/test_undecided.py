"""What tablets sent and nobody decided about: it waits for a person, and goes when the promise to families says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from farolito.domain.access import SYSTEM
from farolito.domain.definitions import Retention
from farolito.services import jobs, receiving, retention
from farolito.services.receiving import Gone
from farolito.services.retention import calendar
from farolito.services.retention.undecided import expire
from tests.services.sealed import RAW, Fair

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime

    from farolito.domain.access import Actor
    from farolito.services.work import Work, Works
    from tests.services.conftest import School

IDENTITY_MONTHS, ANSWERS_MONTHS = 14, 36
"""What the forms of these tests tell families."""
WRONG = {**RAW, "food_worried": {"": ["sometimes, they said"]}}


def hold(school: School, fair: Fair, *, trusted: bool = False, **changes: object) -> bytes:
    """Something that is held as it comes: its tablet is not known any more."""
    body = fair.seal(**changes)  # type: ignore[arg-type]
    fair.send(body, trusted=trusted)
    return body


def waiting(school: School) -> int:
    [(many,)] = school.rows("SELECT count(*) FROM envelope WHERE state = 'held'")
    return int(many)


def begin_to_correct(school: School, fair: Fair) -> None:
    """Something that is held because an answer is wrong, and a coordinator at work on it."""
    hold(school, fair, raw=WRONG)
    sid = school.rows("SELECT sid FROM envelope")[0][0]
    with school.works.open(school.staff("coordinator")) as work:
        receiving.correct(work, "lincoln", sid)


def purge_after(school: School, **time: int) -> int:
    """What waits after the purge of a night so much later."""
    school.clock.advance(**time)
    retention.purge(school.works)
    return waiting(school)


def when_it_goes(school: School) -> datetime:
    """As staff are told."""
    with school.works.open(school.staff("coordinator"), write=False) as work:
        [one] = receiving.held(work, "lincoln")
    assert one.goes_at is not None
    return one.goes_at


def test_what_nobody_decided_about_goes_when_names_must(school: School, fair: Fair) -> None:
    body = hold(school, fair)
    at, sid = when_it_goes(school), school.rows("SELECT sid FROM envelope")[0][0]
    days = (at - school.clock()).days
    assert days // 30 == IDENTITY_MONTHS
    assert purge_after(school, days=days - 1) == 1
    assert purge_after(school, days=1) == 0
    assert school.rows("SELECT state, reason, body FROM envelope") == [("gone", "erased", None)]
    erased = school.rows("SELECT target FROM audit WHERE action = 'envelope.expired'")
    assert erased == [(f"envelope/{sid}",)]
    with pytest.raises(Gone):
        fair.send(body)  # the tablet may forget it


def test_an_anonymous_one_has_no_names_and_stays_as_long_as_answers_do(
    school: School, fair: Fair
) -> None:
    hold(school, fair, link="survey", raw={"anything": {"": ["words"]}})
    days = (when_it_goes(school) - school.clock()).days
    assert days // 30.4 == ANSWERS_MONTHS
    assert purge_after(school, days=days - 1) == 1
    assert purge_after(school, days=1) == 0


def test_it_waits_for_thirty_days_at_least(school: School, fair: Fair) -> None:
    with school.works.open(SYSTEM) as work:
        retention.keep(work, school.place.id, "family-needs", Retention(7, 0, 1))
    hold(school, fair)
    assert purge_after(school, days=29) == 1
    assert purge_after(school, days=1) == 0


def test_a_place_that_keeps_names_for_a_shorter_time_keeps_these_no_longer(
    school: School, fair: Fair
) -> None:
    hold(school, fair)
    with school.works.open(SYSTEM) as work:
        retention.keep(work, school.place.id, "family-needs", Retention(7, 2, 3))
    assert purge_after(school, days=58) == 1
    assert purge_after(school, days=5) == 0


def test_of_a_form_that_nobody_knows_nothing_is_kept_for_longer_than_three_months(
    school: School, fair: Fair
) -> None:
    hold(school, fair, h_form="f" * 64)
    assert purge_after(school, days=88) == 1
    assert purge_after(school, days=5) == 0


def test_a_hold_keeps_it_too(school: School, fair: Fair) -> None:
    hold(school, fair)
    with school.works.open(SYSTEM) as work:
        held = retention.hold(work, school.place.id, "A court asked.", form_name="family-needs")
    assert purge_after(school, days=1100) == 1
    with school.works.open(SYSTEM) as work:
        retention.lift(work, school.place.id, held)
    assert purge_after(school, days=1) == 0


def test_what_somebody_corrects_is_no_forgotten_draft_but_goes_in_time_as_well(
    school: School, fair: Fair
) -> None:
    begin_to_correct(school, fair)
    assert purge_after(school, days=60) == 1
    assert school.rows("SELECT count(*) FROM response") == [(1,)]
    assert purge_after(school, days=400) == 0
    assert school.rows("SELECT count(*) FROM response") == [(0,)]
    assert school.rows("SELECT state, body FROM envelope") == [("gone", None)]


def test_what_was_taken_in_is_no_business_of_it(school: School, fair: Fair) -> None:
    hold(school, fair)
    sid = school.rows("SELECT sid FROM envelope")[0][0]
    with school.works.open(school.staff("coordinator")) as work:
        receiving.take(work, "lincoln", sid)
    assert retention.purge(school.works).undecided == 0
    assert school.rows("SELECT state, became FROM envelope") == [("opened", sid)]


class Meanwhile:
    """The works of a school, where somebody does something just before the next one writes."""

    def __init__(self, works: Works, does: Callable[[], object]) -> None:
        self.works, self.does = works, does

    def open(self, actor: Actor, *, write: bool = True) -> AbstractContextManager[Work]:
        if write:
            self.does()
        return self.works.open(actor, write=write)


@pytest.mark.parametrize(
    ("decide", "state"), [(receiving.take, "opened"), (receiving.correct, "held")]
)
def test_what_staff_decide_about_while_the_night_goes_through_the_list_stays(
    school: School, fair: Fair, decide: Callable[[Work, str, str], object], state: str
) -> None:
    hold(school, fair)
    sid = school.rows("SELECT sid FROM envelope")[0][0]
    school.clock.advance(days=500)

    def staff_decide() -> None:
        with school.works.open(school.staff("coordinator")) as work:
            decide(work, "lincoln", sid)

    done = expire(Meanwhile(school.works, staff_decide))  # type: ignore[arg-type]
    assert not done
    assert school.rows("SELECT state, became FROM envelope") == [(state, sid)]
    assert school.rows("SELECT id FROM response") == [(sid,)]
    assert school.rows("SELECT count(*) FROM erasure") == [(0,)]


def test_whoever_decides_how_long_things_are_kept_sees_that_it_goes(
    school: School, fair: Fair
) -> None:
    hold(school, fair)
    hold(school, fair, h_form="f" * 64)
    later = school.clock() + timedelta(days=500)
    with school.works.open(SYSTEM, write=False) as work:
        [one] = calendar.coming(work, [school.place], later)
    assert (one.form.name, one.kind, one.many) == ("family-needs", "undecided", 1)
    school.clock.advance(days=1100)
    assert retention.purge(school.works).undecided == 2
    with school.works.open(SYSTEM, write=False) as work:
        [day] = calendar.nights(work, [school.place])
        [gone] = calendar.gone(work, [school.place], day)
    assert (gone.form_name, gone.part, gone.many) == ("family-needs", "all", 1)


def restore(school: School, backup: list[tuple[object, ...]]) -> int:
    """A backup with these envelopes is put back: it knows nothing of later erasures; how many were erased again."""
    with school.works.open(SYSTEM) as work:
        for table in ("envelope", "erasure", "job"):
            work.connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608
        for row in backup:
            marks = ", ".join(f":v{n}" for n in range(len(row)))
            given = {f"v{n}": value for n, value in enumerate(row)}
            work.connection.execute(text(f"INSERT INTO envelope VALUES ({marks})"), given)  # noqa: S608
    return retention.erase_again(school.works)


def test_what_went_does_not_come_back_with_a_backup(school: School, fair: Fair) -> None:
    body = hold(school, fair)
    backup = school.rows("SELECT * FROM envelope")
    assert purge_after(school, days=500) == 0
    assert restore(school, backup) == 1
    assert school.rows("SELECT state, reason, body FROM envelope") == [("gone", "erased", None)]
    assert retention.erase_again(school.works) == 0
    with pytest.raises(Gone):
        fair.send(body)


def test_what_was_taken_in_and_erased_does_not_wait_again_with_a_backup_from_before(
    school: School, fair: Fair
) -> None:
    hold(school, fair)
    backup = school.rows("SELECT * FROM envelope")
    sid = school.rows("SELECT sid FROM envelope")[0][0]
    with school.works.open(school.staff("coordinator")) as work:
        receiving.take(work, "lincoln", sid)
    with school.works.open(SYSTEM) as work:
        retention.erase(work, school.place.id, sid, "all", "request")
    retention.purge(school.works)
    with school.works.open(SYSTEM) as work:
        work.connection.execute(text("DELETE FROM response"))
    assert restore(school, backup) == 1
    assert waiting(school) == 0


def test_what_was_erased_and_comes_once_more_from_a_tablet_is_refused_though_no_backup_knows_it(
    school: School, fair: Fair
) -> None:
    body = fair.seal(sid := fair.sid())
    fair.send(body)
    jobs.run_all(school.works)
    with school.works.open(SYSTEM) as work:
        retention.erase(work, school.place.id, sid, "all", "request")
    retention.purge(school.works)
    assert restore(school, []) == 0
    with pytest.raises(Gone):
        fair.send(body)


def test_a_hold_keeps_what_came_back_with_a_backup_as_long_as_it_lasts(
    school: School, fair: Fair
) -> None:
    hold(school, fair)
    backup = school.rows("SELECT * FROM envelope")
    purge_after(school, days=500)
    with school.works.open(SYSTEM) as work:
        held = retention.hold(work, school.place.id, "A court asked.")
    assert restore(school, backup) == 0
    assert waiting(school) == 1
    with school.works.open(SYSTEM) as work:
        retention.lift(work, school.place.id, held)
    assert retention.erase_again(school.works) == 1
    assert waiting(school) == 0


def test_what_is_being_corrected_is_said_to_go_once_and_not_as_a_draft_that_was_never_sent(
    school: School, fair: Fair
) -> None:
    begin_to_correct(school, fair)

    def coming(days: int) -> list[tuple[str, int]]:
        later = school.clock() + timedelta(days=days)
        with school.works.open(SYSTEM, write=False) as work:
            return [(one.kind, one.many) for one in calendar.coming(work, [school.place], later)]

    assert coming(60) == []
    assert coming(500) == [("undecided", 1)]
