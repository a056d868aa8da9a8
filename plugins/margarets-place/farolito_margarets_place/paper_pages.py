"""Papers about one person, the sheet about privacy for everybody, and handing the tablet over."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    SCHOOL_ZONE,
    NotFound,
    clock_words,
    codes_of,
    hand_over,
    note_printed,
    render_page,
    render_pdf,
    speak,
    spoken,
)
from farolito_margarets_place import cards, intake, limits, roster
from farolito_margarets_place.paper import laid_out, long_day
from farolito_margarets_place.where import HOME, MAY, day_of, pages, room_at, see

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

STAFF_SPEAK = ("en", "es")
SELF_REFERRAL = "margarets-place-self-referral"
LONGEST_ROOM = 40
SHORT = 8
"""Characters of an id that stand for a code, for who came in person."""


@pages.route(
    "/<place_slug>/people/<person_id>/card.pdf", permission=MAY, cache="no-store", csp="none"
)
def card(work: Work, place_slug: str, person_id: str) -> Any:
    """A card with the next meeting, on a sheet of ten. Nothing on it says whose it is or what for."""
    place = room_at(work, place_slug)
    if roster.one(work, place, person_id) is None:
        raise NotFound("There is no such page.")
    language = _language()
    room = " ".join(request.args.get("room", "").split())[:LONGEST_ROOM]
    clock = request.args.get("at", "")
    html, title = cards.sheet(
        day_of(request.args.get("on", "")),
        clock if _is_clock(clock) else "",
        room,
        language,
        work.translate,
    )
    return _pdf(html, title, language, f"card-{language}.pdf")


@pages.route(
    "/<place_slug>/people/<person_id>/intake.pdf",
    methods=("POST",),
    permission=MAY,
    cache="no-store",
    csp="none",
)
def first_talk(work: Work, place_slug: str, person_id: str) -> Any:
    """The sheet for the first talk. Not before the limits of privacy were said; each print is in the audit."""
    place = room_at(work, place_slug)
    known = roster.one(work, place, person_id)
    if known is None:
        raise NotFound("There is no such page.")
    if not known.limits_by:
        return see(f"{HOME}{place.slug}/people/{person_id}")
    note_printed(work, place, f"person/{person_id}")
    language = spoken() if spoken() in STAFF_SPEAK else "en"
    code = _code(work, place, known.response_id) or person_id[:SHORT].upper()
    now = work.now().astimezone(SCHOOL_ZONE)
    html, title = intake.sheet(
        known.name,
        code,
        (known.limits_by, _moment(datetime.fromisoformat(known.limits_at), language)),
        (work.actor.name, _moment(now, language)),
        language,
        work.translate,
    )
    return _pdf(html, title, language, f"{code}.pdf")


@pages.route("/<place_slug>/limits.pdf", permission=MAY, cache="no-store", csp="none")
def limits_sheet(work: Work, place_slug: str) -> Any:
    """What stays private and what does not, to give to a young person. It names no program."""
    place = room_at(work, place_slug)
    language = _language()
    title = work.translate(limits.TITLE, language)
    html = laid_out(
        "limits.html",
        language,
        title=title,
        place=place.name,
        sentences=[one[language] for one in limits.SAID],
        help=work.translate(limits.HELP, language),
        number="988",
    )
    return _pdf(html, title, language, f"{place.slug}-form-{language}.pdf")


@pages.route("/<place_slug>/hand-over", permission=MAY, cache="no-store", csp="staff")
def before_handing_over(work: Work, place_slug: str) -> str:
    """What happens when the tablet is handed over, and a button for each language."""
    place = room_at(work, place_slug)
    return render_page(
        "margarets_place/hand_over.html",
        tab="people",
        place=place,
        closed=False,
        choices=[(tag, LANGUAGES[tag].autonym) for tag in limits.SPOKEN],
    )


@pages.route(
    "/<place_slug>/hand-over", methods=("POST",), permission=MAY, cache="no-store", csp="staff"
)
def handing_over(work: Work, place_slug: str) -> Any:
    """The form opens for the student; whoever was logged in here is logged out."""
    place = room_at(work, place_slug)
    try:
        return hand_over(work, place, SELF_REFERRAL, request.form.get("language", ""))
    except NotFound:
        return render_page(
            "margarets_place/hand_over.html", tab="people", place=place, closed=True, choices=[]
        ), 422


def _language() -> str:
    asked = request.args.get("language", "")
    language = asked if asked in limits.SPOKEN else "en"
    speak(language)
    return language


def _is_clock(typed: str) -> bool:
    hours, colon, minutes = typed.partition(":")
    plain = hours.isdigit() and minutes.isdigit() and len(typed) == len("14:15")
    return bool(colon) and plain and int(hours) < 24 and int(minutes) < 60


def _code(work: Work, place: PlaceView, response_id: str | None) -> str:
    return codes_of(work, place, [response_id]).get(response_id, "") if response_id else ""


def _moment(moment: datetime, language: str) -> str:
    return f"{long_day(moment.date(), language)}, {clock_words(moment.strftime('%H:%M'), language)}"


def _pdf(html: str, title: str, language: str, name: str) -> Any:
    made = render_pdf(html, title=title, language=language)
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'inline; filename="{name}"',
    }
    return made, 200, headers
