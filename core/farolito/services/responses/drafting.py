"""A response in progress: start it and save it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.db.queries import responses as queries
from farolito.domain.drafts import Draft
from farolito.domain.regimes import POLICIES
from farolito.errors import Conflict, NotFound
from farolito.services.ids import new_id, timeless_id
from farolito.services.responses.attached import tidy
from farolito.services.responses.cells import open_draft, seal_draft, stamp_of
from farolito.services.responses.ending import moment_for, standing
from farolito.services.responses.merging import merged
from farolito.services.responses.values import ResponseDraft

if TYPE_CHECKING:
    from farolito.services.links import LinkView
    from farolito.services.work import Work


def start(
    work: Work,
    link: LinkView,
    language: str,
    session_id: str | None,
    channel: str = "own_device",
    own_id: str = "",
) -> ResponseDraft:
    """A new response of a family session; its id, and so its one record, exist from here on.

    Whatever this session began on the link before is let go, and erased if it was not sent. ``channel`` says how
    it comes to us: own_device, tablet, paper, phone. Without a session nobody comes back to it. ``own_id`` is the
    id that a tablet gave it; an anonymous one never has it. Raises :class:`NotFound` when the link is closed.
    """
    if not link.open:
        raise NotFound("This form is closed.")
    moment = moment_for(work, link.form)
    anonymous = POLICIES[link.form.regime].anonymous
    response_id = timeless_id() if anonymous else own_id or new_id(moment)
    before = {"of_session": session_id, "of_place": link.place.id, "of_link": link.slug}
    work.carry_out(queries.ERASE_UNFINISHED, before)
    work.carry_out(queries.LET_GO, before)
    work.carry_out(
        queries.ADD_RESPONSE,
        {
            "place_id": link.place.id,
            "id": response_id,
            "link_slug": link.slug,
            "form_hash": link.form.hash,
            "regime": link.form.regime,
            "session_id": session_id,
            "language": language,
            "channel": channel,
            "started_at": moment,
            "saved_at": moment,
        },
    )
    return ResponseDraft(
        response_id=response_id,
        session_id=session_id,
        place=link.place,
        place_settings=link.place_settings,
        link_slug=link.slug,
        link_open=link.open,
        form=link.form,
        language=language,
        languages=link.languages,
        status="in_progress",
        draft=Draft(),
        code=None,
        channel=channel,
        started_at=moment,
        saved_at=moment,
        received_at=None,
        revision=0,
    )


def save(
    work: Work, handle: ResponseDraft, draft: Draft, language: str | None = None
) -> ResponseDraft:
    """Store what was typed. Costs one UPDATE, on the disk when the work ends.

    When another tab saved since ``handle`` was loaded, what differs from ``handle.draft`` is put into what
    that one wrote. Raises :class:`Conflict` when the response was sent or stopped meanwhile.
    """
    if handle.response_id is None or not handle.open:
        raise Conflict("These answers were already sent.")
    saved = replace(
        handle,
        draft=draft,
        language=language or handle.language,
        saved_at=moment_for(work, handle.form),
        revision=handle.revision + 1,
    )
    written = _written(work, saved)
    if written is None:
        now = standing(work, handle)
        theirs = open_draft(work.keyring, handle.place.id, handle.response_id, now.draft)
        saved = replace(saved, draft=merged(handle.draft, draft, theirs), revision=now.revision + 1)
        written = _written(work, saved)
    saved = written or saved
    tidy(work, saved)
    return saved


def _written(work: Work, saved: ResponseDraft) -> ResponseDraft | None:
    """The response with its stamp; None when it was not written: somebody wrote since the revision before it."""
    response_id = saved.response_id or ""
    sealed = seal_draft(work.keyring, saved.place.id, response_id, saved.draft)
    done = work.carry_out(
        queries.SAVE_DRAFT,
        {
            "of_place": saved.place.id,
            "of_response": response_id,
            "of_revision": saved.revision - 1,
            "draft": sealed,
            "language": saved.language,
            "saved_at": saved.saved_at,
            "revision": saved.revision,
        },
    )
    return replace(saved, stamp=stamp_of(sealed)) if done.changed == 1 else None
