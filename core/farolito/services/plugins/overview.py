"""What the plugins page and ``farolito plugins list`` show: each plugin, its state, and what it brings.

overview(work) -> tuple[PluginState, ...]            # with row counts, for the page
states(hooks, connection=None) -> tuple[PluginState, ...]     # without a database: counts are None
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import func, inspect, select, table

from farolito.db.base import Base
from farolito.plugins.failures import AUTHOR, cause_of, passes
from farolito.plugins.tables import is_of, tables_in

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from farolito.plugins.asks import Asks
    from farolito.plugins.health import HookFault, HookTime
    from farolito.plugins.hooks import Hooks
    from farolito.plugins.roster import Installed, Loaded, Refusal, Roster
    from farolito.services.work import Work

State = Literal[
    "on", "needs_database", "needs_restart", "paused", "not_loaded", "missing", "off", "safe_mode"
]
"""``needs_database``: on, but a table of it is missing. ``needs_restart``: it was turned on or off, and this process
was started before. ``paused``: a hook of it failed too often. ``missing``: it is on, and not installed any more.
"""


@dataclass(frozen=True, slots=True)
class TableState:
    """A table of a plugin; ``rows`` is None when the table is missing or no database was asked."""

    name: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class PluginState:
    """One plugin as an administrator sees it. ``title`` and ``summary`` are English source strings.

    ``asks`` is None where nothing of the plugin was imported.

    ``reason`` and ``remedy`` are set when it is not loaded: what is wrong, what to do. ``pages`` are
    addresses, ``layouts`` the purposes of documents it can print, ``forms`` names of forms, ``functions`` what
    rules may call, as it is called. ``warnings`` say what it uses that a later Farolito takes away.
    ``on_at`` of how many ``sites``, where it is not on everywhere.
    """

    name: str
    title: str
    state: State
    summary: str = ""
    version: str = ""
    distribution: str = ""
    requires_host: str = ""
    asks: Asks | None = None
    reason: str = ""
    remedy: str = ""
    code: str = ""
    detail: str = ""
    hooks: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    tables: tuple[TableState, ...] = ()
    languages: tuple[str, ...] = ()
    faults: tuple[HookFault, ...] = ()
    warnings: tuple[str, ...] = ()
    times: tuple[HookTime, ...] = ()
    on_at: int | None = None
    sites: int | None = None


def overview(work: Work) -> tuple[PluginState, ...]:
    """Every plugin with its state and the rows of its tables. The route asks for ``plugins.view``."""
    return states(work.hooks, work.connection)


def states(hooks: Hooks, connection: Connection | None = None) -> tuple[PluginState, ...]:
    """First those that need attention, then those that are on in their order, then those that are off."""
    stored = _stored(connection) if connection is not None else {}
    faults = hooks.health.faults()
    roster = hooks.roster
    return (
        *(_refused(refusal, stored, roster) for refusal in roster.refused),
        *(
            _contained(
                loaded,
                hooks,
                tuple(fault for fault in faults if fault.plugin == loaded.name),
                None if connection is None else stored,
            )
            for loaded in roster.loaded
        ),
        *(_off(installed, stored, roster) for installed in roster.off),
    )


def _contained(
    loaded: Loaded, hooks: Hooks, faults: tuple[HookFault, ...], stored: dict[str, int] | None
) -> PluginState:
    """A plugin that is on; should even looking at it break, it says so, for this page is where it is turned off."""
    try:
        return _loaded(loaded, hooks, faults, stored)
    except BaseException as error:
        if passes(error):
            raise
        name = loaded.name
        reason = f"It can not even be looked at ({cause_of(error)})."
        return PluginState(name, name, "not_loaded", reason=reason, remedy=AUTHOR, faults=faults)


def _loaded(
    loaded: Loaded, hooks: Hooks, faults: tuple[HookFault, ...], stored: dict[str, int] | None
) -> PluginState:
    plugin = loaded.plugin
    brought = hooks.brought(loaded.name)
    declared = tables_in(plugin.package)
    tables = tuple(TableState(name, (stored or {}).get(name)) for name in declared)
    state: State = "on"
    if stored is not None and any(one.rows is None for one in tables):
        state = "needs_database"
    elif any(fault.paused for fault in faults):
        state = "paused"
    return PluginState(
        name=loaded.name,
        title=plugin.title,
        state=state,
        summary=plugin.summary,
        version=loaded.version,
        distribution=loaded.distribution,
        requires_host=plugin.requires_host,
        asks=plugin.asks,
        hooks=loaded.hooks,
        warnings=loaded.warnings,
        forms=tuple(path.stem for path in plugin.form_files),
        layouts=tuple(layout.purpose for layout in brought.layouts),
        functions=tuple(
            f"{loaded.name}.{one.name} {one.says}".strip() for one in brought.functions
        ),
        pages=tuple(route.rule for pages in brought.pages for route in pages.routes),
        tables=tables,
        languages=plugin.languages,
        faults=faults,
        times=tuple(one for one in hooks.health.times() if one.plugin == loaded.name),
    )


def _refused(refusal: Refusal, stored: dict[str, int], roster: Roster) -> PluginState:
    return PluginState(
        name=refusal.name,
        title=refusal.title or refusal.name,
        state="missing" if refusal.code == "not_installed" else "not_loaded",
        version=refusal.version,
        distribution=refusal.distribution,
        reason=refusal.reason,
        remedy=refusal.remedy,
        code=refusal.code,
        detail=refusal.detail,
        tables=_kept(refusal.name, stored, roster),
    )


def _off(installed: Installed, stored: dict[str, int], roster: Roster) -> PluginState:
    return PluginState(
        name=installed.name,
        title=installed.name,
        state="safe_mode" if roster.safe_mode else "off",
        version=installed.version,
        distribution=installed.distribution,
        tables=_kept(installed.name, stored, roster),
    )


def kept_tables(work: Work, plugin: str) -> tuple[TableState, ...]:
    """The tables that are kept of a plugin, with their rows."""
    return _kept(plugin, _stored(work.connection), work.hooks.roster)


def _kept(plugin: str, stored: dict[str, int], roster: Roster) -> tuple[TableState, ...]:
    """The tables of a plugin whose code is not running: its data is kept."""
    return tuple(
        TableState(name, rows) for name, rows in stored.items() if is_of(name, plugin, roster.names)
    )


def _stored(connection: Connection) -> dict[str, int]:
    """Every plugin table that exists, with its rows."""
    names = sorted(
        name for name in inspect(connection).get_table_names() if name.startswith("plugin_")
    )
    return {
        name: connection.scalar(select(func.count()).select_from(table(name))) or 0
        for name in names
        if name not in Base.metadata.tables  # the host's own
    }
