"""Whether somebody may do something with records: the grants, the law of their regime, and what plugins deny.

permits(work, permission, place, path, regime, form_name=None) -> bool
regimes_open(work, permission, place, path) -> tuple[Regime, ...]       # whose records, at a place
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.access import holds, may_read
from farolito.domain.regimes import POLICIES

if TYPE_CHECKING:
    from farolito.domain.definitions import Regime
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


def permits(
    work: Work,
    permission: str,
    place: PlaceView,
    path: tuple[str, ...],
    regime: Regime,
    form_name: str | None = None,
) -> bool:
    """The actor's grants give the permission and open the regime at the place, and no plugin denies."""
    grants = work.actor.grants
    return (
        holds(grants, permission, path)
        and may_read(grants, regime, path)
        and work.hooks.decide_access(work.actor, permission, place, regime, form_name)
    )


def regimes_open(
    work: Work, permission: str, place: PlaceView, path: tuple[str, ...]
) -> tuple[Regime, ...]:
    """The regimes with whose records the actor may do that at the place."""
    return tuple(regime for regime in POLICIES if permits(work, permission, place, path, regime))
