"""How the plugins stand: what is stored of which are on and where, beside what this process was started with.

standing(work) -> Standing
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from farolito.db.queries import places as place_queries
from farolito.plugins.sets import EVERYWHERE, PluginSet, UnreadableSet
from farolito.services.places import path_of
from farolito.services.plugins import sets
from farolito.services.plugins.overview import overview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from farolito.plugins.sets import Scope
    from farolito.services.plugins.overview import PluginState
    from farolito.services.work import Work


@dataclass(frozen=True, slots=True)
class Standing:
    """All plugins, and how they can be changed here. ``names`` are those that are on from the next start of a process.

    ``decided_by_setting``: the setting FAROLITO_PLUGINS says what is on. ``unreadable``: why the stored set is not
    used. ``waiting``: a later set is stored than the one that this process serves.
    """

    plugins: tuple[PluginState, ...]
    names: frozenset[str]
    decided_by_setting: bool
    unreadable: str
    waiting: bool


def standing(work: Work) -> Standing:
    """Every plugin with its state, where it is on, and whether that is served. The route asks for ``plugins.view``."""
    chosen, safe_mode = work.hooks.roster.chosen, work.hooks.roster.safe_mode
    decided = work.settings.plugins is not None
    unreadable, number, now = "", chosen.number, PluginSet()
    try:
        number, now = sets.now(work)
    except UnreadableSet as why:
        unreadable = str(why)
    waiting = not (safe_mode or decided or unreadable) and number != chosen.number
    found = overview(work)
    if not (decided or unreadable):
        sites = [path_of(row) for row in work.peek(place_queries.PLACES) if _is_site(row)]
        found = tuple(
            _placed(one, now.scope(one.name), chosen.scopes.get(one.name), sites, waiting=waiting)
            for one in found
        )
    return Standing(found, frozenset(now.names), decided, unreadable, waiting)


def _is_site(row: Row[Any]) -> bool:
    return bool(row.place_kind == "site")


def _placed(
    one: PluginState,
    wanted: Scope | None,
    served: Scope | None,
    sites: Sequence[tuple[str, ...]],
    *,
    waiting: bool,
) -> PluginState:
    """The state of a plugin with where it is on, and whether this process has taken that up."""
    if wanted not in (None, EVERYWHERE):
        one = replace(one, on_at=sum(wanted.at(path) for path in sites), sites=len(sites))
    running = one.state in ("on", "paused", "needs_database")
    differs = running != (wanted is not None) or (running and (served or EVERYWHERE) != wanted)
    if waiting and differs and (one.state in ("on", "paused", "off") or wanted is None):
        return replace(one, state="needs_restart")
    return one
