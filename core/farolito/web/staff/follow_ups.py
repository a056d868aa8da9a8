"""Follow-ups: planned on the page of a response, done or put off there and on the lists by day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain.languages import words
from farolito.errors import NotFound
from farolito.services import casework, places, responses
from farolito.services.casework import follow_ups
from farolito.services.casework.follow_ups import AlreadyChanged
from farolito.services.outcome import outcome_of
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.case_head import address, head
from farolito.web.staff.days import LATER, by_day, day_typed, task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response

    from farolito.domain.views import PlaceView
    from farolito.services.casework import Case
    from farolito.services.work import Work

pages = Pages("staff_follow_ups", "/staff")

MY_DAY = "my-day"


@pages.route("/my-day", permission="follow_ups.work", cache="no-store", csp="staff")
def my_day(work: Work) -> str:
    """What this person has to do, at all of their places: what is late first."""
    return _list(work, None, mine=True)


@pages.route("/<place>/to-do", permission="follow_ups.work", cache="no-store", csp="staff")
def to_do(work: Work, place: str) -> str:
    """What is to be done at a place, by everybody; ``?whose=mine`` by this person."""
    return _list(work, places.by_slug(work, place), mine=request.args.get("whose") == "mine")


@pages.route(
    "/<place>/responses/<response_id>/follow-ups",
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
)
def of_response(work: Work, place: str, response_id: str) -> str:
    """What is planned about one response."""
    return _page(work, casework.case(work, place, response_id))


@pages.route(
    "/<place>/responses/<response_id>/follow-ups",
    ("POST",),
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
)
def plan(work: Work, place: str, response_id: str) -> Response:
    """Plan something: what was typed, or a next step that the family was given (``step``: its number)."""
    case = casework.case(work, place, response_id)
    fields = posted()
    today = work.today()
    if "step" in fields:
        what = _step(work, case, fields["step"])
        follow_ups.add(work, case, what, today + timedelta(days=1), work.actor.id)
        return redirect(address(place, response_id, "follow-ups"), 303)
    what, due_on = fields.get("what", "").strip(), day_typed(fields.get("due_on", ""))
    wrong = {}
    if not what or len(what) > follow_ups.LONGEST:
        wrong["what"] = gettext("Write what to do, in 500 letters or fewer")
    if due_on is None or due_on < today:
        wrong["due_on"] = gettext("Choose today or a later day")
    if wrong or due_on is None:
        return make_response(_page(work, case, wrong, fields), 422)
    follow_ups.add(work, case, what, due_on, fields.get("to") or None)
    return redirect(address(place, response_id, "follow-ups"), 303)


@pages.route(
    "/<place>/follow-ups/<follow_up_id>",
    ("POST",),
    permission="follow_ups.work",
    cache="no-store",
    csp="staff",
)
def act(work: Work, place: str, follow_up_id: str) -> Response:
    """Done, or later by some days; back to the list that the button was on."""
    fields = posted()
    go, revision = fields.get("go", ""), fields.get("revision", "")
    if not revision.isdecimal() or len(revision) > 9 or go not in ("done", *map(str, LATER)):
        raise NotFound("There is no such page.")
    did = "done" if go == "done" else "later"
    try:
        if go == "done":
            found = follow_ups.done(work, place, follow_up_id, int(revision))
        else:
            found = follow_ups.later(work, place, follow_up_id, int(revision), int(go))
    except AlreadyChanged:
        return redirect(f"{_back(fields.get('back', ''), place, '')}?did=changed", 303)
    return redirect(f"{_back(fields.get('back', ''), place, found.response_id)}?did={did}", 303)


def _back(named: str, place: str, response_id: str) -> str:
    if named == MY_DAY:
        return "/staff/my-day"
    if named == "response" and response_id:
        return address(place, response_id, "follow-ups")
    return f"/staff/{place}/to-do"


def _said() -> list[str]:
    known = {
        "done": gettext("Done. It is off the list."),
        "later": gettext("Put off. It comes back on its new day."),
        "changed": gettext("Somebody else changed this meanwhile. Here is how it stands."),
    }
    said = known.get(request.args.get("did", ""))
    return [said] if said else []


def _list(work: Work, place: PlaceView | None, *, mine: bool) -> str:
    after = request.args.get("after")
    found = follow_ups.to_do(work, place.slug if place else None, mine=mine, after=after)
    here = f"/staff/{place.slug}/to-do" if place else "/staff/my-day"
    return render_page(
        "staff/to_do.html",
        notes=_said(),
        place=place,
        mine=mine,
        here=here,
        after=after,
        back=MY_DAY if place is None else "to-do",
        runs=by_day(found.items, work.today(), with_place=place is None),
        next=found.next,
    )


def _page(
    work: Work,
    case: Case,
    wrong: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> str:
    if not case.has_family:
        raise NotFound("Nobody knows who answered this.")
    today, typed = work.today(), typed or {}
    values: dict[str, Any] = head(work, case, "follow-ups")
    tasks = [task(one, today) for one in follow_ups.of(work, case)]
    return render_page(
        "staff/follow_ups.html",
        **values,
        notes=_said(),
        wrong=wrong or {},
        open=[one for one in tasks if not one["done"]],
        done=[one for one in tasks if one["done"]],
        what=typed.get("what", ""),
        due_on=typed.get("due_on", (today + timedelta(days=1)).isoformat()),
        to=typed.get("to", work.actor.id),
    )


def _step(work: Work, case: Case, number: str) -> str:
    """The title of a next step, in the language of whoever plans it."""
    record = responses.read(work, case.place.slug, case.response_id)
    steps = outcome_of(work, record).steps
    if not number.isdecimal() or len(number) > 3 or int(number) >= len(steps):
        raise NotFound("There is no such step.")
    return words(steps[int(number)].title, spoken())[: follow_ups.LONGEST]
