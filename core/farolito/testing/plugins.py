"""For tests of plugins: load them without installing them, or write broken ones to a folder."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint, distributions
from textwrap import dedent
from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from farolito.db.migrations import upgrade_plugin
from farolito.plugins.discovery import GROUP
from farolito.plugins.hooks import Hooks as Hooks  # what make_hooks gives, for annotations in tests
from farolito.plugins.kinds import LIMITS
from farolito.plugins.loader import inspect_plugin, load
from farolito.plugins.roster import Roster
from farolito.plugins.tables import metadata_of
from farolito.sandbox.in_process import Limit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Engine

    from farolito.plugins.health import Health
    from farolito.plugins.manifest import Plugin


QUICK: Mapping[str, Limit] = {kind: Limit(0.2, one.memory) for kind, one in LIMITS.items()}
"""The limits of :data:`~farolito.plugins.kinds.LIMITS`, in 0.2 seconds: no test waits for a plugin that hangs."""


def make_hooks(
    *plugins: type[Plugin],
    trace: bool = False,
    health: Health | None = None,
    limits: Mapping[str, Limit] = LIMITS,
) -> Hooks:
    """The hooks of an app with just these plugins on, in this order.

    ``limits`` are what a call of each kind may take, e.g. :data:`QUICK` for a plugin that hangs.
    Raises :class:`~farolito.plugins.failures.Unwelcome` with the reason if one of them would not be loaded.
    """
    loaded = tuple(inspect_plugin(plugin(), plugin.name) for plugin in plugins)
    hooks = Hooks(Roster(loaded), trace=trace, health=health, limits=limits)
    for refusal in hooks.roster.refused:
        raise AssertionError(f"{refusal.name}: {refusal.reason}")
    return hooks


def entry_point(plugin: type[Plugin]) -> EntryPoint:
    """The entry point that the plugin's ``pyproject.toml`` would declare."""
    return EntryPoint(plugin.name, f"{plugin.__module__}:{plugin.__qualname__}", GROUP)


def write_plugin(
    folder: Path,
    name: str,
    source: str,
    *,
    version: str = "1.0",
    distribution: str | None = None,
    files: Mapping[str, str] | None = None,
) -> None:
    """Write an installed distribution into ``folder``: package, metadata and entry point.

    ``source`` is the text of ``plugin.py``, whose class is called ``ThePlugin``; ``files`` are more files of
    the package by their path in it. ``folder`` must be on ``sys.path``.
    """
    distribution = distribution or f"farolito-{name.replace('_', '-')}"
    package = f"{distribution.replace('-', '_')}"
    written = {"__init__.py": "", "plugin.py": dedent(source), **(files or {})}
    for path, text in written.items():
        target = folder / package / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    metadata = folder / f"{package}-{version}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n", encoding="utf-8"
    )
    (metadata / "entry_points.txt").write_text(
        f"[{GROUP}]\n{name} = {package}.plugin:ThePlugin\n", encoding="utf-8"
    )


def installed_in(folder: Path) -> tuple[EntryPoint, ...]:
    """The plugins of the distributions in a folder, as if nothing else were installed."""
    return tuple(
        found
        for distribution in distributions(path=[str(folder)])
        for found in distribution.entry_points
        if found.group == GROUP
    )


def load_from(folder: Path, enabled: Sequence[str], *, safe_mode: bool = False) -> Hooks:
    """Load plugins written to ``folder`` with :func:`write_plugin`."""
    if str(folder) not in sys.path:
        raise AssertionError(f"{folder} must be on sys.path: monkeypatch.syspath_prepend(folder)")
    return load(enabled, safe_mode=safe_mode, installed=installed_in(folder))


def migrate(engine: Engine, plugin: type[Plugin]) -> None:
    """Make the tables of a plugin with its own migrations, as ``farolito db upgrade`` would."""
    folder = plugin().folder("migrations")
    if folder is None:
        raise AssertionError(f"{plugin.name} has no folder migrations/ beside its module")
    upgrade_plugin(engine, plugin.name, folder)


def unmigrated(engine: Engine, plugin: type[Plugin]) -> list[str]:
    """How the tables that :func:`migrate` made differ from the plugin's models; empty when they agree."""
    prefix = f"plugin_{plugin.name}_"

    def mine(_: object, name: str | None, kind: str, *__: object) -> bool:
        return kind != "table" or (name or "").startswith(prefix)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": mine, "compare_type": True}
        )
        found = compare_metadata(context, metadata_of(plugin.name))
    return [str(difference) for difference in found]
