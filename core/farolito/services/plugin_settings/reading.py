"""The values that count somewhere: the nearest place's, then everybody's, then the plugin's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from farolito.db.queries import plugin_settings as queries
from farolito.db.sealing import Cell, unseal_json
from farolito.errors import Forbidden
from farolito.plugins.setting import from_json, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.domain.views import PlaceView
    from farolito.plugins.manifest import Plugin
    from farolito.plugins.setting import Setting, Value
    from farolito.services.work import Work

T = TypeVar("T")

EVERYBODY = ""
"""Stands for all places, where an id of one could."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored value: where it was set, whether it still fits, and what it is."""

    of_place: str
    fits: bool
    value: Value = None


def settings_of(work: Work, kind: type[T], place: PlaceView | None = None) -> T:
    """The settings of a plugin at a place, as an object of its settings class; without a place those for everybody.

    One query. Raises TypeError for a class that no plugin which is on names as its ``settings``, and
    :class:`Forbidden` on a page of another plugin.
    """
    plugin = next(
        (one.plugin for one in work.hooks.roster.loaded if one.plugin.settings is kind), None
    )
    if plugin is None:
        raise TypeError(f"{kind.__name__} is the `settings` of no plugin that is on")
    if work.plugin not in ("", plugin.name):
        raise Forbidden("These are settings of another plugin.")
    return kind(**counting(work, plugin, place.id if place else EVERYBODY))


def of_plugin(work: Work, name: str, place_id: str = EVERYBODY) -> object | None:
    """The settings of a plugin that is on, by its name; None where it has none."""
    for loaded in work.hooks.roster.loaded:
        if loaded.name == name and loaded.plugin.settings is not None:
            made: object = loaded.plugin.settings(**counting(work, loaded.plugin, place_id))
            return made
    return None


def counting(work: Work, plugin: Plugin, place_id: str) -> dict[str, Value]:
    """Name to the value that counts at a place, for every setting."""
    schema = schema_of(plugin.settings) if plugin.settings is not None else ()
    kept = stored(work, plugin.name, place_id, schema)
    return {one.name: nearest(one, kept.get(one.name, ())) for one in schema}


def nearest(setting: Setting, kept: Iterable[Kept]) -> Value:
    """The first value that fits, else the default."""
    return next((one.value for one in kept if one.fits), setting.default)


def stored(
    work: Work, plugin: str, place_id: str, schema: Iterable[Setting]
) -> Mapping[str, tuple[Kept, ...]]:
    """What is stored for each known setting, at the place first, then above it, then for everybody."""
    known = {one.name: one for one in schema}
    found: dict[str, list[tuple[int, Kept]]] = {}
    for row in rows_at(work, plugin, place_id):
        setting = known.get(row.name)
        if setting is None or (row.of_place and not setting.per_place):
            continue
        steps = row.path.split("/") if row.of_place else []
        depth = steps.index(row.of_place) + 1 if row.of_place in steps else 0
        kept = _opened(work, plugin, setting, row)
        found.setdefault(row.name, []).append((depth, kept))
    return {
        name: tuple(one for _, one in sorted(values, key=lambda pair: -pair[0]))
        for name, values in found.items()
    }


def rows_at(work: Work, plugin: str, place_id: str) -> Any:
    """Rows with ``name``, ``of_place`` and ``value``; of a place also its ``path``."""
    if place_id == EVERYBODY:
        return work.peek(queries.FOR_EVERYBODY, {"plugin": plugin})
    return work.peek(queries.AT_AND_ABOVE, {"plugin": plugin, "place": place_id})


def cell(plugin: str, of_place: str, name: str) -> Cell:
    """Where a value is sealed. The key is not that of a place: schools read what their county set."""
    return Cell("plugin_setting", "value", "", f"{plugin}/{of_place}/{name}")


def _opened(work: Work, plugin: str, setting: Setting, row: Any) -> Kept:
    sealed = unseal_json(work.keyring, cell(plugin, row.of_place, row.name), row.value)
    try:
        return Kept(row.of_place, True, from_json(setting, sealed))
    except (TypeError, ValueError):  # of another version of the plugin
        return Kept(row.of_place, False)
