"""One ticket: where its family answers, its code for their own phone, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, redirect

from farolito.domain import codes
from farolito.domain.languages import LANGUAGES
from farolito.errors import NotFound
from farolito.pdf.qr import qr_svg
from farolito.services import fairs, users
from farolito.services.fairs import HELP
from farolito.services.fairs import tablets as paired
from farolito.web.cookies import give_cookie, take_cookie, token_of
from farolito.web.host import host
from farolito.web.i18n import gettext
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.respond.claiming import goes_on_at
from farolito.web.respond.visits import see
from farolito.web.staff.fairs.board import row
from farolito.web.staff.fairs.pages import about, address, pages, title_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.services.work import Work


@pages.route(
    "/<place>/fairs/<event_id>/tickets/<number>", permission="events.help", cache="no-store",
    csp="staff",
)  # fmt: skip
def ticket(work: Work, place: str, event_id: str, number: str) -> str:
    """What can be done for the family of a ticket."""
    fair = fairs.one(work, place, event_id, HELP)
    found = fairs.ticket(work, fair, _number(number))
    link = claim_address(found.code) if found.code and not found.claimed else ""
    return render_page(
        "staff/fairs/ticket.html",
        **about(work, fair),
        ticket=found,
        row=row(found, work.now()),
        state_now=_state(found),
        to_begin=fair.goes_on and found.state in ("waiting", "in_progress"),
        may_move=fair.state == "open" and found.state != "printed",
        forms=[(link.slug, *title_of(link)) for link in fairs.open_forms(work, fair)],
        language=LANGUAGES.get(found.language),
        tablets=[(one.id, one.name) for one in paired.of_fair(work, fair)],
        code=codes.shown(found.code) if link and found.code else "",
        link=link,
        qr=qr_svg(link) if link else "",
    )


@pages.route(
    "/<place>/fairs/<event_id>/tickets/<number>", ("POST",), permission="events.help",
    cache="no-store", csp="staff",
)  # fmt: skip
def act(work: Work, place: str, event_id: str, number: str) -> Response:
    """Begin here, hand this device over, or say where its family is."""
    fair, fields = fairs.one(work, place, event_id, HELP), posted()
    found, do = fairs.ticket(work, fair, _number(number)), fields.get("do", "")
    if do in ("here", "hand"):
        link = fields.get("form", "")
        session = fairs.begin(work, fair, found.number, link)
        reply = make_response(see(goes_on_at(work, session.token, place, link)))
        give_cookie(reply, "family", session.token, session.lasts)
        if do == "hand":
            # whoever is logged in here is logged out: the device is out of their hands
            give_cookie(reply, "handed", "yes", session.lasts)
            if staff := token_of("staff"):
                users.log_out(work, staff)
            take_cookie(reply, "staff")
        return reply
    if fair.state != "open":
        raise NotFound("This fair is not open.")
    if do == "tablet":
        known = {one.id for one in paired.of_fair(work, fair)}
        tablet = fields.get("tablet", "")
        fairs.move(
            work, fair, found.number, "in_progress", "tablet", tablet if tablet in known else ""
        )
    elif do == "paper":
        fairs.move(work, fair, found.number, "done", "paper")
    elif do == "done":
        fairs.move(work, fair, found.number, "done", found.way)
    elif do == "left":
        fairs.move(work, fair, found.number, "left", found.way)
    elif do == "waiting":
        fairs.move(work, fair, found.number, "waiting")
    else:
        raise NotFound("There is no such page.")
    return redirect(address(fair, "board"), 303)


def claim_address(code: str) -> str:
    """The address that the picture on a ticket leads to."""
    return f"{host().settings.base_url}/ticket/{code}"


def _state(ticket: fairs.TicketView) -> str:
    return {
        "printed": gettext("In the stack: nobody has it yet"),
        "waiting": gettext("Waiting"),
        "in_progress": gettext("Answering"),
        "done": gettext("Done"),
        "left": gettext("Left"),
    }[ticket.state]


def _number(typed: str) -> int:
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 5):
        raise NotFound("There is no such ticket.")
    return int(typed)
