"""Who plans events, who writes down coaching visits, and where.

Pages declare ``forms.view``, which all of them hold; what somebody really may is decided here, place by place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.api import NotFound, places_where
from farolito_events.kinds import KINDS

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

COACHES = frozenset({"coordinator", "county_coach"})
"""Roles between which a coaching visit is: nobody else reads what was said."""
PRIVATE = frozenset(name for name, kind in KINDS.items() if kind.private)
OPEN = frozenset(KINDS) - PRIVATE


def places(work: Work) -> dict[str, tuple[PlaceView, frozenset[str]]]:
    """The schools of the reader by address, each with the kinds of events that they may see and change there."""
    found = {place.slug: (place, OPEN) for place in places_where(work, "events.manage")}
    grants = tuple(grant for grant in work.actor.grants if grant.role in COACHES)
    between = replace(work, actor=replace(work.actor, grants=grants))
    for place in places_where(between, "counts.view"):
        found[place.slug] = place, found.get(place.slug, (place, frozenset[str]()))[1] | PRIVATE
    return dict(sorted(found.items()))


def place(work: Work, slug: str) -> tuple[PlaceView, frozenset[str]]:
    """One of them. Raises NotFound."""
    known = places(work)
    if slug not in known:
        raise NotFound("There is no such page.")
    return known[slug]
