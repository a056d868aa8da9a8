"""Who may come to the households of a place, and what ties them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.db.queries import households as queries
from farolito.domain.regimes import POLICIES
from farolito.errors import Forbidden
from farolito.services.permits import permits
from farolito.services.places import path_of, place_of
from farolito.services.places import row_of as place_row

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Row

    from farolito.domain.definitions import Regime
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Here:
    """A place whose households the actor may see. ``regimes``: those whose records the actor may read there."""

    place: PlaceView
    path: tuple[str, ...]
    regimes: frozenset[str]


def entered(work: Work, place_slug: str, permission: str) -> Here:
    """The place. Raises :class:`NotFound` when there is none, :class:`Forbidden` when this is not for the actor."""
    row: Any = place_row(work, place_slug)
    place, path = place_of(row), path_of(row)
    regimes = frozenset(
        regime for regime in POLICIES if _opens(work, regime, permission, place, path)
    )
    if not regimes:
        raise Forbidden("You can not see the households of this place.")
    return Here(place, path, regimes)


def _opens(
    work: Work, regime: Regime, permission: str, place: PlaceView, path: tuple[str, ...]
) -> bool:
    return POLICIES[regime].households and permits(work, permission, place, path, regime)


def ties_of(work: Work, place_id: str, nodes: Collection[str]) -> list[Row[Any]]:
    """What holds now of these households, each verdict once, in the order it was said."""
    rows = work.peek(queries.TIES, {"place_id": place_id, "nodes": list(nodes)})
    once = {row.id: row for row in rows}
    return sorted(once.values(), key=lambda row: (row.said_at, row.id))
