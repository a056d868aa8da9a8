"""What tablets sent and nobody decided about: it waits for a person, and goes when the promise to families says so."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from farolito.domain.access import SYSTEM
from farolito.domain.definitions import Retention
from farolito.services import receiving, retention
from farolito.services.receiving import Gone
from farolito.services.retention import calendar
from tests.services.sealed import RAW, Fair

if TYPE_CHECKING:
    from datetime import datetime

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


def purge_after(school: School, **time: int) -> int:
    """What waits after the purge of a night so much later."""
    school.clock.advance(**time)
    retention.purge(school.works)
    return waiting(school)


def when_it_goes(school: School) -> datetime:
    """As staff are told."""
    with school.works.open(school.staff("coordinator"), write=False) as work:
        [one] = receiving.held(work, "lincoln")
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
    hold(school, fair, raw=WRONG)
    sid = school.rows("SELECT sid FROM envelope")[0][0]
    with school.works.open(school.staff("coordinator")) as work:
        receiving.correct(work, "lincoln", sid)
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
    assert retention.purge(school.works).unseen == 0
    assert school.rows("SELECT state, became FROM envelope") == [("opened", sid)]


def test_whoever_decides_how_long_things_are_kept_sees_that_it_goes(
    school: School, fair: Fair
) -> None:
    hold(school, fair)
    hold(school, fair, h_form="f" * 64)
    later = school.clock() + timedelta(days=500)
    with school.works.open(SYSTEM, write=False) as work:
        [one] = calendar.coming(work, [school.place], later)
    assert (one.form.name, one.kind, one.many) == ("family-needs", "unseen", 1)
    school.clock.advance(days=1100)
    assert retention.purge(school.works).unseen == 2
    with school.works.open(SYSTEM, write=False) as work:
        [day] = calendar.nights(work, [school.place])
        [gone] = calendar.gone(work, [school.place], day)
    assert (gone.form_name, gone.part, gone.many) == ("family-needs", "all", 1)
