"""Packages come, change and go: looked at first, then done as one transaction together with what the database needs.

to_install(work, package, enable=False) -> Switch        # PluginRefused; these change nothing
to_upgrade(work, package) -> Switch
to_roll_back(work, name, folder) -> Switch
to_remove(work, name) -> Switch
carry_out(work, switch, folder) -> int                   # the set's number; Conflict, DatabaseError
kept(work) -> frozenset[str]                             # names of folders that are in use, or needed to go back

``folder`` is the one that packages lie in. Whoever is killed on the way leaves the old set or the new one.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import distributions
from typing import TYPE_CHECKING, Literal

from sqlalchemy import text

from farolito.db.migrations import (
    current,
    downgrade_within,
    head,
    history,
    upgrade_within,
)  # fmt: skip
from farolito.plugins.discovery import GROUP
from farolito.services import audit, places
from farolito.services.plugins import sets
from farolito.services.plugins.changing import PluginRefused, refuse_where_set

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.plugins.sets import Package, PluginSet
    from farolito.services.work import Work

Kind = Literal["install", "upgrade", "roll_back", "remove"]
ACTIONS = {
    "install": "plugin.installed",
    "upgrade": "plugin.upgraded",
    "roll_back": "plugin.rolled_back",
    "remove": "plugin.removed",
}
"""What kind of change to what is recorded."""

LOCK_SECONDS = 10
"""How long a migration waits for a table that families are writing to, on PostgreSQL."""

MOST_SETS = 1000  # how far back a previous package is looked for


@dataclass(frozen=True, slots=True)
class Switch:
    """From one set to the next: ``after`` is the number of the set it starts from.

    ``old`` and ``new`` are the package before and after it, if any.
    """

    kind: Kind
    plugin: str
    before: PluginSet
    plugins: PluginSet
    after: int
    old: Package | None
    new: Package | None

    @property
    def changes(self) -> bool:
        """Whether there is anything to do."""
        return self.before != self.plugins


def to_install(work: Work, package: Package, *, enable: bool = False) -> Switch:
    """Put a package among the others; with ``enable`` its plugin is on everywhere afterwards."""
    after, before = sets.now(work)
    have = _of(before, package.plugins[0])
    if have is not None and have.folder != package.folder:
        raise PluginRefused(
            "installed",
            f"{have.distribution} {have.version} is installed already. To change it to {package.version}, type: "
            f"farolito plugins upgrade {package.plugins[0]} and what you typed here.",
        )
    made = before.with_package(package)
    if enable:
        refuse_where_set(work.settings)
        made = made.turn_on(package.plugins[0])
    return Switch("install", package.plugins[0], before, made, after, have, package)


def to_upgrade(work: Work, package: Package) -> Switch:
    """Put a package in the place of another version of it. The one before stays, to go back to."""
    after, before = sets.now(work)
    have = _needed(before, package.plugins[0])
    if have.distribution != package.distribution:
        raise PluginRefused(
            "other_package",
            f"The plugin {package.plugins[0]} came with {have.distribution}; this is {package.distribution}. "
            f"Remove the first, then install the other: farolito plugins remove {package.plugins[0]}",
        )
    made = before.with_package(package)
    return Switch("upgrade", package.plugins[0], before, made, after, have, package)


def to_roll_back(work: Work, name: str, folder: Path) -> Switch:
    """Put the package before this one back. Where it is on, and in which order, stays as it is now."""
    after, before = sets.now(work)
    have = _needed(before, name)
    previous = _previous(work, have)
    if previous is None:
        raise PluginRefused(
            "nothing_before",
            f"There was no other version of {name} here before {have.version}. To leave it, type: "
            f"farolito plugins remove {name}",
        )
    if not (folder / previous.folder).is_dir():
        raise PluginRefused(
            "not_kept",
            f"{previous.distribution} {previous.version}, which was used before, is not kept any more. To go there, "
            "type: farolito plugins upgrade and the wheel of it",
        )
    made = before.with_package(previous)
    return Switch("roll_back", name, before, made, after, have, previous)


def to_remove(work: Work, name: str) -> Switch:
    """Turn a plugin off and take its package away. What it stored stays in the database."""
    after, before = sets.now(work)
    have = _needed(before, name)
    made = before.turn_off(name).without_package(have.distribution)
    return Switch("remove", name, before, made, after, have, None)


def carry_out(work: Work, switch: Switch, folder: Path) -> int:
    """Change the tables, store the next set and record it, all in this transaction; its number."""
    if work.connection.dialect.name == "postgresql":
        work.connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))
    _move_tables(work, switch, folder)
    number = sets.append(work, switch.plugins, ACTIONS[switch.kind], switch.after)
    for place_id in places.roots(work):
        audit.record(work, place_id, ACTIONS[switch.kind], f"plugin/{switch.plugin}")
    return number


def kept(work: Work) -> frozenset[str]:
    """The folders that the current set names, and for each of its packages the one before."""
    before = sets.here(work)
    previous = [_previous(work, package) for package in before.packages]
    return frozenset(one.folder for one in (*before.packages, *previous) if one is not None)


def migrations_in(folder: Path, package: Package | None) -> Path | None:
    """The folder of a package's migrations, the one that holds ``versions``; None when it keeps no tables.

    As the loader finds it: beside the module of its entry point.
    """
    if package is None:
        return None
    for one in distributions(path=[str(folder / package.folder)]):
        for point in one.entry_points.select(group=GROUP):
            beside = folder.joinpath(package.folder, *point.module.split(".")[:-1])
            if (beside / "migrations" / "versions").is_dir():
                return beside / "migrations"
    return None


def _move_tables(work: Work, switch: Switch, folder: Path) -> None:
    """Forward where the plugin is on; back where the tables are newer than the package that comes."""
    if switch.new is None:
        return
    connection, name = work.connection, switch.plugin
    wanted = migrations_in(folder, switch.new)
    here = current(connection, name)
    known = history(wanted) if wanted else ()
    if here is not None and here not in known:
        _go_back(work, switch, folder, head(wanted) if wanted else None)
    elif wanted is not None and sets.is_on(work, switch.plugins, name):
        upgrade_within(connection, name, wanted)


def _go_back(work: Work, switch: Switch, folder: Path, to: str | None) -> None:
    newer = migrations_in(folder, switch.old)
    if newer is None or (to is not None and to not in history(newer)):
        raise PluginRefused(
            "no_way_back",
            f"The tables of {switch.plugin} were made by another version, and nothing here knows the way from there "
            "to this one. Install that version, or restore the backup made before it came: farolito restore FILE",
        )
    downgrade_within(work.connection, switch.plugin, newer, to or "base")


def _of(plugins: PluginSet, name: str) -> Package | None:
    return next((one for one in plugins.packages if name in one.plugins), None)


def _needed(plugins: PluginSet, name: str) -> Package:
    found = _of(plugins, name)
    if found is None:
        have = ", ".join(one for package in plugins.packages for one in package.plugins) or "none"
        raise PluginRefused(
            "not_installed",
            f"No package of a plugin {name} is installed here (installed: {have}). What comes with Farolito, or was "
            "put into its environment with pip, is changed there; see: farolito plugins list",
        )
    return found


def _previous(work: Work, package: Package) -> Package | None:
    """The package in whose place this one was put when it came first; None when there was none."""
    found = None
    came = False  # whether the set looked at last, a later one, has this package
    for stored in sets.earlier(work.connection, MOST_SETS):
        there = {one.distribution: one for one in stored.plugins.packages}
        one = there.get(package.distribution)
        if one is not None and one.folder == package.folder:
            found, came = None, True
        elif came:
            found, came = one, False
    return found
