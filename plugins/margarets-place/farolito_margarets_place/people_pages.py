"""The roster and one young person: limits of privacy first, then meetings."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    clock_words,
    codes_of,
    gettext,
    render_page,
    settings_of,
    spoken,
)
from farolito_margarets_place import held, limits, roster
from farolito_margarets_place.settings import RoomSettings
from farolito_margarets_place.where import (
    HOME,
    LONGEST,
    LONGEST_TOKEN,
    MAY,
    day_of,
    pages,
    room_at,
    rooms,
    see,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work
    from farolito_margarets_place.roster import Known


LANGUAGES_OF_PAPER = [(tag, LANGUAGES[tag].autonym, tag) for tag in limits.SPOKEN]


@pages.route("/", permission=MAY, cache="no-store", csp="staff")
def first_room(work: Work) -> Any:
    """The way to the roster of the reader's first school."""
    places = rooms(work)
    if not places:
        raise NotFound("There is no such page.")
    return see(f"{HOME}{places[0].slug}")


@pages.route("/<place_slug>", permission=MAY, cache="no-store", csp="staff")
def people(work: Work, place_slug: str) -> str:
    """Everybody on the roster."""
    return _roster(work, room_at(work, place_slug), {}, {})


@pages.route("/<place_slug>", methods=("POST",), permission=MAY, cache="no-store", csp="staff")
def add_person(work: Work, place_slug: str) -> Any:
    """Put somebody on the roster who came in person."""
    place, typed = room_at(work, place_slug), words_of(request.form, "name")
    wrong = roster.wrong_with(typed["name"], LONGEST)
    if wrong:
        return _roster(work, place, typed, wrong), 422
    return see(f"{HOME}{place.slug}/people/{roster.add(work, place, typed['name'])}")


@pages.route("/<place_slug>/people/<person_id>", permission=MAY, cache="no-store", csp="staff")
def person(work: Work, place_slug: str, person_id: str) -> str:
    """One young person."""
    place = room_at(work, place_slug)
    return _person(work, place, _known(work, place, person_id), {}, {})


@pages.route(
    "/<place_slug>/people/<person_id>",
    methods=("POST",),
    permission=MAY,
    cache="no-store",
    csp="staff",
)
def change_person(work: Work, place_slug: str, person_id: str) -> Any:
    """A name, the limits of privacy, a meeting, closing, erasing. Each is safe to send twice."""
    place = room_at(work, place_slug)
    known = _known(work, place, person_id)
    typed = words_of(request.form, "name", "day", "kind", "token", "meeting")
    go = request.form.get("go", "")
    if go == "erase":
        if request.form.get("sure") != "yes":
            wrong = {"sure": gettext("Tick the box first: it can not be undone.")}
            return _person(work, place, known, typed, wrong), 422
        roster.erase(work, place, person_id)
        return see(f"{HOME}{place.slug}")
    if go == "rename":
        wrong = dict(roster.wrong_with(typed["name"], LONGEST))
        if wrong:
            return _person(work, place, known, typed, wrong), 422
        roster.rename(work, place, person_id, typed["name"])
    elif go == "limits":
        roster.limits_said(work, place, person_id)
    elif go == "meeting":
        wrong = _wrong_meeting(known, typed)
        day = day_of(typed["day"])
        if wrong or day is None:
            return _person(work, place, known, typed, wrong), 422
        kind = typed["kind"] if typed["kind"] in held.WITH_ONE else "individual"
        held.hold(work, place, typed["token"][:LONGEST_TOKEN], kind, day, 1, person_id=person_id)
    elif go == "forget":
        held.forget(work, place, typed["meeting"])
    else:
        roster.move(work, place, person_id, go)
    return see(f"{HOME}{place.slug}/people/{person_id}")


def _wrong_meeting(known: Known, typed: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if not known.limits_by:
        wrong["limits"] = gettext("First say what stays private and what does not.")
    if day_of(typed["day"]) is None:
        wrong["day"] = gettext("Write a day, like 2026-12-01.")
    if not typed["token"]:
        wrong["day"] = gettext("Open this page again, then write the meeting down.")
    return wrong


def _known(work: Work, place: PlaceView, person_id: str) -> Known:
    """Somebody on the roster whose form, if there was one, is still there. Raises NotFound."""
    known = roster.one(work, place, person_id)
    if known is None:
        raise NotFound("There is no such page.")
    return known


def _roster(
    work: Work, place: PlaceView, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> str:
    everybody = roster.everybody(work, place)
    codes = codes_of(work, place, [one.response_id for one in everybody if one.response_id])
    groups: dict[str, list[dict[str, Any]]] = {
        state: [] for state in (roster.ASKED, roster.OPEN, roster.CLOSED)
    }
    for one in everybody:
        shown = {
            "id": one.id,
            "name": one.name,
            "code": codes.get(one.response_id or "", ""),
            "came_by": gettext(roster.CAME_BY.get(one.came_by, roster.CAME_BY[""])),
            "since": one.since,
            "limits": bool(one.limits_by),
        }
        groups[one.state].append(shown)
    return render_page(
        "margarets_place/people.html",
        tab="people",
        languages=LANGUAGES_OF_PAPER,
        place=place,
        others=[other for other in rooms(work) if other.id != place.id],
        groups=groups,
        typed=typed,
        wrong={name: gettext(words) for name, words in wrong.items()},
    )


def _person(
    work: Work, place: PlaceView, known: Known, typed: Mapping[str, str], wrong: Mapping[str, str]
) -> str:
    code = codes_of(work, place, [known.response_id]) if known.response_id else {}
    return render_page(
        "margarets_place/person.html",
        tab="people",
        languages=LANGUAGES_OF_PAPER,
        place=place,
        person=known,
        code=code.get(known.response_id or "", ""),
        came_by=gettext(roster.CAME_BY.get(known.came_by, roster.CAME_BY[""])),
        limits=limits.SAID,
        said_on=day_of(known.limits_at[:10]),
        said_at=clock_words(known.limits_at[11:], spoken()) if known.limits_at else "",
        meetings=[
            (one.meeting_id, one.day, gettext(held.WITH_ONE[one.kind]))
            for one in held.with_person(work, place, known.id)
        ],
        kinds=[(name, gettext(words)) for name, words in held.WITH_ONE.items()],
        room=settings_of(work, RoomSettings, place).room,
        token=secrets.token_urlsafe(16),
        today=work.today(),
        typed={"day": work.today().isoformat(), "kind": "individual", "name": known.name, **typed},
        wrong={name: gettext(words) for name, words in wrong.items()},
    )
