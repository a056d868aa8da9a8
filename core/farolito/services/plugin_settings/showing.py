"""What a settings page shows: each setting, what is set here, what would count instead, and what nobody knows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.db.queries import plugin_settings as queries
from farolito.domain.access import holds
from farolito.errors import NotFound
from farolito.plugins.setting import schema_of
from farolito.services import places
from farolito.services.places import path_of, place_of, row_of
from farolito.services.plugin_settings.reading import EVERYBODY, Kept, nearest, stored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.domain.views import PlaceView
    from farolito.plugins.manifest import Plugin
    from farolito.plugins.setting import Setting, Value
    from farolito.services.places import PlaceNode
    from farolito.services.work import Work

PERMISSION = "plugins.change"
SHOWN_END, LONG_ENOUGH = 4, 12
"""Of a secret of so many characters or more, the last ones are shown, so that people know which one it is."""


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A setting on the page of a place.

    ``value``: what counts here; of a secret nothing. ``own``: it was set at this very place. ``inherited``: what would
    count without that, and ``from_place`` whose it is; None: the plugin's own. ``is_set``: of a secret, whether there
    is one; ``ending``: how a long one ends. ``unfit``: what was set here does not fit the plugin any more.
    """

    setting: Setting
    value: Value
    own: bool
    inherited: Value
    from_place: str
    is_set: bool = False
    ending: str = ""
    unfit: bool = False


@dataclass(frozen=True, slots=True)
class SettingsShown:
    """The settings of a plugin at ``place``; None: for everybody.

    ``unknown``: names that were set here and that the plugin does not know; they are kept. ``elsewhere``: the places
    with values of their own. ``seen``: what must still stand when this is saved.
    """

    plugin: Plugin
    place: PlaceView | None
    fields: tuple[FieldShown, ...]
    unknown: tuple[str, ...]
    elsewhere: tuple[tuple[str, str, int], ...]
    seen: str


def shown(work: Work, name: str, place_slug: str = "") -> SettingsShown:
    """The settings of a plugin that is on, as whoever may change them at the place sees them. Raises NotFound."""
    plugin = plugin_with_settings(work, name)
    place = allowed_at(work, place_slug)
    here = place.id if place else EVERYBODY
    schema = [
        one
        for one in schema_of(plugin.settings or object)
        if one.per_place or place is None
    ]  # fmt: skip
    kept = stored(work, name, here, schema)
    rows = work.peek(queries.AT, {"plugin": name, "at": here})
    known = {one.name for one in schema_of(plugin.settings or object)}
    names = {row.name for row in rows}
    above = _names_of(work, kept.values())
    return SettingsShown(
        plugin=plugin,
        place=place,
        fields=tuple(_field(one, here, kept.get(one.name, ()), above) for one in schema),
        unknown=tuple(sorted(names - known)),
        elsewhere=tuple(
            (row.slug, row.name, row.many) for row in work.peek(queries.PLACES, {"plugin": name})
        ),
        seen=state_of(rows),
    )


def _field(
    setting: Setting, here: str, kept: tuple[Kept, ...], names: dict[str, str]
) -> FieldShown:
    mine = next((one for one in kept if one.of_place == here), None)
    others = [one for one in kept if one.of_place != here]
    value, inherited = nearest(setting, kept), nearest(setting, others)
    source = next((one.of_place for one in others if one.fits), None)
    facts: dict[str, Any] = {}
    if setting.kind == "secret":
        text = str(value)
        facts["is_set"] = bool(text)
        facts["ending"] = text[-SHOWN_END:] if len(text) >= LONG_ENOUGH else ""
        value = inherited = ""
    return FieldShown(
        setting,
        value,
        own=mine is not None,
        inherited=inherited,
        from_place="" if source is None else names.get(source, EVERYBODY_WORD),
        unfit=mine is not None and not mine.fits,
        **facts,
    )


EVERYBODY_WORD = "*"
"""Where an inherited value was set for everybody: a place is never called this."""


def _names_of(work: Work, kept: Iterable[tuple[Kept, ...]]) -> dict[str, str]:
    """Ids of the places whose values are inherited, to what these places are called."""
    wanted = {one.of_place for values in kept for one in values if one.of_place}
    return {one.id: one.name for one in places.every(work) if one.id in wanted} if wanted else {}


def plugin_with_settings(work: Work, name: str) -> Plugin:
    """A plugin that is on and can be set. Raises :class:`NotFound`."""
    for loaded in work.hooks.roster.loaded:
        if loaded.name == name and loaded.plugin.settings is not None:
            return loaded.plugin
    raise NotFound("There is nothing to set for a plugin of this name that is on.")


def allowed_at(work: Work, place_slug: str) -> PlaceView | None:
    """The place, if the actor may change plugins there; None for everybody, which needs all there is."""
    if not place_slug:
        if not may_for_everybody(work):
            raise NotFound("There is no such page.")
        return None
    row = row_of(work, place_slug)
    if work.actor.kind != "system" and not holds(work.actor.grants, PERMISSION, path_of(row)):
        raise NotFound("There is no such page.")
    return place_of(row)


def may_for_everybody(work: Work) -> bool:
    """Whether the actor may change plugins at the top of every tree."""
    tops = places.children(work, None)
    return work.actor.kind == "system" or (
        bool(tops) and all(holds(work.actor.grants, PERMISSION, (one.id,)) for one in tops)
    )


def places_that_may(work: Work) -> tuple[PlaceView, ...]:
    """The places at which the actor may set values, each after the one that it is in."""
    return tuple(place for node in places.tree(work) for place in _below(work, node, ()))


def _below(work: Work, node: PlaceNode, above: tuple[str, ...]) -> Iterable[PlaceView]:
    path = (*above, node.place.id)
    if work.actor.kind == "system" or holds(work.actor.grants, PERMISSION, path):
        yield node.place
    for child in node.children:
        yield from _below(work, child, path)


def how_many(work: Work, name: str) -> int:
    """How many values are kept for a plugin, also for one that is not on."""
    (row,) = work.peek(queries.HOW_MANY, {"plugin": name})
    return int(row[0])


def state_of(rows: Iterable[Any]) -> str:
    """What is set, as a short text that changes with any of it; values are sealed, so it tells nothing of them."""
    digest = hashlib.sha256()
    for row in sorted(rows, key=lambda row: str(row.name)):
        digest.update(row.name.encode() + b"\0" + bytes(row.value))
    return digest.hexdigest()[:16]
