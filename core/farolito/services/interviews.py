"""Asking a family by phone: staff fill the family's own pages in while they talk, in a session of its own.

begin(work, place_slug, link_slug) -> NewSession                 # NotFound; audited; its cookie opens the form
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import holds
from farolito.errors import NotFound
from farolito.services import audit, links, places, responses, sessions

if TYPE_CHECKING:
    from farolito.services.links import LinkView
    from farolito.services.sessions import NewSession
    from farolito.services.work import Work

PERMISSION = "events.help"


def begin(work: Work, place_slug: str, link_slug: str, language: str = "") -> NewSession:
    """Begin a form for a family on the phone. Nothing of another family is left in its session.

    Raises :class:`NotFound` when the actor may not open forms for families at the place, or the form is not one that
    is asked by phone.
    """
    path = places.path(work, place_slug)
    link = links.open_link(work, place_slug, link_slug)
    if not holds(work.actor.grants, PERMISSION, path) or not by_phone(link):
        raise NotFound("There is no such page.")
    session = sessions.start_family(work)
    spoken = language if language in link.languages else link.languages[0]
    responses.start(work, link, spoken, session.id, channel="phone")
    audit.record(work, link.place.id, "interview.begun", f"form/{link.form.name}")
    return session


def by_phone(link: LinkView) -> bool:
    """Whether a form is asked by phone: one for families. What a student says alone is said in a room."""
    return link.open and bool(link.languages) and link.form.audience == "family"
