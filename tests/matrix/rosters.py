"""Rosters that plugins keep, at each school: names and titles are canaries of the regime whose readers may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM
from farolito.services import places
from farolito.services.plugins.lending import lent_to
from farolito_contact_log import roster as students  # type: ignore[import-untyped]
from farolito_contact_log.roster_reading import read  # type: ignore[import-untyped]
from farolito_margarets_place import (  # type: ignore[import-untyped]
    groups,
    roster,
)
from farolito_partners import meetings  # type: ignore[import-untyped]
from farolito_wellbeing_centers import courses  # type: ignore[import-untyped]
from farolito_wellbeing_centers.models import Course  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.services.work import Works
    from tests.matrix.kept import Ids


def keep_rosters(
    works: Works, site: str, ids: Ids, canary: Callable[[str, str, str], str]
) -> dict[str, str]:
    """Somebody in a group, in a course and on a roster, and a meeting: ids, by the part of an address that has them."""
    counseling, provider = canary(site, "counseling", "name"), canary(site, "provider", "name")
    with works.open(SYSTEM) as work:
        place = places.by_slug(work, site)
        person = roster.add(work, place, counseling)
        circle = groups.begin(work, place, "group", counseling)
        work.session.flush()
        groups.join(work, place, circle, counseling, person)
        day = work.today()
        course = courses.begin(work, place, "course", provider, day, None)
        work.session.flush()
        found = work.session.get_one(Course, (place.id, course))
        courses.enroll(work, found, provider, "signed", None)
    with works.open(SYSTEM) as work, lent_to(work, "contact_log"):
        listed = f"id,name\n1,{canary(site, 'education', 'name')}\n"
        students.take_over(work, place, read(listed.encode()))
        student = students.students(work, place)[0].id
    with works.open(SYSTEM) as work, lent_to(work, "partners"):
        meeting = meetings.plan(work, place, canary(site, "partner", "name"), day, 1, ["?"])
    kept = {"person_id": person, "circle_id": circle, "course_id": course}
    kept |= {"student_id": student, "meeting_id": meeting}
    return {part: ids.add(site, part, one) for part, one in kept.items()}
