"""Where Continue leads from a step that is finished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.journey import after, list_around, may_visit
from farolito.web.respond.visits import FROM

if TYPE_CHECKING:
    from farolito.domain.journey import Step
    from farolito.web.respond.visits import Visit


def onward(visit: Visit, here: Step) -> str:
    """The next step; where "Change" began this, only what is not finished, then check-answers."""
    following = after(visit.steps, here.key)
    if visit.checking:
        return _to_finish(visit, here)
    if following is None or not may_visit(visit.steps, following.key):
        return visit.furthest()
    path, _, entry_id = here.within.rpartition("/")
    return visit.to.step(following.key, added=entry_id if following.key == path else "")


def _to_finish(visit: Visit, here: Step) -> str:
    """What is still open in the same entry, or else the list around, from the inside out."""
    around: Step | None = here
    while around is not None and around.within:
        first = visit.steps.open.get(around.within)
        around = list_around(visit.steps, around.within)
        if first is not None:
            around = visit.steps[first]
        if around is not None and not around.finished:
            return visit.to.step(around.key, **{FROM: visit.came_from()})
    return visit.furthest()
