"""The start of a response: the id is minted and the cookie given before the first question is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, render_template

from farolito.errors import NotFound
from farolito.services import households, links, responses, sessions
from farolito.web.cookies import give_cookie, token_of
from farolito.web.i18n import gettext
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.dressing import first_language
from farolito.web.respond.journeys import journey_of
from farolito.web.respond.visits import Visit

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as Reply

    from farolito.services.sessions import NewSession
    from farolito.services.work import Work

BEGUN = "begun"
"""The query part of the first page after a start: with it and without a cookie, something is wrong."""


def begin(
    work: Work, place: str, link: str, language: str | None = None
) -> tuple[Visit, NewSession | None]:
    """Start a response in ``language`` (or the reader's own) and, where there is none, a session.

    Raises :class:`~farolito.errors.NotFound` when the link is closed.
    """
    opened = links.open_link(work, place, link)
    if not opened.open:
        raise NotFound("This form is closed.")
    if language not in opened.languages:
        language = first_language(opened)
    token = token_of("family")
    session = sessions.of_token(work, token) if token else None
    made = None
    if session is None or session.kind != "family":
        made = sessions.start_family(work)
    session_id = made.id if made else session.id if session else ""
    handle = responses.start(work, opened, language, session_id)
    if made is None:
        handle = households.offer_known(work, handle)
    return Visit(work, handle, journey_of(work, handle), Addresses(place, link)), made


def begun(reply: Reply, made: NewSession | None) -> Response:
    """The reply to the request that began, with the cookie and a mark in the address it leads to."""
    response = make_response(reply)
    if response.location:
        address, hash_, fragment = response.location.partition("#")
        joint = "&" if "?" in address else "?"
        response.location = f"{address}{joint}{BEGUN}=1{hash_}{fragment}"
    if made is not None:
        give_cookie(response, "family", made.token, made.lasts)
    return response


def not_found_page(to: Addresses) -> str:
    """What is said when the cookie of a response that was just begun did not come back."""
    return render_template(
        "respond/message.html",
        title=gettext("We can’t find your answers"),
        place="",
        heading=gettext("We can’t find your answers"),
        sentences=[
            gettext("Your phone did not keep the cookie that we gave it, or this form was closed."),
            gettext("Allow cookies for this page, then start again. Or ask for a paper form."),
        ],
        links=[{"href": to.start, "words": gettext("Start again")}],
    )
