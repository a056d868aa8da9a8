"""Turning a plugin on and off: looked at first, then done as one transaction, or not at all.

refuse_where_set(settings)                                                  # PluginRefused
turned_on(work, name, at=()) / turned_off(work, name, at=()) -> Change      # PluginRefused, NotFound; changes nothing
chosen(work, name, everywhere, choices) -> Change                           # the same: where a plugin is on
carry_out(work, change, preview) -> int                                       # PluginRefused, Conflict, DatabaseError
may_everywhere(work) -> bool

``at`` are slugs of places. Who may do it: ``plugins.change`` at each of them, or at the top of every tree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from farolito.db.migrations import upgrade_within
from farolito.domain.access import holds
from farolito.errors import FarolitoError, NotFound
from farolito.plugins.sets import Scope
from farolito.services import audit, places
from farolito.services.plugins import sets
from farolito.services.plugins.lending import every_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.plugins.sets import PluginSet
    from farolito.services.plugins.preview import Preview
    from farolito.services.work import Work
    from farolito.settings import Settings

PERMISSION = "plugins.change"
ACTIONS = {
    "on": "plugin.turned_on",
    "off": "plugin.turned_off",
    "places": "plugin.places_chosen",
}
"""The kind of a change to what is recorded."""

Kind = Literal["on", "off", "places"]


class PluginRefused(FarolitoError):
    """A change that is not made; ``code`` is what screens translate, the message says it in English."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Change:
    """From one set to the next: ``after`` is the number of the set it starts from, ``places`` the ids it is about."""

    name: str
    kind: Kind
    before: PluginSet
    plugins: PluginSet
    after: int
    places: tuple[str, ...]

    @property
    def starts(self) -> bool:
        """Whether the plugin was off altogether, so that it must be tried before this."""
        return self.before.scope(self.name) is None and self.plugins.scope(self.name) is not None

    @property
    def ends(self) -> bool:
        """Whether it is off altogether after this."""
        return self.plugins.scope(self.name) is None

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
    return _turned(work, name, at, "on")


def turned_off(work: Work, name: str, at: Sequence[str] = ()) -> Change:
    """The change that turns a plugin off, at these places and below them, or altogether."""
    return _turned(work, name, at, "off")


def chosen(
    work: Work, name: str, everywhere: bool | None, choices: Mapping[str, bool | None]
) -> Change:
    """The change that says at which places a plugin is on. ``choices`` are on, off or None: as above; by slug.

    ``everywhere`` counts where there is no choice, None leaves it; so are places that are not named.
    """
    number, before = _now(work)
    was = before.scope(name)
    scope = Scope(everywhere=False) if was is None else was
    if everywhere is not None and everywhere != scope.everywhere:
        _refuse_part(work)
        scope = replace(scope, everywhere=everywhere)
    had = dict(scope.choices)
    changed = []
    for slug, on in choices.items():
        place_id = places.path(work, slug)[-1]
        if had.get(place_id) != on:
            changed.append(_place_id(work, slug))
            scope = scope.choose(place_id, on)
    everywhere_too = scope.everywhere != (was is not None and was.everywhere)
    about = () if everywhere_too else tuple(sorted(changed))
    made = before if was is None and not scope.anywhere else before.put(name, scope)
    return Change(name, "places", before, made, number, about)


def carry_out(work: Work, change: Change, preview: Preview) -> int:
    """Run the plugin's migrations, store the next set and record who did it, all in this transaction; its number.

    A plugin that its preview found fault with is not turned on. After an error nothing of it is left.
    """
    try:
        return _carry_out(work, change, preview)
    except Exception:
        work.undo()
        raise


def may_everywhere(work: Work) -> bool:
    """Whether the actor may change plugins at the top of every tree, and so everywhere."""
    return all(_may(work, (root,)) for root in places.roots(work))


def _carry_out(work: Work, change: Change, preview: Preview) -> int:
    if change.starts:
        if preview.fault:
            raise PluginRefused("fault", f"{change.name}: {preview.fault} {preview.remedy}")
        if preview.migrations:
            with every_row(work):  # a migration is about the whole table, whoever asks for it
                upgrade_within(work.connection, change.name, Path(preview.migrations))
    number = sets.append(work, change.plugins, ACTIONS[change.kind], change.after)
    for place_id in change.places or places.roots(work):
        audit.record(work, place_id, ACTIONS[change.kind], f"plugin/{change.name}")
    return number


def _turned(work: Work, name: str, at: Sequence[str], kind: Literal["on", "off"]) -> Change:
    number, before = _now(work)
    ids = tuple(sorted({_place_id(work, slug) for slug in at}))
    if not at:
        _refuse_part(work)
    made = before.turn_on(name, ids) if kind == "on" else before.turn_off(name, ids)
    return Change(name, kind, before, made, number, ids)


def _now(work: Work) -> tuple[int, PluginSet]:
    """The set that the next one is made from, and its number."""
    refuse_where_set(work.settings)
    return sets.now(work)


def _refuse_part(work: Work) -> None:
    if not may_everywhere(work):
        raise PluginRefused(
            "elsewhere",
            "There are places that you do not look after. Choose the places where this is to change.",
        )


def _place_id(work: Work, slug: str) -> str:
    path = places.path(work, slug)
    if not _may(work, path):
        raise NotFound("There is no such place.")
    return path[-1]


def _may(work: Work, path: tuple[str, ...]) -> bool:
    return work.actor.kind == "system" or holds(work.actor.grants, PERMISSION, path)
