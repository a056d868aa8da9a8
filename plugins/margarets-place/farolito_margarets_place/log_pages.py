"""The log: who dropped in by day, campaigns, the staff's training; and what a year came to."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    NotFound,
    counts_words,
    gettext,
    render_page,
    render_pdf,
    settings_of,
    speak,
)
from farolito_margarets_place import activities, held, year, year_paper
from farolito_margarets_place.settings import RoomSettings
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
    from farolito_margarets_place.year import Year

YEARS_BACK = 5
MOST_HOURS = 40
OCTOBER = 10


@pages.route("/<place_slug>/log", permission=MAY, cache="no-store", csp="staff")
def log(work: Work, place_slug: str) -> str:
    """What was done this school year for more than one person."""
    return _log(work, room_at(work, place_slug), {}, {})


@pages.route("/<place_slug>/log", methods=("POST",), permission=MAY, cache="no-store", csp="staff")
def write_log(work: Work, place_slug: str) -> Any:
    """Who dropped in on a day; or a campaign, or a training."""
    place = room_at(work, place_slug)
    typed = words_of(
        request.form,
        "day",
        "when",
        "came",
        "kind",
        "on",
        "title",
        "reached",
        "hours",
        "token",
        "one",
    )
    go = request.form.get("go", "")
    if go == "forget":
        activities.forget(work, place, typed["one"])
    elif go == "drop_in":
        day, came = day_of(typed["day"]), number(typed["came"])
        if day is None or came is None:
            return _log(work, place, typed, _wrong_drop_in(typed)), 422
        when = typed["when"] if typed["when"] in held.DROP_IN else "other"
        held.drop_in(work, place, day, when, came)
    elif go == "activity":
        wrong, day = _wrong_activity(typed), day_of(typed["on"])
        if wrong or day is None:
            return _log(work, place, typed, wrong), 422
        activities.add(
            work,
            place,
            typed["token"][:LONGEST_TOKEN],
            typed["kind"] if typed["kind"] in activities.KINDS else "campaign",
            day,
            typed["title"],
            number(typed["reached"]) or 0,
            round(60 * (_hours(typed["hours"]) or 0)),
        )
    return see(f"{HOME}{place.slug}/log")


@pages.route("/<place_slug>/year", permission=MAY, cache="no-store", csp="staff")
def year_page(work: Work, place_slug: str) -> str:
    """What a school year came to. ``?year=2025`` chooses the one that began then."""
    place = room_at(work, place_slug)
    now = year.year_of(work.today())
    begins = _chosen(now)
    found = _found(work, place, begins, settings_of(work, RoomSettings, place))
    return render_page(
        "margarets_place/year.html",
        tab="year",
        place=place,
        name=year.name_of(begins),
        over=begins < now,
        begins=begins,
        years=[(one, year.name_of(one)) for one in range(now, now - YEARS_BACK, -1)],
        people=[
            (gettext(row.label), counts_words(row.bounds, year.SMALL), row.target)
            for row in found.people
        ],
        things=[(gettext(label), said) for label, said in found.things],
        small=year.SMALL,
    )


@pages.route("/<place_slug>/year.pdf", permission=MAY, cache="no-store", csp="none")
def year_printed(work: Work, place_slug: str) -> Any:
    """A school year that is over, on paper. Raises NotFound for one that still runs."""
    place = room_at(work, place_slug)
    begins = _chosen(0)
    if not 0 < begins < year.year_of(work.today()):
        raise NotFound("There is no such page.")
    language = "es" if request.args.get("language") == "es" else "en"
    speak(language)
    found = _found(work, place, begins, settings_of(work, RoomSettings, place))
    html, title = year_paper.report(
        place.name, year.name_of(begins), found, language, work.today(), work.translate
    )
    made = render_pdf(html, title=title, language=language)
    name = f"{place.slug}-{year.name_of(begins)}-{language}.pdf"
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'inline; filename="{name}"',
    }
    return made, 200, headers


def _chosen(default: int) -> int:
    return number(request.args.get("year", ""), 9999) or default


def _found(work: Work, place: PlaceView, begins: int, settings: RoomSettings) -> Year:
    if not 2000 <= begins <= year.year_of(work.today()):
        raise NotFound("There is no such page.")
    first, last = year.days_of(begins)
    return year.counts(
        held.between(work, place, first, last),
        activities.between(work, place, first, last),
        settings,
    )


def _hours(typed: str) -> float | None:
    """Hours as people type them, 1.5 or 1,5; None for anything else."""
    try:
        hours = float(typed.replace(",", "."))
    except ValueError:
        return None
    return hours if 0 <= hours <= MOST_HOURS else None


def _wrong_drop_in(typed: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if day_of(typed["day"]) is None:
        wrong["day"] = gettext("Write a day, like 2026-12-01.")
    if number(typed["came"]) is None:
        wrong["came"] = gettext("Write how many came, from 0 to 5000.")
    return wrong


def _wrong_activity(typed: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if day_of(typed["on"]) is None or not typed["token"]:
        wrong["on"] = gettext("Write a day, like 2026-12-01.")
    if not typed["title"]:
        wrong["title"] = gettext("Write what it was.")
    elif len(typed["title"]) > LONGEST:
        wrong["title"] = gettext("Use 60 letters or fewer.")
    if typed["reached"] and number(typed["reached"]) is None:
        wrong["reached"] = gettext("Write how many came, from 0 to 5000.")
    if typed["hours"] and _hours(typed["hours"]) is None:
        wrong["hours"] = gettext("Write hours as a number, like 1.5.")
    return wrong


def _log(work: Work, place: PlaceView, typed: Mapping[str, str], wrong: Mapping[str, str]) -> str:
    today = work.today()
    first, last = year.days_of(year.year_of(today))
    done = activities.between(work, place, first, last)
    october = any(one.kind == "campaign" and one.day.month == OCTOBER for one in done)
    return render_page(
        "margarets_place/log.html",
        tab="log",
        place=place,
        dropped=[
            (one.day, gettext(held.DROP_IN[one.kind]), one.came)
            for one in held.dropped_in(work, place)
        ],
        times=[(name, gettext(words)) for name, words in held.DROP_IN.items()],
        done=[(one, gettext(activities.KINDS[one.kind])) for one in done],
        kinds=[(name, gettext(words)) for name, words in activities.KINDS.items()],
        october_missing=not october and today.month in (9, OCTOBER),
        token=secrets.token_urlsafe(16),
        typed={
            "day": today.isoformat(),
            "on": today.isoformat(),
            "when": "lunch",
            "kind": "campaign",
            **typed,
        },
        wrong=wrong,
    )
