"""The plugin set: one complete state of all plugins. Values and what may become of them; no database, no files.

    turn_on(name, at=()), turn_off(name, at=()), move(name, to)          -> another PluginSet
    with_package(package), without_package(distribution)                  -> another PluginSet
    read_set(value) -> PluginSet          written(a_set) -> JSON value    # UnreadableSet names what is wrong

Each change makes a whole new set; the one before stays as it was, and going back is storing it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

FORMAT = 1
"""Of the stored JSON. A set of a later Farolito is refused, never half read."""

_DISTRIBUTION = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_VERSION = re.compile(r"[0-9][0-9A-Za-z.!+_-]*", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", re.ASCII)


class UnreadableSet(FarolitoError):
    """What is stored as a plugin set is none that this Farolito can read."""


@dataclass(frozen=True, slots=True)
class Package:
    """A wheel unpacked, with what it needs beyond the host. ``distribution`` is the normalized name.

    ``sha256`` are 64 hexadecimal digits, of the wheel; ``plugins`` the names that it brings.
    """

    distribution: str
    version: str
    sha256: str
    plugins: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """The name of its folder in ``<data>/plugins/``; what is in there is never changed."""
        return f"{self.distribution}-{self.version}-{self.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a plugin is on. ``choices`` of places by their id count for everything below them too."""

    everywhere: bool = True
    choices: tuple[tuple[str, bool], ...] = ()

    def at(self, path: Iterable[str]) -> bool:
        """Whether it is on at the place whose ids from root to leaf are given: the nearest choice decides."""
        chosen = dict(self.choices)
        on = self.everywhere
        for place_id in path:
            on = chosen.get(place_id, on)
        return on

    @property
    def anywhere(self) -> bool:
        """Whether there may be a place at which it is on."""
        return self.everywhere or any(on for _, on in self.choices)

    def choose(self, place_id: str, on: bool | None) -> Scope:
        """The same with another choice at a place; with None there is none, and what is above it counts."""
        others = [(place, chosen) for place, chosen in self.choices if place != place_id]
        chosen = [] if on is None else [(place_id, on)]
        return replace(self, choices=tuple(sorted(others + chosen)))


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class TurnedOn:
    """A plugin that is on, and where."""

    name: str
    scope: Scope = EVERYWHERE


@dataclass(frozen=True, slots=True)
class PluginSet:
    """Which packages there are and which plugins are on, in the order in which they are called."""

    packages: tuple[Package, ...] = ()
    on: tuple[TurnedOn, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The plugins that are on anywhere, in order."""
        return tuple(one.name for one in self.on)

    def scope(self, name: str) -> Scope | None:
        """Where a plugin is on; None when it is off."""
        return next((one.scope for one in self.on if one.name == name), None)

    def turn_on(self, name: str, at: Collection[str] = ()) -> PluginSet:
        """On at these places and below them, or everywhere when none is named. A new one is called last."""
        scope = self.scope(name)
        if not at:
            return self.put(name, EVERYWHERE)
        scope = Scope(everywhere=False) if scope is None else scope
        for place_id in at:
            scope = scope.choose(place_id, True)
        return self.put(name, scope)

    def turn_off(self, name: str, at: Collection[str] = ()) -> PluginSet:
        """Off at these places and below them, or altogether when none is named. What is off stays off."""
        scope = self.scope(name)
        if scope is None:
            return self
        if not at:
            return replace(self, on=tuple(one for one in self.on if one.name != name))
        for place_id in at:
            scope = scope.choose(place_id, False)
        return self.put(name, scope)

    def move(self, name: str, to: int) -> PluginSet:
        """The same with a plugin called as number ``to``, from 0; the others keep their order."""
        moved = next((one for one in self.on if one.name == name), None)
        if moved is None:
            return self
        others = [one for one in self.on if one is not moved]
        others.insert(max(to, 0), moved)
        return replace(self, on=tuple(others))

    def with_package(self, package: Package) -> PluginSet:
        """The same with a package, in place of another version of it."""
        others = self.without_package(package.distribution).packages
        return replace(self, packages=(*others, package))

    def without_package(self, distribution: str) -> PluginSet:
        """The same without a package. Its plugins stay on, and are missing, until they are turned off."""
        kept = tuple(one for one in self.packages if one.distribution != distribution)
        return replace(self, packages=kept)

    def put(self, name: str, scope: Scope) -> PluginSet:
        """On where ``scope`` says, and nowhere else; one that was off is called last."""
        made = TurnedOn(name, scope)
        if self.scope(name) is None:
            return replace(self, on=(*self.on, made))
        return replace(self, on=tuple(made if one.name == name else one for one in self.on))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a process was started with: who decided which plugins are on, and where they are.

    ``by``: the setting FAROLITO_PLUGINS, the stored set of that ``number``, or nobody, which means the bundled
    ones; ``unreadable`` says why a stored set could not be used, ``gone`` which packages have no folder any more.
    """

    by: Literal["setting", "set", "nobody"] = "nobody"
    number: int = 0
    scopes: Mapping[str, Scope] = field(default_factory=dict)
    gone: tuple[Package, ...] = ()
    unreadable: str = ""

    @property
    def somewhere(self) -> bool:
        """Whether any plugin is on at some places only; where none is, nobody need ask for a place."""
        return any(scope != EVERYWHERE for scope in self.scopes.values())

    def off_at(self, path: Iterable[str]) -> frozenset[str]:
        """The plugins that are loaded, and off at the place whose ids from root to leaf are given."""
        ids = tuple(path)
        return frozenset(name for name, scope in self.scopes.items() if not scope.at(ids))


NOBODY_CHOSE = Chosen()


def written(a_set: PluginSet) -> dict[str, Any]:
    """The set as a JSON value; :func:`read_set` gives back an equal one."""
    return {
        "format": FORMAT,
        "packages": [
            {
                "distribution": one.distribution,
                "version": one.version,
                "sha256": one.sha256,
                "plugins": list(one.plugins),
            }
            for one in a_set.packages
        ],
        "on": [
            {
                "name": one.name,
                "everywhere": one.scope.everywhere,
                "places": dict(one.scope.choices),
            }
            for one in a_set.on
        ],
    }


def read_set(value: object) -> PluginSet:
    """The set of a JSON value. Raises :class:`UnreadableSet` for whatever :func:`written` does not write."""
    whole = _object(value, "the set", {"format", "packages", "on"})
    if whole["format"] != FORMAT:
        raise UnreadableSet(f"The plugin set has the format {whole['format']!r}, not {FORMAT}.")
    packages = tuple(_package(one) for one in _list(whole["packages"], "packages"))
    turned_on = tuple(_turned_on(one) for one in _list(whole["on"], "on"))
    _each_once("package", [one.distribution for one in packages])
    _each_once("plugin", [one.name for one in turned_on])
    return PluginSet(packages, turned_on)


def _package(value: object) -> Package:
    facts = _object(value, "a package", {"distribution", "version", "sha256", "plugins"})
    return Package(
        _text(facts["distribution"], "distribution", _DISTRIBUTION),
        _text(facts["version"], "version", _VERSION),
        _text(facts["sha256"], "sha256", _HASH),
        tuple(_text(one, "plugin", _NAME) for one in _list(facts["plugins"], "plugins")),
    )


def _turned_on(value: object) -> TurnedOn:
    facts = _object(value, "a plugin that is on", {"name", "everywhere", "places"})
    places = facts["places"]
    if not isinstance(places, dict) or not all(isinstance(on, bool) for on in places.values()):
        raise UnreadableSet("The `places` of a plugin set are not places with yes or no.")
    if not isinstance(facts["everywhere"], bool):
        raise UnreadableSet("The `everywhere` of a plugin set is neither yes nor no.")
    choices = tuple(sorted(places.items()))
    return TurnedOn(_text(facts["name"], "name", _NAME), Scope(facts["everywhere"], choices))


def _object(value: object, what: str, names: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != names:
        raise UnreadableSet(f"In the plugin set, {what} does not have {', '.join(sorted(names))}.")
    return value


def _list(value: object, what: str) -> list[object]:
    if not isinstance(value, list):
        raise UnreadableSet(f"The `{what}` of the plugin set are no list.")
    return value


def _text(value: object, what: str, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise UnreadableSet(f"The plugin set has {value!r} as `{what}`.")
    return value


def _each_once(what: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise UnreadableSet(f"The plugin set names the {what} {name} twice.")
