"""Events: staff start one and get its PIN; a helper shows place, PIN and first name, and opens forms for families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.errors import NotFound
from farolito.pdf.qr import qr_svg
from farolito.services import events, fairs, places
from farolito.services.events import NameMissing
from farolito.services.users import Refusal
from farolito.web.host import host
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.log_in import logged_in
from farolito.web.staff.words import when
from farolito.web.step_up import wait_words

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from farolito.services.work import Work

pages = Pages("staff_events", "/staff")


@pages.route("/event", permission="public", cache="no-store", csp="staff")
def enter(work: Work) -> str:
    """The page that a helper opens at the fair."""
    return _enter_page({"place": request.args.get("place", "")})


@pages.route("/event", ("POST",), permission="public", cache="no-store", csp="staff")
def enter_now(work: Work) -> AnyResponse:
    """Let in whoever has the PIN of today."""
    typed = posted()
    code, pin, name = (typed.get(field, "") for field in ("place", "pin", "name"))
    if not (code.strip() and pin.strip()):
        return make_response(
            _enter_page(typed, gettext("Write the place’s code and the PIN"), "place"), 422
        )
    try:
        answer = events.log_in(work, code, pin, name, request.remote_addr or "")
    except NameMissing:
        return make_response(_enter_page(typed, gettext("Write your first name"), "name"), 422)
    if isinstance(answer, Refusal):
        wrong = gettext("This code and PIN don’t match, or the event is over. Ask who runs it.")
        wait = answer.reason == "wait"
        page = _enter_page(
            typed, wait_words(answer.seconds) if wait else wrong, "" if wait else "pin"
        )
        return make_response(page, 422)
    return logged_in(work, answer, _board(work, code))


@pages.route("/<place>/events", permission="events.manage", cache="no-store", csp="staff")
def of_place(work: Work, place: str) -> str:
    """The events of today, who helps, and the way to start one."""
    return _events_page(work, place)


@pages.route(
    "/<place>/events", ("POST",), permission="events.manage", cache="no-store", csp="staff"
)
def start(work: Work, place: str) -> Response:
    """Start an event, and show its PIN: now, and never again."""
    name = posted().get("name", "")
    try:
        started = events.start(work, place, name)
    except NameMissing:
        page = _events_page(work, place, gettext("Write what the event is called"))
        return make_response(page, 422)
    return _pin_page(work, place, started.pin)


@pages.route(
    "/<place>/events/<event_id>", ("POST",), permission="events.manage", cache="no-store",
    csp="staff",
)  # fmt: skip
def change(work: Work, place: str, event_id: str) -> AnyResponse:
    """Make another PIN, or end the event."""
    do = posted().get("do", "")
    if do == "pin":
        return _pin_page(work, place, events.new_pin(work, place, event_id))
    if do != "end":
        raise NotFound("There is no such page.")
    events.end(work, place, event_id)
    return redirect(f"/staff/{place}/events", 303)


def _board(work: Work, code: str) -> str:
    """Where a helper begins: at the board of the fair that is open here, if there is one."""
    for fair in fairs.of_place(work, code.strip().strip("/").lower()):
        if fair.state == "open" and fair.goes_on:
            return f"/staff/{fair.place.slug}/fairs/{fair.id}/board"
    return ""


def _enter_page(typed: Any, problem: str = "", field: str = "") -> str:
    return render_page("staff/event.html", typed=typed, problem=problem, field=field)


def _events_page(work: Work, place: str, problem: str = "") -> str:
    language = spoken()
    return render_page(
        "staff/events.html",
        events=[
            {
                "id": one.id,
                "name": one.name,
                "helpers": [(name, when(came, language)) for name, came in one.helpers],
            }
            for one in events.of_place(work, place)
        ],
        place=places.by_slug(work, place),
        problem=problem,
    )


def _pin_page(work: Work, place: str, pin: str) -> Response:
    link = f"{host().settings.base_url}/staff/event?place={place}"
    page = render_page(
        "staff/event_pin.html",
        place=places.by_slug(work, place),
        pin=f"{pin[:4]} {pin[4:]}",
        link=link,
        qr=qr_svg(link),
    )
    return make_response(page)
