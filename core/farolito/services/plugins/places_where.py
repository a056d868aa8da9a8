"""The sites at which somebody may do something, for pages that are about several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.domain.roles import permissions_of
from farolito.services import places

if TYPE_CHECKING:
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work


def places_where(work: Work, permission: str) -> tuple[PlaceView, ...]:
    """The sites at which the actor holds ``permission``, for a plugin's pages; empty when there is none."""
    grants = tuple(grant for grant in work.actor.grants if permission in permissions_of(grant.role))
    if not grants:
        return ()
    return places.of_actor(replace(work, actor=replace(work.actor, grants=grants)))
