"""Courses: the list, and one course with its roster and its sessions. For health educators alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from sqlalchemy import select

from farolito.api import NotFound, codes_of, gettext, render_page
from farolito_wellbeing_centers import courses
from farolito_wellbeing_centers.models import Course, Request
from farolito_wellbeing_centers.requests import OPEN, day_of
from farolito_wellbeing_centers.where import DESK, MAY, desk_at, owners, pages, see

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work

FIELDS = ("kind", "title", "day", "seats", "name", "consent", "response_id", "came", "who")


@pages.route("/desk/<place_slug>/courses", permission=MAY, cache="no-store", csp="staff")
def course_list(work: Work, place_slug: str) -> str:
    """Every course of the school, and the way to begin one."""
    return _list(work, desk_at(work, place_slug), {}, {})


@pages.route(
    "/desk/<place_slug>/courses", methods=("POST",), permission=MAY, cache="no-store", csp="staff"
)
def begin_course(work: Work, place_slug: str) -> Any:
    """Begin a course."""
    place, typed = desk_at(work, place_slug), _typed()
    day = day_of(typed["day"])
    wrong = courses.problems(typed, day, "title", "day", "seats")
    if wrong or day is None:
        return _list(work, place, typed, wrong), 422
    kinds = _kinds(work, place)
    if not kinds:
        raise NotFound("There is no such page.")
    kind = typed["kind"] if typed["kind"] in kinds else kinds[0]
    made = courses.begin(work, place, kind, typed["title"], day, courses.number(typed["seats"]))
    return see(f"{DESK}{place.slug}/courses/{made}")


@pages.route(
    "/desk/<place_slug>/courses/<course_id>", permission=MAY, cache="no-store", csp="staff"
)
def one_course(work: Work, place_slug: str, course_id: str) -> str:
    """The roster of a course, and its sessions."""
    place = desk_at(work, place_slug)
    return _course(work, place, _known(work, place, course_id), {}, {})


@pages.route(
    "/desk/<place_slug>/courses/<course_id>",
    methods=("POST",),
    permission=MAY,
    cache="no-store",
    csp="staff",
)
def change_course(work: Work, place_slug: str, course_id: str) -> Any:
    """Enroll, note a paper, take off, write down a session, or close the course."""
    place, typed = desk_at(work, place_slug), _typed()
    course = _known(work, place, course_id)
    go, day = request.form.get("go", ""), day_of(typed["day"])
    wanted = {"enroll": ("name",), "came": ("day", "came")}.get(go, ())
    wrong = courses.problems(typed, day, *wanted)
    if wrong:
        return _course(work, place, course, typed, wrong), 422
    if go == "enroll":
        response_id = typed["response_id"] or None
        if response_id and response_id not in codes_of(work, place, [response_id]):
            raise NotFound("There is no such page.")
        consent = typed["consent"] if typed["consent"] in courses.CONSENTS else "given_out"
        courses.enroll(work, course, typed["name"], consent, response_id)
    elif go == "came" and day is not None:
        courses.came(work, course, day, courses.number(typed["came"]) or 0)
    elif go == "leave":
        courses.leave(work, course, typed["who"])
    elif go == "close":
        courses.close(work, course)
    elif go in courses.CONSENTS:
        courses.note_consent(work, course, typed["who"], go)
    return see(f"{DESK}{place.slug}/courses/{course.course_id}")


def _typed() -> dict[str, str]:
    return {name: " ".join(request.form.get(name, "").split()) for name in FIELDS}


def _known(work: Work, place: PlaceView, course_id: str) -> Course:
    found = work.session.get(Course, (place.id, course_id))
    if found is None or found.owner not in owners(work, place):
        raise NotFound("There is no such page.")
    return found


def _list(work: Work, place: PlaceView, typed: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    return render_page(
        "wellbeing_centers/courses.html",
        tab="courses",
        place=place,
        courses=[
            {
                "id": one.course_id,
                "title": one.title,
                "kind": gettext(courses.KINDS[one.kind]),
                "starts_on": one.starts_on,
                "closed": one.closed,
            }
            for one in courses.of_place(work, place, owners(work, place))
        ],
        kinds=[(kind, gettext(courses.KINDS[kind])) for kind in _kinds(work, place)],
        typed={
            "kind": next(iter(_kinds(work, place)), ""),
            "day": work.today().isoformat(),
            **typed,
        },
        wrong={name: gettext(words) for name, words in wrong.items()},
    )


def _course(
    work: Work,
    place: PlaceView,
    course: Course,
    typed: Mapping[str, str],
    wrong: Mapping[str, str],
) -> str:
    roster = courses.members(work, course)
    asked = select(Request).where(
        Request.place_id == place.id,
        Request.form_name == courses.FORMS[course.owner],
        Request.state == OPEN,
    )
    waiting = [one.response_id for one in work.session.scalars(asked.order_by(Request.asked_on))]
    codes = codes_of(
        work, place, [*waiting, *(one.response_id for one in roster if one.response_id)]
    )
    return render_page(
        "wellbeing_centers/course.html",
        tab="courses",
        place=place,
        course=course,
        kind=gettext(courses.KINDS[course.kind]),
        roster=roster,
        codes=codes,
        waiting=[(one, codes[one]) for one in waiting if one in codes],
        consents=_named(courses.CONSENTS),
        meetings=courses.meetings(work, course),
        typed={"day": work.today().isoformat(), "consent": "given_out", **typed},
        wrong={name: gettext(words) for name, words in wrong.items()},
    )


def _named(choices: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, gettext(words)) for name, words in choices.items()]


def _kinds(work: Work, place: PlaceView) -> list[str]:
    """What the reader may begin: courses for a health educator, groups for a group leader, nothing for the clinic."""
    mine = owners(work, place)
    return [kind for kind, owner in courses.OWNERS.items() if owner in mine]
