"""Follow-ups that a plugin plans: on the day of the coordinator, once for each thing, and done when the thing is.

plan_follow_up(work, place, response_id, key, what, due_on) -> None
finish_follow_up(work, place, response_id, key) -> None
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from uuid import UUID

from farolito.errors import NotFound
from farolito.services.casework import follow_ups
from farolito.services.casework.opening import case, colleagues

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.views import PlaceView
    from farolito.services.casework.opening import Case
    from farolito.services.work import Work


def plan_follow_up(
    work: Work, place: PlaceView, response_id: str, key: str, what: str, due_on: date
) -> None:
    """Plan something about a response, for whoever the response is assigned to, else for the actor.

    ``key`` names it among those of the plugin about this response. Planned again, it moves to ``due_on`` while it is
    open; what was done stays done. Raises :class:`NotFound` where the actor may not work on the response, or the
    plugin did not ask for such records, and :class:`ValueError` for words that are empty or longer than 500 characters.
    """
    if not what.strip() or len(what) > follow_ups.LONGEST:
        raise ValueError(f"What is to be done needs 1 to {follow_ups.LONGEST} characters.")
    known = _case(work, place, response_id)
    wanted = _id(work, response_id, key)
    planned = {one.id: one for one in follow_ups.of(work, known)}.get(wanted)
    if planned is None:
        follow_ups.add(work, known, what, due_on, _for(work, known), wanted)
    elif not planned.done and planned.due_on != due_on:
        follow_ups.move_to(work, place.slug, wanted, planned.revision, due_on)


def finish_follow_up(work: Work, place: PlaceView, response_id: str, key: str) -> None:
    """Mark what was planned under ``key`` as done; nothing where there is none, or it is done. Raises as above."""
    known = _case(work, place, response_id)
    wanted = _id(work, response_id, key)
    for one in follow_ups.of(work, known):
        if one.id == wanted and not one.done:
            follow_ups.done(work, place.slug, wanted, one.revision)


def _case(work: Work, place: PlaceView, response_id: str) -> Case:
    known = case(work, place.slug, response_id)
    if not work.asked_for("plan_follow_up", known.regime, known.form.name):
        raise NotFound("There is no such response.")
    return known


def _for(work: Work, known: Case) -> str | None:
    if known.assigned_to is not None:
        return known.assigned_to
    here = {one.id for one in colleagues(work, known.path, known.regime)}
    return work.actor.id if work.actor.id in here else None


def _id(work: Work, response_id: str, key: str) -> str:
    """The same for the same thing, so that it is found again, and of another shape than ids that were drawn."""
    named = hashlib.sha256("\0".join((work.plugin, response_id, key)).encode()).digest()
    return str(UUID(bytes=named[:16], version=5))
