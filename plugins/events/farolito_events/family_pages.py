"""For everybody, without JavaScript: what comes up at a school, one event, signing up, and looking after it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    contact_of,
    form_addresses,
    gettext,
    languages_offered,
    place_by_slug,
    render_page,
    settings_of,
    speak,
    spoken,
    too_often,
)
from farolito_events import keeping, rides, signing_up
from farolito_events.addresses import HOME, pages
from farolito_events.kinds import KINDS
from farolito_events.settings import EventSettings
from farolito_events.showing import seen

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_events.models import Event

COOKIE = "events_code"
COOKIE_SECONDS = 1800
"""As long as the page with the code can be opened again without typing it."""


@pages.route("/<place_slug>", permission="public", cache="short", csp="family")
def coming(work: Work, place_slug: str) -> Any:
    """What comes up."""
    place = _place(work, place_slug)
    events = keeping.coming(work.session, place.id, work.today())
    return _kept(
        "events/coming.html",
        place,
        title=gettext("Coming events"),
        events=[seen(one) for one in events],
        contact=contact_of(work, place),
    )


@pages.route("/<place_slug>/<event_id>", permission="public", cache="short", csp="family")
def event(work: Work, place_slug: str, event_id: str) -> Any:
    """One event. Who may see it has its link or found it in the list."""
    place = _place(work, place_slug)
    found = _event(work, place, event_id)
    ride = rides.of_event(work.session, found) if KINDS[found.kind].slip else None
    return _kept(
        "events/event.html",
        place,
        title=gettext("Event"),
        event=seen(found),
        ride=ride,
        way=gettext(rides.WAYS[ride.way]) if ride else "",
        ride_times=rides.times_words(ride, spoken()),
        takes=signing_up.open_for(found, work.today()),
        over=found.day < work.today(),
        feedback=form_addresses(work, place.slug).get(KINDS[found.kind].feedback, "")
        if found.day <= work.today()
        else "",
        contact=contact_of(work, place),
    )


@pages.route(
    "/<place_slug>/<event_id>/sign-up", permission="public", cache="no-store", csp="family"
)
def asked(work: Work, place_slug: str, event_id: str) -> Any:
    """The form: how many, and a name and a way to reach them for who wants to leave them."""
    place = _place(work, place_slug)
    found = _open_event(work, place, event_id)
    typed = {"name": "", "reach": "", "people": "1", "code": signing_up.new_code()}
    return _form(work, place, found, typed, {})


@pages.route(
    "/<place_slug>/<event_id>/sign-up",
    methods=("POST",),
    permission="public",
    cache="no-store",
    csp="family",
)
def sign_up(work: Work, place_slug: str, event_id: str) -> Any:
    """Sign up. The form brings its code, so that sending it twice signs up once."""
    place = _place(work, place_slug)
    typed = {
        name: " ".join(request.form.get(name, "").replace("\0", "").split())
        for name in ("name", "reach", "people", "code")
    }
    found = _open_event(work, place, event_id)
    code = signing_up.typed(typed["code"])
    wrong = signing_up.wrong(typed["name"], typed["reach"], typed["people"])
    if wrong or not code:
        typed["code"] = code or signing_up.new_code()
        return _form(work, place, found, typed, wrong), 422
    seconds = too_often(work, "sign-up", _who(place), burst=60, every=timedelta(seconds=20))
    if seconds:
        return _form(work, place, found, typed, {}, wait=seconds), 429
    people = int(typed["people"])
    signing_up.sign_up(work, found, code, typed["name"], typed["reach"], people, spoken())
    return (
        "",
        303,
        _with_cookie(f"{HOME}{place.slug}/mine/sign-up?language={spoken()}", place, code),
    )


@pages.route("/<place_slug>/mine/sign-up", permission="public", cache="no-store", csp="family")
def mine(work: Work, place_slug: str) -> Any:
    """What somebody signed up for, by the code that they type or that this browser still has."""
    place = _place(work, place_slug)
    gone = request.args.get("gone", "")
    if gone:
        return _ask_code(place, gone=seen(_event(work, place, gone)))
    code = signing_up.typed(request.cookies.get(COOKIE, ""))
    return _mine(work, place, code) if code else _ask_code(place)


@pages.route(
    "/<place_slug>/mine/sign-up",
    methods=("POST",),
    permission="public",
    cache="no-store",
    csp="family",
)
def change_mine(work: Work, place_slug: str) -> Any:
    """Look with a code, or withdraw. Wrong codes are counted."""
    place = _place(work, place_slug)
    code = signing_up.typed(request.form.get("code", ""))
    events = signing_up.events_of(work, place.id, code) if code else ()
    if not events:
        seconds = too_often(work, "code", _who(place), burst=20, every=timedelta(seconds=30))
        said = gettext("We find no sign-up with this code. Look at it again, or ask us.")
        if seconds:
            said = gettext("Wait a minute, then try again.")
        return _ask_code(place, request.form.get("code", ""), said), 429 if seconds else 422
    if request.form.get("go") == "withdraw":
        signing_up.withdraw(work, events[0], code)
        back = f"{HOME}{place.slug}/mine/sign-up?language={spoken()}&gone={events[0].id}"
        return "", 303, _with_cookie(back, place, "")
    return (
        "",
        303,
        _with_cookie(f"{HOME}{place.slug}/mine/sign-up?language={spoken()}", place, code),
    )


def _place(work: Work, slug: str) -> PlaceView:
    """The school of the page; from here on the page speaks what its address or its reader asks for."""
    place = place_by_slug(work, slug)
    if place.kind != "site":
        raise NotFound("There is no such page.")
    wanted = request.values.get("language", "")
    if wanted in languages_offered():
        speak(wanted)
    return place


def _event(work: Work, place: PlaceView, event_id: str) -> Event:
    found = keeping.one(work.session, place.id, event_id)
    if found.shown == "team":
        raise NotFound("There is no such page.")
    return found


def _open_event(work: Work, place: PlaceView, event_id: str) -> Event:
    found = _event(work, place, event_id)
    if not signing_up.open_for(found, work.today()):
        raise NotFound("Nobody signs up for this any more.")
    return found


def _form(
    work: Work,
    place: PlaceView,
    found: Event,
    typed: dict[str, str],
    wrong: dict[str, str],
    wait: int = 0,
) -> str:
    days = settings_of(work, EventSettings).sign_up_days
    return _page(
        "events/sign_up.html",
        place,
        title=gettext("Sign up"),
        event=seen(found),
        typed=typed,
        wrong={name: gettext(signing_up.WRONG[what]) for name, what in wrong.items()},
        wait=wait,
        full=signing_up.is_full(work, found),
        until=found.day + timedelta(days=7 if days is None else days),
    )


def _mine(work: Work, place: PlaceView, code: str) -> str:
    events = signing_up.events_of(work, place.id, code)
    if not events:
        return _ask_code(place)
    sign_up = signing_up.find(work, events[0], code)
    return _page(
        "events/mine.html",
        place,
        title=gettext("Your sign-up"),
        event=seen(events[0]),
        code=code,
        code_shown=signing_up.shown(code),
        state=sign_up.state if sign_up else "",
        people=sign_up.people if sign_up else 0,
        contact=contact_of(work, place),
    )


def _ask_code(place: PlaceView, typed: str = "", wrong: str = "", gone: Any = None) -> str:
    return _page(
        "events/ask_code.html",
        place,
        title=gettext("Your sign-up"),
        typed=typed,
        wrong=wrong,
        gone=gone,
    )


def _kept(template: str, place: PlaceView, **context: Any) -> tuple[str, int, dict[str, str]]:
    """A page that may be kept for some minutes, by language."""
    return _page(template, place, **context), 200, {"Vary": "Accept-Language"}


def _page(template: str, place: PlaceView, **context: Any) -> str:
    others = [
        {"url": f"?language={tag}", "tag": tag, "autonym": LANGUAGES[tag].autonym}
        for tag in languages_offered()
        if tag != spoken()
    ]
    return render_page(template, place=place, home=HOME + place.slug, others=others, **context)


def _with_cookie(to: str, place: PlaceView, code: str) -> dict[str, str]:
    """Go there; this browser keeps the code for a while, "" for no longer."""
    secure = "; Secure" if request.is_secure else ""
    path = f"{HOME}{place.slug}/mine"
    seconds = COOKIE_SECONDS if code else 0
    cookie = f"{COOKIE}={code}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    return {"Location": to, "Set-Cookie": cookie}


def _who(place: PlaceView) -> str:
    """A school has one address for all its phones, so much is let through at once."""
    return f"{place.id}|{request.remote_addr or ''}"
