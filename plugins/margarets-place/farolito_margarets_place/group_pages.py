"""Groups, peer leaders, classes: the list, and one of them with its roster and its meetings."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import NotFound, gettext, render_page
from farolito_margarets_place import groups, held, roster
from farolito_margarets_place.where import (
    HOME,
    LONGEST,
    LONGEST_TOKEN,
    MAY,
    day_of,
    number,
    pages,
    room_at,
    see,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work
    from farolito_margarets_place.groups import Group

MOST_IN_A_ROOM = 200


@pages.route("/<place_slug>/groups", permission=MAY, cache="no-store", csp="staff")
def group_list(work: Work, place_slug: str) -> str:
    """Every group, and the way to begin one."""
    return _list(work, room_at(work, place_slug), {}, {})


@pages.route(
    "/<place_slug>/groups", methods=("POST",), permission=MAY, cache="no-store", csp="staff"
)
def begin_group(work: Work, place_slug: str) -> Any:
    """Begin one."""
    place, typed = room_at(work, place_slug), words_of(request.form, "kind", "title")
    wrong = _wrong_title(typed["title"])
    if wrong:
        return _list(work, place, typed, wrong), 422
    kind = typed["kind"] if typed["kind"] in groups.KINDS else "group"
    return see(f"{HOME}{place.slug}/groups/{groups.begin(work, place, kind, typed['title'])}")


@pages.route("/<place_slug>/groups/<circle_id>", permission=MAY, cache="no-store", csp="staff")
def one_group(work: Work, place_slug: str, circle_id: str) -> str:
    """One of them."""
    place = room_at(work, place_slug)
    return _group(work, place, _known(work, place, circle_id), {}, {})


@pages.route(
    "/<place_slug>/groups/<circle_id>",
    methods=("POST",),
    permission=MAY,
    cache="no-store",
    csp="staff",
)
def change_group(work: Work, place_slug: str, circle_id: str) -> Any:
    """Somebody joins or leaves, a meeting is written down or taken back, or it is closed."""
    place = room_at(work, place_slug)
    group = _known(work, place, circle_id)
    typed = words_of(
        request.form, "name", "person", "who", "day", "came", "lesson", "token", "meeting"
    )
    go = request.form.get("go", "")
    if go == "join":
        person = roster.one(work, place, typed["person"]) if typed["person"] else None
        name = person.name if person else typed["name"]
        wrong = dict(roster.wrong_with(name, LONGEST))
        if wrong:
            return _group(work, place, group, typed, wrong), 422
        groups.join(work, place, circle_id, name, person.id if person else "")
    elif go == "leave":
        groups.leave(work, place, circle_id, typed["who"])
    elif go == "meeting":
        wrong = _wrong_meeting(group, typed)
        day, came = day_of(typed["day"]), number(typed["came"], MOST_IN_A_ROOM)
        if wrong or day is None or came is None:
            return _group(work, place, group, typed, wrong), 422
        lesson = number(typed["lesson"], held.LESSONS) or 0
        token = typed["token"][:LONGEST_TOKEN]
        held.hold(work, place, token, group.kind, day, came, circle_id=circle_id, lesson=lesson)
    elif go == "forget":
        held.forget(work, place, typed["meeting"])
    elif go == "close":
        groups.close(work, place, circle_id)
    return see(f"{HOME}{place.slug}/groups/{circle_id}")


def _wrong_title(title: str) -> dict[str, str]:
    if not title:
        return {"title": gettext("Write what it is called.")}
    if len(title) > LONGEST:
        return {"title": gettext("Use 60 letters or fewer.")}
    return {}


def _wrong_meeting(group: Group, typed: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if day_of(typed["day"]) is None or not typed["token"]:
        wrong["day"] = gettext("Write a day, like 2026-12-01.")
    if number(typed["came"], MOST_IN_A_ROOM) is None:
        wrong["came"] = gettext("Write how many came, from 0 to 200.")
    if group.kind == "yes_class" and not number(typed["lesson"], held.LESSONS):
        wrong["lesson"] = gettext("Choose which of the 5 lessons it was.")
    return wrong


def _known(work: Work, place: PlaceView, circle_id: str) -> Group:
    found = groups.one(work, place, circle_id)
    if found is None:
        raise NotFound("There is no such page.")
    return found


def _list(work: Work, place: PlaceView, typed: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    return render_page(
        "margarets_place/groups.html",
        tab="groups",
        place=place,
        groups=[(one, gettext(groups.KINDS[one.kind])) for one in groups.of_place(work, place)],
        kinds=[(name, gettext(words)) for name, words in groups.KINDS.items()],
        typed={"kind": "group", **typed},
        wrong=wrong,
    )


def _group(
    work: Work, place: PlaceView, group: Group, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> str:
    inside = groups.members(work, place, group.id)
    known = {one.person_id for one in inside}
    return render_page(
        "margarets_place/group.html",
        tab="groups",
        place=place,
        group=group,
        kind=gettext(groups.KINDS[group.kind]),
        has_roster=group.kind in groups.ROSTERS,
        members=inside,
        people=[
            (one.id, one.name)
            for one in roster.everybody(work, place)
            if one.state == roster.OPEN and one.name and one.id not in known
        ],
        lessons=[(str(number), str(number)) for number in range(1, held.LESSONS + 1)]
        if group.kind == "yes_class"
        else [],
        meetings=held.of_circle(work, place, group.id),
        token=secrets.token_urlsafe(16),
        typed={"day": work.today().isoformat(), **typed},
        wrong={name: gettext(words) for name, words in wrong.items()},
    )
