"""A made-up room for the school of the demo: a roster, a group, a class, a year that is over. Nobody is real."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito_margarets_place import activities, groups, held, roster, year
from farolito_margarets_place.models import Circle

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

PEOPLE = ("Demo A.", "Demo B.", "Demo C.")
YOUTH, EACH = 44, 5
"""How many came in the year that is over, and how often each: a little more than grants ask for."""


def fill(work: Work, place: PlaceView) -> None:
    """All of it, unless there is a group already."""
    if work.session.scalars(
        select(Circle.circle_id).where(Circle.place_id == place.id).limit(1)
    ).first():
        return
    today = work.today()
    people = [roster.add(work, place, name) for name in PEOPLE]
    work.session.flush()
    for number, person_id in enumerate(people):
        roster.limits_said(work, place, person_id, "Demo")
        for week in range(number + 1):
            day = today - timedelta(weeks=week)
            held.hold(
                work, place, f"demo-{number}-{week}", "individual", day, 1, person_id=person_id
            )
    group = groups.begin(work, place, "group", "Demo: Group A")
    for name, person_id in zip(PEOPLE, people, strict=True):
        groups.join(work, place, group, name, person_id)
    leaders = groups.begin(work, place, "peer_leaders", "Demo: peer leaders")
    lessons = groups.begin(work, place, "yes_class", "Demo: Period 2")
    for number in range(1, 4):
        day = today - timedelta(weeks=4 - number)
        held.hold(work, place, f"demo-g{number}", "group", day, 3, circle_id=group)
        held.hold(work, place, f"demo-l{number}", "peer_leaders", day, 8, circle_id=leaders)
        held.hold(
            work, place, f"demo-y{number}", "yes_class", day, 26 + number,
            circle_id=lessons, lesson=number,
        )  # fmt: skip
        held.drop_in(work, place, day, "lunch", 9 + number)
    lately = today - timedelta(weeks=3)
    activities.add(work, place, "demo-c", "campaign", lately, "Demo: kind words week", 240, 0)
    _year_that_is_over(work, place, year.year_of(today) - 1)


def _year_that_is_over(work: Work, place: PlaceView, begins: int) -> None:
    start = date(begins, 9, 8)
    for person in range(YOUTH):
        for time in range(EACH):
            held.hold(
                work, place, f"demo-{begins}-{person}-{time}", "individual",
                start + timedelta(weeks=time, days=person % 5), 1, person_id=f"demo-{begins}-{person}",
            )  # fmt: skip
    for week in range(20):
        held.drop_in(work, place, start + timedelta(weeks=week), "nutrition", 6 + week % 5)
        held.hold(work, place, f"demo-{begins}-g{week}", "group", start + timedelta(weeks=week), 7)
    for number in range(1, 6):
        day = start + timedelta(weeks=number)
        held.hold(work, place, f"demo-{begins}-y{number}", "yes_class", day, 118, lesson=number)
        held.hold(work, place, f"demo-{begins}-l{number}", "peer_leaders", day, 11)
    october = date(begins, 10, 14)
    activities.add(work, place, f"demo-{begins}-c", "campaign", october, "Demo: purple day", 300, 0)
    activities.add(
        work, place, f"demo-{begins}-s", "staff_development", october, "Demo: how to listen", 42, 90
    )
