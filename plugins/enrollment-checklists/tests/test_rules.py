"""By when something is due: clocks run from a step that was done, working days are Monday to Friday."""

from __future__ import annotations

from datetime import date

import pytest

from farolito_enrollment_checklists.copies import Marks, read
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.rules import DeadlineRule, working_days_after

THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("written", "done", "due"),
    [
        ({"days": 45}, {"apply": THURSDAY}, date(2027, 1, 10)),
        ({"days": 45}, {}, None),
        ({"days": 45}, {"visit": THURSDAY}, None),
        ({"days": 0, "from": "cw42"}, {"cw42": FRIDAY}, FRIDAY),
        ({"days": 1, "from": "rental", "working": True}, {"rental": FRIDAY}, date(2026, 11, 30)),
        ({"on": "2026-12-31"}, {}, date(2026, 12, 31)),
    ],
)
def test_a_clock_runs_from_the_step_that_it_names(
    written: dict[str, object], done: dict[str, date], due: date | None
) -> None:
    assert DeadlineRule.read(written).due(done) == due


@pytest.mark.parametrize(
    ("day", "days", "after"),
    [
        (THURSDAY, 1, FRIDAY),
        (FRIDAY, 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (FRIDAY, 5, date(2026, 12, 4)),
        (FRIDAY, 0, FRIDAY),
    ],
)
def test_working_days_leave_out_saturday_and_sunday(day: date, days: int, after: date) -> None:
    assert working_days_after(day, days) == after


def due(checklist: str, **days: date) -> dict[str, date]:
    return Marks(days=days).due(checklists()[checklist])


def test_the_clocks_of_the_lists() -> None:
    day = date(2026, 11, 20)

    assert due("ihss", apply=day) == {"soc873": date(2027, 1, 4)}
    assert due("medi-cal", apply=day) == {"answer": date(2027, 1, 4)}
    assert due("wic", apply=day) == {"call": date(2026, 11, 23)}
    assert due("calworks", cw42=day) == {"cw42_answer": day}
    assert due("calworks", rental=day) == {"rental_answer": date(2026, 11, 23)}
    assert due("covered-california") == {"apply": date(2026, 12, 31)}
    assert due("calfresh", apply=day) == {"answer": date(2026, 12, 20)}


def test_what_is_done_is_not_due_any_more() -> None:
    day = date(2026, 11, 20)

    assert due("ihss", apply=day, soc873=day) == {}
    ticked = Marks(frozenset({"steps.soc873"}), days={"apply": day})
    assert ticked.due(checklists()["ihss"]) == {}


def test_a_step_that_is_newly_ticked_was_done_today_and_an_old_tick_gets_no_day() -> None:
    data = checklists()["ihss"]
    sent = {"tick.steps.apply": "yes", "tick.nothing.known": "yes", "on.visit": "soon"}

    new = read(data, sent, Marks(), THURSDAY, by_staff=True)
    assert new.marks.days == {"apply": THURSDAY}
    assert new.marks.ticked == {"steps.apply"}
    assert new.wrong == {"visit": "soon"}
    old = read(data, sent, Marks(frozenset({"steps.apply"})), THURSDAY, by_staff=True)
    assert old.marks.days == {}
