"""The board: who waits, who answers, how many are through. It opens for helpers with the PIN, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect, request

from farolito.domain.languages import LANGUAGES
from farolito.domain.spoken_languages import SPOKEN_LANGUAGES
from farolito.errors import Conflict, NotFound
from farolito.services import fairs
from farolito.services.fairs import HELP
from farolito.services.fairs import tablets as paired
from farolito.services.fairs.tickets import MOST
from farolito.web.filters import time_words
from farolito.web.i18n import gettext, ngettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.staff.fairs.pages import about, address, in_order, pages
from farolito.web.staff.words import ago

if TYPE_CHECKING:
    from datetime import datetime

    from werkzeug.wrappers import Response

    from farolito.services.fairs import FairView, TicketView
    from farolito.services.work import Work

FEW = 4
"""Languages with a button of their own on the board."""


@pages.route(
    "/<place>/fairs/<event_id>/board", permission="events.help", cache="no-store", csp="staff"
)
def board(work: Work, place: str, event_id: str) -> str:
    """Who waits and who answers; a small script asks again every 15 seconds."""
    fair = fairs.one(work, place, event_id, HELP)
    found, now = fairs.board(work, fair), work.now()
    given = request.args.get("given", "")
    waiting = len(found.waiting)
    return render_page(
        "staff/fairs/board.html",
        **about(work, fair),
        board=found,
        waiting=[row(one, now) for one in found.waiting],
        answering=[row(one, now) for one in found.in_progress],
        not_empty=[one for one in paired.of_fair(work, fair) if one.outbox],
        at=time_words(now, spoken()),
        said=ngettext("%(num)s family waits.", "%(num)s families wait.", waiting),
        few=in_order(fair.plan.languages)[: max(1, min(FEW, len(fair.plan.languages) or 2))],
        notes=[gettext("Ticket %(number)s is given.", number=given)] if _number(given) else [],
        given=_number(given),
        tables=[table.name for table in fair.plan.tables if table.on],
    )


@pages.route(
    "/<place>/fairs/<event_id>/board", ("POST",), permission="events.help", cache="no-store",
    csp="staff",
)  # fmt: skip
def give(work: Work, place: str, event_id: str) -> Response:
    """The next family gets its ticket."""
    fair, fields = fairs.one(work, place, event_id, HELP), posted()
    typed = fields.get("number", "").strip()
    number, language = _number(typed), fields.get("language", "")
    if not fair.goes_on or fair.state != "open":
        raise NotFound("Nobody waits at this fair now.")
    if language not in LANGUAGES or (typed and number is None):
        problem = (
            gettext("Write the number on the ticket") if typed else gettext("Choose a language")
        )
        return make_response(_next_page(work, fair, fields, problem), 422)
    spoken_tag = fields.get("spoken", "")
    try:
        number = fairs.give(
            work,
            fair,
            language,
            interpreter=bool(fields.get("interpreter")),
            spoken=spoken_tag if spoken_tag in SPOKEN_LANGUAGES else "",
            number=number,
        )
    except Conflict:
        problem = gettext(
            "Somebody has ticket %(number)s already. Look at the paper.", number=typed
        )
        return make_response(_next_page(work, fair, fields, problem), 409)
    return redirect(f"{address(fair, 'board')}?given={number}", 303)


@pages.route(
    "/<place>/fairs/<event_id>/next", permission="events.help", cache="no-store", csp="staff"
)
def next_ticket(work: Work, place: str, event_id: str) -> str:
    """The next ticket in another language, with an interpreter, or with the number of the paper in one's hand."""
    fair = fairs.one(work, place, event_id, HELP)
    return _next_page(work, fair, request.args)


@pages.route(
    "/<place>/fairs/<event_id>/point", permission="events.help", cache="no-store", csp="staff"
)
def point(work: Work, place: str, event_id: str) -> str:
    """Twelve languages, large, for somebody who shares none with whoever stands at the door."""
    fair = fairs.one(work, place, event_id, HELP)
    return render_page(
        "staff/fairs/point.html", **about(work, fair), tongues=in_order(fair.plan.languages)
    )


def row(ticket: TicketView, now: datetime) -> dict[str, Any]:
    """A ticket as the board shows it."""
    return {
        "number": ticket.number,
        "language": LANGUAGES.get(ticket.language),
        "spoken": SPOKEN_LANGUAGES[ticket.spoken].english
        if ticket.spoken in SPOKEN_LANGUAGES
        else "",
        "interpreter": ticket.interpreter,
        "since": ago(ticket.given_at, now) if ticket.given_at else "",
        "where": where_words(ticket),
    }


def where_words(ticket: TicketView) -> str:
    """Where a family answers."""
    return {
        "": "",
        "here": gettext("on our device"),
        "phone": gettext("on their own phone"),
        "tablet": gettext("on a tablet"),
        "paper": gettext("on paper"),
    }[ticket.way]


def _next_page(work: Work, fair: FairView, typed: Any, problem: str = "") -> str:
    return render_page(
        "staff/fairs/next.html",
        **about(work, fair),
        board=fairs.board(work, fair),
        tongues=in_order(fair.plan.languages),
        others=[
            one for one in SPOKEN_LANGUAGES.values() if one.spoken and one.tag not in LANGUAGES
        ],
        typed=typed,
        problem=problem,
    )


def _number(typed: str) -> int | None:
    whole = typed.isascii() and typed.isdecimal() and len(typed) < 5
    return int(typed) if whole and 1 <= int(typed) <= MOST else None
