"""Follow-ups: what is to be done about a response, by which day, by whom.

add(work, case, what, due_on, assigned_to) -> str             # the id
done(work, place_slug, follow_up_id, revision) -> FollowUp     # Changed: somebody was faster
later(work, place_slug, follow_up_id, revision, days) -> FollowUp
move_to(work, place_slug, follow_up_id, revision, due_on) -> FollowUp
of(work, case) -> tuple[FollowUp, ...]                         # by day
to_do(work, place_slug=None, mine=True, until=None, after=None, limit=50) -> ToDo
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from farolito.db.queries import casework as queries
from farolito.db.sealing import Cell, seal_json, unseal_json
from farolito.domain.access import holds
from farolito.errors import Conflict, NotFound
from farolito.services import audit
from farolito.services.casework.opening import (
    WORKS,
    case,
    colleagues,
    names_of,
    with_family,
)
from farolito.services.ids import new_id
from farolito.services.permits import regimes_open
from farolito.services.places import findable, path_of, place_of, row_of
from farolito.services.plugins.places_where import places_where
from farolito.services.responses.cells import open_code

if TYPE_CHECKING:
    from sqlalchemy import Row

    from farolito.domain.definitions import Regime
    from farolito.domain.views import PlaceView
    from farolito.services.casework.opening import Case
    from farolito.services.work import Work

LONGEST = 500
"""Characters of what is to be done."""

FURTHEST = 400
"""Days that something may be put off to: more is a slip of the finger."""


class AlreadyChanged(Conflict):
    """Somebody else did it or moved it meanwhile."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to do. ``person`` is a name, empty when it is for whoever comes first."""

    place: PlaceView
    id: str
    response_id: str
    what: str
    due_on: date
    assigned_to: str | None
    person: str
    done: bool
    revision: int
    code: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class ToDo:
    """Part of a list by day; ``next`` brings the next part."""

    items: tuple[FollowUp, ...]
    next: str | None


def add(
    work: Work,
    case: Case,
    what: str,
    due_on: date,
    assigned_to: str | None,
    follow_up_id: str | None = None,
) -> str:
    """Plan something. The caller has checked that ``what`` is neither empty nor longer than :data:`LONGEST`.

    ``follow_up_id`` is given by whoever must find it again, and has made sure that there is none yet.
    Raises :class:`NotFound` for somebody who may not work on this response.
    """
    with_family(case)
    if assigned_to is not None and assigned_to not in {
        one.id for one in colleagues(work, case.path, case.regime)
    }:
        raise NotFound("There is nobody of that name here.")
    now = work.now()
    follow_up_id = follow_up_id or new_id(now)
    work.connection.execute(
        queries.ADD_FOLLOW_UP,
        {
            "place_id": case.place.id,
            "id": follow_up_id,
            "response_id": case.response_id,
            "assigned_to": assigned_to,
            "due_on": due_on.isoformat(),
            "state": "open",
            "what": seal_json(work.keyring, cell(case.place.id, follow_up_id), what),
            "revision": 0,
            "created_by": work.actor.id or work.actor.kind,
            "created_at": now,
            "done_by": None,
            "done_at": None,
        },
    )
    audit.record(work, case.place.id, "follow_up.planned", case.target)
    return follow_up_id


def done(work: Work, place_slug: str, follow_up_id: str, revision: int) -> FollowUp:
    """It is done. Doing it twice is no error. Raises :class:`NotFound`, :class:`AlreadyChanged`."""
    found, known = _opened(work, place_slug, follow_up_id)
    if not found.done:
        _move(work, known, found, revision, state="done", due_on=found.due_on)
        audit.record(work, known.place.id, "follow_up.done", known.target)
    return found


def later(work: Work, place_slug: str, follow_up_id: str, revision: int, days: int) -> FollowUp:
    """Put it off by some days, counted from today if it is late. Raises as :func:`done` does."""
    found, known = _opened(work, place_slug, follow_up_id)
    if found.done:
        raise AlreadyChanged("This was done meanwhile.")
    due_on = max(found.due_on, work.today()) + timedelta(days=max(1, min(days, FURTHEST)))
    _move(work, known, found, revision, state="open", due_on=due_on)
    audit.record(work, known.place.id, "follow_up.put_off", known.target)
    return found


def move_to(
    work: Work, place_slug: str, follow_up_id: str, revision: int, due_on: date
) -> FollowUp:
    """Make it due on another day, earlier or later. Raises as :func:`done` does."""
    found, known = _opened(work, place_slug, follow_up_id)
    if found.done:
        raise AlreadyChanged("This was done meanwhile.")
    _move(work, known, found, revision, state="open", due_on=due_on)
    audit.record(work, known.place.id, "follow_up.put_off", known.target)
    return found


def of(work: Work, case: Case) -> tuple[FollowUp, ...]:
    """What is planned about a response, and what was, by day."""
    where = {"place_id": case.place.id, "response_id": case.response_id}
    rows = work.peek(queries.FOLLOW_UPS, where)
    names = names_of(work, (row.assigned_to for row in rows))
    return tuple(_follow_up(work, case.place, row, names) for row in rows)


def to_do(
    work: Work,
    place_slug: str | None = None,
    *,
    mine: bool = True,
    after: str | None = None,
    limit: int = 50,
) -> ToDo:
    """What is open, by day: the actor's own, or everybody's (``mine`` False), at one place or at all of the actor's.

    Only about responses that the actor may read. Raises :class:`NotFound` for a place where the actor has no work.
    """
    here = _places(work, place_slug)
    given: dict[str, Any] = {"limit": limit + 1}
    if mine:
        given["me"] = work.actor.id
    if after is not None:
        given["after_on"], given["after_id"] = _position(after)
    rows: list[Row[Any]] = []
    for place, regimes in here:
        statement = queries.to_do(mine=mine, paged=after is not None)
        rows += work.peek(statement, {**given, "place_id": place.id, "regimes": list(regimes)})
    rows.sort(key=lambda row: (row.due_on, row.id))
    shown = rows[:limit]
    known = {place.id: place for place, _ in here}
    names = names_of(work, (row.assigned_to for row in shown))
    items = tuple(_follow_up(work, known[row.place_id], row, names) for row in shown)
    last = shown[-1] if len(rows) > limit else None
    return ToDo(items, f"{last.due_on}~{last.id}" if last is not None else None)


def _places(work: Work, place_slug: str | None) -> list[tuple[PlaceView, tuple[Regime, ...]]]:
    slugs = [one.slug for one in places_where(work, WORKS)] if place_slug is None else [place_slug]
    found = []
    for slug in slugs:
        row = row_of(work, slug)
        place, path = place_of(row), path_of(row)
        if not holds(work.actor.grants, WORKS, path):
            raise NotFound("There is no such page.")
        regimes = regimes_open(work, WORKS, place, path)
        if regimes:
            found.append((place, regimes))
    return found


def _opened(work: Work, place_slug: str, follow_up_id: str) -> tuple[FollowUp, Case]:
    """A follow-up and its response, if the actor may work on that."""
    findable(place_slug, follow_up_id)
    place = place_of(row_of(work, place_slug))
    for row in work.peek(queries.FOLLOW_UP, {"place_id": place.id, "follow_up_id": follow_up_id}):
        known = case(work, place_slug, row.response_id)
        return _follow_up(work, place, row, {}), known
    raise NotFound("There is no such follow-up.")


def _move(work: Work, known: Case, found: FollowUp, revision: int, **to: Any) -> None:
    finished = to["state"] == "done"
    moved = work.connection.execute(
        queries.MOVE_FOLLOW_UP,
        {
            "of_place": known.place.id,
            "of_follow_up": found.id,
            "of_revision": revision,
            "state": to["state"],
            "due_on": to["due_on"].isoformat(),
            "done_by": work.actor.id if finished else None,
            "done_at": work.now() if finished else None,
            "revision": revision + 1,
        },
    )
    if moved.rowcount != 1:
        raise AlreadyChanged("Somebody else changed this meanwhile.")


def _follow_up(work: Work, place: PlaceView, row: Any, names: Any) -> FollowUp:
    seen = row._mapping
    return FollowUp(
        place=place,
        id=row.id,
        response_id=row.response_id,
        what=unseal_json(work.keyring, cell(place.id, row.id), row.what),
        due_on=date.fromisoformat(row.due_on),
        assigned_to=row.assigned_to,
        person=names.get(row.assigned_to, ""),
        done=row.state == "done",
        revision=row.revision,
        code=open_code(work.keyring, place.id, row.response_id, seen.get("code")),
        language=seen.get("language", ""),
    )


def _position(after: str) -> tuple[str, str]:
    findable(after)
    day, _, follow_up_id = after.partition("~")
    try:
        return date.fromisoformat(day).isoformat(), follow_up_id
    except ValueError:
        raise NotFound("There is no such page.") from None


def cell(place_id: str, follow_up_id: str) -> Cell:
    """Where what is to be done stands, sealed."""
    return Cell("follow_up", "what", place_id, follow_up_id)
