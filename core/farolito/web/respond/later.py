"""Save and finish later: the code, what to show with it, and how long it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from farolito.domain import second_facts
from farolito.services import responses
from farolito.web.i18n import gettext, ngettext, speak
from farolito.web.posted import posted
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.dressing import dressed
from farolito.web.respond.endings import end_session
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import Visit, see, visit_of
from farolito.web.respond.ways_back import LATER, about, days_kept, known_way, may_choose_pin

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Reply

    from farolito.services.work import Work

PIN = "pin"
"""The query part and the button that ask for a PIN, and set it; ``problem``: the one that was typed is none."""


@pages.route("/<place>/<link>/later", permission="public", cache="no-store", csp="family")
def later(work: Work, place: str, link: str) -> Reply | str:
    """The code and what else it takes; first a PIN, where nothing that was said may serve for it."""
    visit = visit_of(work, place, link)
    if visit is None:
        return see(Addresses(place, link).start)
    handle = visit.handle
    if handle.sent and not handle.code:
        return see(visit.to.step("done"))
    speak(handle.language)
    way = known_way(visit)
    if (way is None or PIN in request.args) and not may_choose_pin(visit):
        return see(visit.to.step("done"))
    if way is None or PIN in request.args:
        return _pin_page(visit, first=way is None)
    days = days_kept(visit)
    return dressed(
        visit,
        "respond/later.html",
        visit.to.step(LATER),
        gettext("Your code") if handle.sent else gettext("Your answers are saved"),
        enter="back",
        way=about(visit, way.kind),
        kept=ngettext(
            "Kept for %(num)s day, then erased.", "Kept for %(num)s days, then erased.", days
        ),
        sent=handle.sent or handle.changing,
        heard=bool(handle.form.neutral_title),
        pin=visit.to.step(LATER, **{PIN: "1"}),
    )


@pages.route(
    "/<place>/<link>/later", methods=("POST",), permission="public", cache="no-store", csp="family"
)
def from_later(work: Work, place: str, link: str) -> Reply:
    """Choose a PIN, go on, close this phone, or another language."""
    fields = posted()
    go, to = fields.get("_go", "back"), Addresses(place, link)
    visit = visit_of(work, place, link)
    if visit is None:
        return see(to.start)
    if go == "close":
        return end_session(work, see(to.start))
    if go == "language":
        return see(to.step("language", at=LATER))
    if go == PIN:
        pin = second_facts.chosen(fields.get(PIN, ""))
        if pin is None:
            return see(to.step(LATER, **{PIN: "1", "problem": "1"}))
        if (not visit.handle.sent or visit.handle.code) and may_choose_pin(visit):
            responses.keep_way_back(work, visit.handle, pin)
        return see(to.step(LATER))
    return see(to.step("done") if visit.handle.sent else visit.goes_on())


def _pin_page(visit: Visit, *, first: bool) -> str:
    problem = "problem" in request.args
    told = gettext("Write 4 numbers that nobody guesses. Not 1234, and not one number 4 times")
    return dressed(
        visit,
        "respond/pin.html",
        visit.to.step(LATER),
        gettext("Choose a 4-number PIN"),
        enter=PIN,
        problems=[{"href": "#pin", "words": told}] if problem else [],
        first=first,
        sent=visit.handle.sent,
        heard=not second_facts.may_be_told(visit.handle.form),
    )
