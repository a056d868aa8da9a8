"""How far staff are with a response, and with whom it is. Nobody's change is written over unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from farolito.db.queries import casework as queries
from farolito.errors import Conflict, NotFound
from farolito.services import audit
from farolito.services.casework.opening import case, colleagues

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.domain.work_states import WorkState
    from farolito.services.casework.opening import Case
    from farolito.services.work import Work


class _Keep:
    """Stands for "as it is"."""


KEEP: Final = _Keep()
MOST = 200
"""Responses of one bulk change: as many as a page shows."""


class Changed(Conflict):
    """Somebody else changed it since it was shown. ``now`` is how it stands."""

    def __init__(self, now: Case) -> None:
        super().__init__("Somebody else changed this meanwhile.")
        self.now = now


@dataclass(frozen=True, slots=True)
class Picked:
    """A response that was ticked in a list, as it stood when the list was shown."""

    response_id: str
    revision: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What a bulk change did: how many it changed, and how many somebody else had changed first."""

    done: int
    left: int


def change(
    work: Work,
    case: Case,
    revision: int,
    state: WorkState | None = None,
    assigned_to: str | _Keep | None = KEEP,
) -> None:
    """Write the state, whom it is assigned to, or both; ``None`` assigns it to nobody. Audited.

    Raises :class:`Changed` when it does not stand at ``revision`` any more, :class:`NotFound` for somebody whom it
    may not be assigned to. What is so already is no change, whoever made it so.
    """
    new_state = state or case.state
    person = case.assigned_to if isinstance(assigned_to, _Keep) else assigned_to
    if (new_state, person) == (case.state, case.assigned_to):
        return
    if person is not None and person != case.assigned_to:
        known = {one.id for one in colleagues(work, case.path, case.regime)}
        if person not in known:
            raise NotFound("There is nobody of that name here.")
    done = work.connection.execute(
        queries.CHANGE,
        {
            "of_place": case.place.id,
            "of_response": case.response_id,
            "of_revision": revision,
            "work_state": new_state,
            "assigned_to": person,
            "work_revision": revision + 1,
            "worked_by": work.actor.id,
            "worked_at": work.now(),
        },
    )
    if done.rowcount != 1:
        raise Changed(case)
    if new_state != case.state:
        audit.record(work, case.place.id, f"response.marked_{new_state}", case.target)
    if person != case.assigned_to:
        action = "response.assigned" if person else "response.unassigned"
        audit.record(work, case.place.id, action, case.target)


def change_many(
    work: Work,
    place_slug: str,
    picked: Iterable[Picked],
    state: WorkState | None = None,
    assigned_to: str | _Keep | None = KEEP,
) -> Changes:
    """The same for several, each of which must be there for the actor: one that is not is as if it was not picked."""
    done = left = 0
    for one in list(picked)[:MOST]:
        try:
            change(work, case(work, place_slug, one.response_id), one.revision, state, assigned_to)
        except Changed:
            left += 1
        except NotFound:
            continue
        else:
            done += 1
    return Changes(done, left)
