"""Holds: what a court, a request or an audit still needs is not erased, whatever the rules say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from farolito.db.base import table_of
from farolito.db.models import Hold
from farolito.db.sealing import Cell, seal, unseal
from farolito.errors import NotFound
from farolito.services import audit
from farolito.services.ids import new_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from farolito.services.work import Work

_hold = table_of(Hold)


@dataclass(frozen=True, slots=True)
class HoldView:
    """A hold that was not lifted. ``form_name`` and ``response_id`` None: everything of the place."""

    id: str
    form_name: str | None
    response_id: str | None
    reason: str
    placed_at: datetime


def hold(
    work: Work,
    place_id: str,
    reason: str,
    *,
    form_name: str | None = None,
    response_id: str | None = None,
) -> str:
    """Keep a response, the responses to a form, or all of a place from being erased; the hold's id. Recorded."""
    hold_id = new_id(work.now())
    work.connection.execute(
        insert(_hold).values(
            place_id=place_id,
            id=hold_id,
            form_name=form_name,
            held_response=response_id,
            reason=seal(work.keyring, _cell(place_id, hold_id), reason.encode()),
            placed_by=work.actor.id or work.actor.kind,
            placed_at=work.now(),
        )
    )
    audit.record(work, place_id, "hold.placed", f"hold/{hold_id}")
    return hold_id


def lift(work: Work, place_id: str, hold_id: str) -> None:
    """From now on the rules count again. Recorded. Raises :class:`NotFound` when it is not there or lifted already."""
    done = work.connection.execute(
        update(_hold)
        .where(_hold.c.place_id == place_id, _hold.c.id == hold_id, _hold.c.lifted_at.is_(None))
        .values(lifted_by=work.actor.id or work.actor.kind, lifted_at=work.now())
    )
    if done.rowcount != 1:
        raise NotFound("There is no such hold.")
    audit.record(work, place_id, "hold.lifted", f"hold/{hold_id}")


def held(work: Work, place_id: str, form_name: str, response_id: str) -> bool:
    """Whether a hold covers a response."""
    return covering(work, place_id)(form_name, response_id)


def covering(work: Work, place_id: str) -> Callable[[str, str], bool]:
    """The same for many of a place: tells of the name of a form and the id of a response whether a hold covers it."""
    rows = work.peek(
        select(_hold.c.form_name, _hold.c.held_response).where(
            _hold.c.place_id == place_id, _hold.c.lifted_at.is_(None)
        )
    )
    return lambda form_name, response_id: any(
        row.form_name in (None, form_name) and row.held_response in (None, response_id)
        for row in rows
    )


def holds(work: Work, place_id: str) -> tuple[HoldView, ...]:
    """What is held at a place, the latest first."""
    rows = work.peek(
        select(_hold)
        .where(_hold.c.place_id == place_id, _hold.c.lifted_at.is_(None))
        .order_by(_hold.c.placed_at.desc(), _hold.c.id)
    )
    return tuple(
        HoldView(
            row.id,
            row.form_name,
            row.held_response,
            unseal(work.keyring, _cell(place_id, row.id), row.reason).decode(),
            row.placed_at,
        )
        for row in rows
    )


def _cell(place_id: str, hold_id: str) -> Cell:
    return Cell("hold", "reason", place_id, hold_id)
