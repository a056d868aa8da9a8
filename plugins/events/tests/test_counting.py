"""How many came is shown by month and kind, and never when it is small or can be worked out."""

from __future__ import annotations

from datetime import date

from farolito.api import Bounds
from farolito_events.counting import may_be_mended, summed
from farolito_events.models import Event

TODAY = date(2026, 12, 15)
AUGUST = date(2026, 8, 1)


def event(kind: str, day: date, came: int | None, pillars: str = "") -> Event:
    return Event(kind=kind, day=day, came=came, pillars=pillars)


def test_counts_of_months_that_are_over_are_added_up() -> None:
    events = [
        event("workshop", date(2026, 9, 3), 20),
        event("workshop", date(2026, 10, 3), 30),
        event("workshop", date(2026, 12, 10), 99),  # its month goes on
        event("fair", date(2026, 10, 3), 150),
    ]

    year = summed(AUGUST, events, TODAY, 10)

    assert year.events == {"workshop": 3, "fair": 1}
    assert year.people["workshop"] == Bounds(50, 50)
    assert year.people["fair"] == Bounds(150, 150)
    assert year.until == "2026-10"


def test_a_small_count_is_not_shown_nor_what_gives_it_away() -> None:
    events = [event("workshop", date(2026, 10, 3), 7), event("fair", date(2026, 10, 3), 150)]

    people = summed(AUGUST, events, TODAY, 10).people

    assert people["workshop"].low <= 1
    assert people["workshop"].high >= 10


def test_an_event_of_the_last_week_of_a_month_counts_with_the_next() -> None:
    late = event("fair", date(2026, 11, 27), 150)

    assert summed(AUGUST, [late], TODAY, 10).until == ""
    assert summed(AUGUST, [late], date(2027, 1, 1), 10).people["fair"] == Bounds(150, 150)


def test_a_count_may_be_mended_exactly_until_it_is_shown() -> None:
    day = date(2026, 11, 27)

    assert not may_be_mended(day, date(2026, 11, 26))
    assert may_be_mended(day, date(2026, 12, 31))
    assert not may_be_mended(day, date(2027, 1, 1))


def test_pillars_count_events_not_people() -> None:
    both = event(
        "workshop", date(2026, 10, 3), 30, "integrated_student_supports,collaborative_leadership"
    )

    assert summed(AUGUST, [both], TODAY, 10).pillars == {
        "integrated_student_supports": 1,
        "collaborative_leadership": 1,
    }
