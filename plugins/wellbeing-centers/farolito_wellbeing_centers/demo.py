"""A made-up day at the desk, for the school of the demo: visits, who has a time, a course. Nobody in it is real."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import NotFound, send_anonymous
from farolito_wellbeing_centers import counter, courses, requests
from farolito_wellbeing_centers.models import Course
from farolito_wellbeing_centers.service_lines import SERVICE_LINES

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

VISITS = 24
COURSES = (
    (
        "peer_advocates",
        "Demo: peer advocates",
        (("Demo A.", "signed"), ("Demo B.", "given_out"), ("Demo C.", "given_out")),
    ),
    ("course", "Demo: leaders, spring", (("Demo D.", "signed"), ("Demo E.", "signed"))),
    ("support_group", "Demo: Thursdays", (("Demo F.", "not_needed"), ("Demo G.", "not_needed"))),
)


def fill(work: Work, place: PlaceView) -> None:
    """All of it, unless there is a course already."""
    if work.session.scalars(
        select(Course.course_id).where(Course.place_id == place.id).limit(1)
    ).first():
        return
    today = work.today()
    for kind, title, roster in COURSES:
        course_id = courses.begin(work, place, kind, title, today - timedelta(days=21), 12)
        work.session.flush()
        course = work.session.get_one(Course, (place.id, course_id))
        for name, consent in roster:
            courses.enroll(work, course, name, consent, None)
        for weeks in (2, 1):
            courses.came(work, course, today - timedelta(weeks=weeks), len(roster) + 5 * weeks)
    for number, one in enumerate(requests.waiting(work, place)[1:], start=1):
        day = today + timedelta(days=number // 3)
        requests.set_time(one, day.isoformat(), f"{9 + number}:15", "Room 12")
    work.session.flush()
    _visits(work, place)


def _visits(work: Work, place: PlaceView) -> None:
    """Some of each service line, where the school offers the form."""
    lines, grades = list(SERVICE_LINES), list(counter.GRADES)
    for number in range(VISITS):
        said = counter.answers(
            lines[number * 5 % len(lines)],
            grades[number % len(grades)],
            "new" if number % 3 else "returning",
        )
        try:
            send_anonymous(work, place, counter.FORM, said, "es" if number % 2 else "en")
        except NotFound:
            return
