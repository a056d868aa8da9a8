"""The sites at which somebody may do something, for pages that are about several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.domain.regimes import POLICIES
from farolito.domain.roles import permissions_of
from farolito.services import places
from farolito.services.plugins.reach import off_at

if TYPE_CHECKING:
    from collections.abc import Collection

    from farolito.domain.definitions import Regime
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


def places_where(
    work: Work,
    permission: str,
    regime: Regime | None = None,
    *,
    kinds: Collection[str] = ("site",),
) -> tuple[PlaceView, ...]:
    """The sites at which the actor holds ``permission``, for a plugin's pages; empty when there is none.

    With ``kinds``, places of other kinds, such as ``("district", "county")``.

    With a ``regime``, those at which the actor may read its records as well, whatever plugins say (decide_access):
    who may not read a record must not learn from a list that it exists. None of a regime that the plugin whose page
    this is did not ask for, and none at which that plugin is off.
    """
    if regime is not None and work.plugin and not _asked_for(work, regime):
        return ()
    grants = tuple(
        grant
        for grant in work.actor.grants
        if permission in permissions_of(grant.role)
        and (regime is None or grant.role in POLICIES[regime].readers)
    )
    if not grants:
        return ()
    found = places.of_actor(replace(work, actor=replace(work.actor, grants=grants)), kinds)
    if work.plugin and work.hooks.roster.chosen.somewhere:
        found = tuple(place for place in found if work.plugin not in off_at(work, place.id))
    if regime is None:
        return found
    return tuple(
        place for place in found if work.hooks.decide_access(work.actor, permission, place, regime)
    )


def _asked_for(work: Work, regime: Regime) -> bool:
    return work.hooks.given.some_answers(work.plugin, "places_where", regime)
