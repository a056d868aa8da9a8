"""A family goes on with its own phone: the code on its ticket, and one button.

The page asks nothing of the database, so that it looks and lasts the same whatever the code is worth. Only the button
does something, once: a phone that looks ahead at an address does not use the code up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, render_template, request

from farolito.domain import codes
from farolito.services import fairs, responses
from farolito.services.users import Refusal
from farolito.web.cookies import give_cookie
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.journeys import journey_of
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import Visit, see
from farolito.web.step_up import wait_words

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.services.work import Work


@pages.route("/ticket", permission="public", cache="no-store", csp="family", needs_work=False)
def type_code() -> str:
    """Where a code is typed that could not be scanned."""
    return _page("")


@pages.route(
    "/ticket/<code>", permission="public", cache="no-store", csp="family", needs_work=False
)
def claim(code: str) -> str:
    """Where the picture on a ticket leads."""
    return _page(codes.typed(code) or "")


@pages.route("/ticket", ("POST",), permission="public", cache="no-store", csp="family")
def go_on(work: Work) -> Response:
    """Go on here, and no longer on the device before."""
    typed = posted().get("code", "")
    found = fairs.claim(work, typed, request.remote_addr or "", spoken())
    if isinstance(found, Refusal):
        wrong = gettext("This code opens nothing now. Show your ticket to a person at the table.")
        said = wait_words(found.seconds) if found.reason == "wait" else wrong
        return make_response(_page(typed[:20], said), 422)
    where = goes_on_at(work, found.session.token, found.place_slug, found.link_slug)
    reply = make_response(see(where))
    give_cookie(reply, "family", found.session.token, found.session.lasts)
    return reply


def goes_on_at(work: Work, token: str, place: str, link: str) -> str:
    """The page on which a session goes on with a form. Raises :class:`NotFound` when it began nothing there."""
    handle = responses.load(work, token, place, link)
    return Visit(work, handle, journey_of(work, handle), Addresses(place, link)).furthest()


def _page(code: str, problem: str = "") -> str:
    title = gettext("Go on with your own phone")
    return render_template(
        "respond/claim.html",
        title=f"{gettext('Problem:')} {title}" if problem else title,
        code="" if problem else code,
        typed=code,
        problem=problem,
    )
