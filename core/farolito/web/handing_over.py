"""Handing a tablet to a student: the form opens for them alone, and nothing of whoever had it before is left in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.errors import NotFound
from farolito.services import links, responses, sessions, users
from farolito.services.permits import permits
from farolito.services.places import path
from farolito.services.sessions import ON_OUR_DEVICE
from farolito.web.cookies import give_cookie, take_cookie, token_of
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.endings import end_session
from farolito.web.respond.journeys import journey_of
from farolito.web.respond.visits import Visit, see

if TYPE_CHECKING:
    from flask import Response

    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


def hand_over(work: Work, place: PlaceView, form_name: str, language: str = "") -> Response:
    """Begin a form on this device for the student who is handed it: the answer to the button that staff press.

    Whoever is logged in here is logged out, and what a family left open here is closed: the form has a session of its
    own that knows nothing of a household. When a student's own record is sent or stopped on our tablet, its session
    ends and the last page says only to give the tablet back. Raises :class:`NotFound` where the place does not offer
    the form, or the actor may not read what it brings.
    """
    link = next(
        (
            one
            for one in links.of_place(work, place.slug)
            if one.form.name == form_name and one.open
        ),
        None,
    )
    regime = link.form.regime if link else "self_service"
    reads = permits(work, "responses.view", place, path(work, place.slug), regime, form_name)
    if link is None or not reads:
        raise NotFound("This form is not offered at this place.")
    staff = token_of("staff")
    session = sessions.start_family(work, ON_OUR_DEVICE)
    chosen = language if language in link.languages else link.languages[0]
    handle = responses.start(work, link, chosen, session.id, channel="tablet")
    visit = Visit(work, handle, journey_of(work, handle), Addresses(place.slug, link.slug))
    if staff:
        users.log_out(work, staff)
    reply = end_session(work, see(visit.furthest()))
    take_cookie(reply, "staff")
    give_cookie(reply, "family", session.token, session.lasts)
    give_cookie(reply, "handed", "yes", session.lasts)
    return reply


def given_back(work: Work, reply: Response) -> Response:
    """Staff log in on this device. If a student left it without sending or stopping, their session ends now."""
    if token_of("handed") is None:
        return reply
    reply = end_session(work, reply)
    take_cookie(reply, "handed")
    return reply
