"""Turning a plugin on and off: looked at first, then done as one transaction, or not at all.

refuse_where_set(settings)                                                  # PluginRefused
turned_on(work, name, at=()) / turned_off(work, name, at=()) -> Change      # PluginRefused, NotFound; changes nothing
carry_out(work, change, trial) -> int                                       # PluginRefused, Conflict, DatabaseError

``at`` are slugs of places. Who may do it: ``plugins.change`` at each of them, or at the top of every tree.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.db.migrations import upgrade_within
from farolito.db.queries import places as place_queries
from farolito.db.row_security import EVERYTHING
from farolito.domain.access import holds
from farolito.errors import FarolitoError, NotFound
from farolito.services import audit, places
from farolito.services.plugins import sets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from farolito.plugins.sets import PluginSet
    from farolito.services.plugins.trying import Trial
    from farolito.services.work import Work
    from farolito.settings import Settings

PERMISSION = "plugins.change"
ACTIONS = {True: "plugin.turned_on", False: "plugin.turned_off"}
"""Whether a plugin is turned on to what is recorded."""


class PluginRefused(FarolitoError):
    """A change that is not made; ``code`` is what screens translate, the message says it in English."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Change:
    """From one set to the next: ``after`` is the number of the set it starts from, ``places`` the ids it is about."""

    name: str
    on: bool
    before: PluginSet
    plugins: PluginSet
    after: int
    places: tuple[str, ...]

    @property
    def changes(self) -> bool:
        """Whether there is anything to do."""
        return self.before != self.plugins


def refuse_where_set(settings: Settings) -> None:
    """Raises :class:`PluginRefused` where the setting FAROLITO_PLUGINS decides which plugins are on."""
    if settings.plugins is not None:
        raise PluginRefused(
            "setting",
            "The setting FAROLITO_PLUGINS decides here which plugins are on. Change it and start Farolito again, "
            "or take it away and repeat this.",
        )


def turned_on(work: Work, name: str, at: Sequence[str] = ()) -> Change:
    """The change that turns a plugin on, at these places and below them, or everywhere."""
    return _change(work, name, at, on=True)


def turned_off(work: Work, name: str, at: Sequence[str] = ()) -> Change:
    """The change that turns a plugin off, at these places and below them, or altogether."""
    return _change(work, name, at, on=False)


def carry_out(work: Work, change: Change, trial: Trial) -> int:
    """Run the plugin's migrations, store the next set and record who did it, all in this transaction; its number.

    A plugin that a trial found fault with is not turned on. After any error the transaction must be undone.
    """
    before = change.before.scope(change.name)
    if change.on and before is None:
        if trial.fault:
            raise PluginRefused("fault", f"{change.name}: {trial.fault} {trial.remedy}")
        if trial.migrations:
            with _every_row(work):
                upgrade_within(work.connection, change.name, Path(trial.migrations))
    number = sets.append(work, change.plugins, ACTIONS[change.on], change.after)
    for place_id in change.places or _roots(work):
        audit.record(work, place_id, ACTIONS[change.on], f"plugin/{change.name}")
    return number


def _change(work: Work, name: str, at: Sequence[str], *, on: bool) -> Change:
    refuse_where_set(work.settings)
    ids = tuple(sorted({_place_id(work, slug) for slug in at}))
    if not at and not all(_may(work, (root,)) for root in _roots(work)):
        raise PluginRefused(
            "elsewhere",
            "There are places that you do not look after. Choose the places where this is to change.",
        )
    found = sets.current(work.connection)
    before, after = (found.plugins, found.number) if found else (sets.bundled(), 0)
    made = before.turn_on(name, ids) if on else before.turn_off(name, ids)
    return Change(name, on, before, made, after, ids)


def _place_id(work: Work, slug: str) -> str:
    path = places.path(work, slug)
    if not _may(work, path):
        raise NotFound("There is no such place.")
    return path[-1]


def _may(work: Work, path: tuple[str, ...]) -> bool:
    return work.actor.kind == "system" or holds(work.actor.grants, PERMISSION, path)


def _roots(work: Work) -> tuple[str, ...]:
    return tuple(sorted(row.place_id for row in work.peek(place_queries.ROOTS)))


@contextmanager
def _every_row(work: Work) -> Iterator[None]:
    """A migration is about the whole table, whoever asks for it."""
    before = work.transaction.places
    work.transaction.see(EVERYTHING)
    try:
        yield
    finally:
        work.transaction.see(before)
