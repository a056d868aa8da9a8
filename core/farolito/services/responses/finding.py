"""A family's own response, found again by the cookie."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from farolito.db.queries import paper
from farolito.db.queries import responses as queries
from farolito.domain.access import Actor
from farolito.domain.drafts import Draft
from farolito.errors import NotFound
from farolito.services import forms, sessions
from farolito.services.links import languages_of
from farolito.services.places import findable, place_of, settings_from
from farolito.services.responses.cells import open_answers, open_code, open_draft, stamp_of
from farolito.services.responses.values import ResponseDraft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from farolito.services.work import Work


def load(work: Work, token: str, place_slug: str, link_slug: str) -> ResponseDraft:
    """The response of the family behind a cookie, in progress or sent, in one SQL statement.

    Whoever asks with nothing but this cookie becomes the actor of the work. Raises :class:`NotFound` when the
    session is over, began nothing here, or stopped.
    """
    findable(place_slug, link_slug)
    now = work.now()
    rows = work.peek(
        queries.OWN_RESPONSE,
        {
            "token_hash": sessions.token_hash(token),
            "place_slug": place_slug,
            "link_slug": link_slug,
            "now": now,
            "idle_since": now - sessions.IDLE["family"],
        },
    )
    for row in rows:
        sessions.seen(work, row.session_id, row.last_seen_at)
        found = _found(work, row) if row.id is not None else _sent_anonymously(work, row)
        if found is not None:
            if work.actor.kind == "nobody":
                work.actor = Actor("family", id=row.session_id)
            return found
    raise NotFound("There are no answers here yet. Start the form again.")


def typed_from_paper(work: Work, place_id: str, response_id: str) -> ResponseDraft:
    """A response that is being typed from paper, for whoever may. Raises :class:`NotFound` when it is not there."""
    here = {"place_id": place_id, "response_id": response_id, "channel": "paper"}
    for row in work.peek(paper.DRAFT, here):
        return _found(work, row)
    raise NotFound("There is no such sheet.")


def taken_over(
    work: Work, place_id: str, response_id: str, session_id: str | None
) -> ResponseDraft:
    """A response, or a change of one, in which staff correct what a tablet sent; in another session from here on.

    Raises :class:`NotFound` when it is not in progress any more.
    """
    one = {"of_place": place_id, "of_response": response_id, "of_session": session_id}
    if work.connection.execute(queries.TAKE_OVER, one).rowcount == 1:
        here = {"place_id": place_id, "response_id": response_id}
        rows: Sequence[Any] = work.connection.execute(paper.WHOLE, here).all()
        for row in rows:
            return _found(work, row)
    raise NotFound("There is no such response.")


def sent_one(work: Work, place_id: str, response_id: str) -> ResponseDraft:
    """A response that was sent, for Farolito itself. Raises :class:`NotFound` when there is none, or none any more."""
    for row in work.peek(paper.SENT_ONE, {"place_id": place_id, "response_id": response_id}):
        return _found(work, row)
    raise NotFound("There is no such response.")


def mark(handle: ResponseDraft, language: str, sent_on: datetime) -> str:
    """What a browser may remember of an anonymous response: that this link was sent, not which one it was."""
    return "/".join(
        (handle.place.id, handle.link_slug, handle.form.hash, language, sent_on.isoformat())
    )


def _found(work: Work, row: Row[Any]) -> ResponseDraft:
    place = place_of(row)
    changing = row.answers is not None and row.draft is not None
    if row.answers is None or changing:
        draft = open_draft(work.keyring, place.id, row.id, row.draft)
    else:
        number = row.submitted_number
        draft = Draft(open_answers(work.keyring, place.id, row.id, number, row.answers))
    return _draft(
        work,
        row,
        response_id=row.id,
        form_hash=row.form_hash,
        language=row.language,
        status=row.status,
        draft=draft,
        code=open_code(work.keyring, place.id, row.id, row.code),
        channel=row.channel,
        started_at=row.started_at,
        saved_at=row.saved_at,
        received_at=row.received_at,
        revision=row.revision,
        stamp=stamp_of(row.draft),
        changing=changing,
    )


def _sent_anonymously(work: Work, row: Row[Any]) -> ResponseDraft | None:
    if row.session_sent is None:
        return None
    place_id, link_slug, form_hash, language, sent_on = row.session_sent.split("/")
    if (place_id, link_slug) != (row.place_id, row.link_slug):
        return None
    day = datetime.fromisoformat(sent_on)
    return _draft(
        work,
        row,
        response_id=None,
        form_hash=form_hash,
        language=language,
        status="completed",
        draft=Draft(),
        code=None,
        channel="",
        started_at=day,
        saved_at=day,
        received_at=day,
        revision=0,
    )


def _draft(work: Work, row: Row[Any], form_hash: str, **rest: Any) -> ResponseDraft:
    form = forms.version(work, form_hash)
    settings = settings_from(row.place_settings)
    return ResponseDraft(
        session_id=row.session_id,
        place=place_of(row),
        place_settings=settings,
        link_slug=row.link_slug,
        link_open=row.link_open,
        form=form,
        languages=languages_of(work, form, settings),
        **rest,
    )
