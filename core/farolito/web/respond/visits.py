"""One family's visit to one of its pages: the response behind the cookie, and its journey."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import redirect, request

from farolito.domain.access import Actor
from farolito.domain.consent_paths import consent_path, is_students_own
from farolito.domain.journey import Journey, furthest, may_visit
from farolito.domain.journey_after import journey_after
from farolito.domain.question_types.base import ParseContext
from farolito.domain.regimes import POLICIES
from farolito.errors import NotFound
from farolito.services import places, responses
from farolito.services.work import SCHOOL_ZONE
from farolito.web.cookies import token_of
from farolito.web.host import host
from farolito.web.respond.addresses import DEVICE, OURS, Addresses

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from farolito.domain.definitions import Form
    from farolito.domain.drafts import Draft
    from farolito.domain.views import PlaceView
    from farolito.services.responses import ResponseDraft
    from farolito.services.work import Work

CHECK = "check"
FROM = "from"
"""The name of the query part that says: after this page, back to check-answers."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is here, with what, and how far. ``steps`` is the journey of the draft in ``handle``."""

    work: Work
    handle: ResponseDraft
    steps: Journey
    to: Addresses

    @property
    def draft(self) -> Draft:
        """What was answered and typed so far."""
        return self.handle.draft

    @property
    def context(self) -> ParseContext:
        """What question types may know about this visit."""
        handle = self.handle
        return context_of(self.work, handle.form, handle.place, handle.language)

    @property
    def checking(self) -> bool:
        """Whether this page was opened with "Change" on check-answers."""
        return request.args.get(FROM) == CHECK

    @property
    def nobody_reads(self) -> bool:
        """Whether the answers stay with the family: then no page may say that somebody gets them."""
        return not POLICIES[self.handle.form.regime].readers

    @property
    def may_call(self) -> bool:
        """Whether a page may promise a call: who reads a student's own record reaches the student as that was said."""
        form = self.handle.form
        path = consent_path(form, self.handle.draft.answers)
        return not self.nobody_reads and not is_students_own(form.regime, path)

    @property
    def leaves_nothing(self) -> bool:
        """Whether the last page ends the session: a student's own record, on a tablet that somebody else has next."""
        path = consent_path(self.handle.form, self.handle.draft.answers)
        return self.handle.channel == "tablet" and is_students_own(self.handle.form.regime, path)

    def action(self, key: str, **query: str) -> str:
        """Where a page or list, or check-answers, is sent; on a device of the school this says so."""
        ours = OURS if self.handle.channel == "tablet" else ""
        return self.to.step(key, **query, **{DEVICE: ours})

    def came_from(self) -> str:
        """The value of the ``from`` part for the next address."""
        return CHECK if self.checking else ""

    def furthest(self) -> str:
        """Where the person should be: the first page without an answer, or check-answers."""
        here = furthest(self.steps)
        return (
            self.to.step(CHECK)
            if here is None
            else self.to.step(here.key, **{FROM: self.came_from()})
        )

    def goes_on(self) -> str:
        """Where somebody who comes back goes on: the page that they left without Continue, if it is there still."""
        left = self.draft.at
        if left == CHECK or not left or not may_visit(self.steps, left):
            return self.furthest()
        return self.to.step(left)

    def saved(self, draft: Draft, language: str | None = None) -> Visit:
        """The visit after saving ``draft``: nothing is written when nothing changed."""
        if draft == self.draft and language in (None, self.handle.language):
            return self
        handle = responses.save(self.work, self.handle, draft, language)
        kept, types, today = host().journeys, self.work.types, self.work.today()
        found = journey_after(self.steps, handle.form, self.draft, handle.draft, types, today)
        kept.keep(self.work, handle, found)
        return replace(self, handle=handle, steps=found)


def context_of(work: Work, form: Form, place: PlaceView, language: str) -> ParseContext:
    """What question types may know of a family that answers ``form`` at ``place`` now.

    The places are looked up only for a form that asks for one.
    """
    here = work.now().astimezone(SCHOOL_ZONE)
    # of anonymous answers not even a consent knows the time of day
    at = "" if POLICIES[form.regime].anonymous else here.isoformat(timespec="seconds")
    asked = any(work.types[name].offers_places for name in form.types_used if name in work.types)
    return ParseContext(
        here.date(),
        language,
        at,
        places=places.offered(work, place) if asked else (),
    )


def visit_of(work: Work, place: str, link: str) -> Visit | None:
    """The visit of the family behind the cookie; None when nothing was started here, or it was ended."""
    token = token_of("family")
    if token is None:
        return None
    try:
        handle = responses.load(work, token, place, link)
    except NotFound:
        return None
    if not handle.sent and not handle.open:
        return None
    work.actor = Actor("family", id=handle.session_id)
    steps = Journey() if handle.sent else host().journeys.of(work, handle)
    return Visit(work, handle, steps, Addresses(place, link))


def see(address: str) -> Response:
    """The answer to every POST: 303, so that no page is ever asked to be sent again."""
    return redirect(address, 303)
