"""Turns the list of enabled plugins into :class:`~farolito.plugins.hooks.Hooks`. Never raises for a plugin."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from farolito import __version__
from farolito.plugins import deprecations, discovery, manners, signatures
from farolito.plugins.failures import AUTHOR, NEWER, Unwelcome
from farolito.plugins.hooks import Hooks
from farolito.plugins.kinds import LIMITS, Kind
from farolito.plugins.roster import Installed, Loaded, Refusal, Roster, refusal_of
from farolito.plugins.sets import NOBODY_CHOSE, Chosen
from farolito.plugins.starting import contained, start
from farolito.sandbox.in_process import limited

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from importlib.metadata import EntryPoint

    from farolito.plugins.health import Health
    from farolito.plugins.manifest import Plugin
    from farolito.sandbox.in_process import Limit


def load(
    enabled: Sequence[str] | None = None,
    *,
    safe_mode: bool = False,
    trace: bool = False,
    installed: Iterable[EntryPoint] | None = None,
    culprits: Mapping[str, str] | None = None,
    chosen: Chosen = NOBODY_CHOSE,
    health: Health | None = None,
    limits: Mapping[str, Limit] = LIMITS,
) -> Hooks:
    """Load the enabled plugins, in that order; ``None`` means the bundled ones that are installed.

    A plugin that cannot be loaded is left out and named in ``hooks.roster.refused`` with the reason and the
    remedy; the others are loaded. ``safe_mode`` loads nothing. ``trace`` writes a line to stderr for each
    call of a hook: hook, plugin, milliseconds, type of the result; never answers. ``installed`` replaces the
    entry points of the environment, for tests. ``culprits`` are plugins that must not even be imported, with the
    reason: what :func:`farolito.plugins.preflight.check` found. ``chosen`` is kept in the roster: who decided.
    ``health`` and ``limits`` are as in :class:`~farolito.plugins.hooks.Hooks`.
    """
    found = discovery.by_name(discovery.installed() if installed is None else installed)
    if enabled is None:
        enabled = [name for name in discovery.BUNDLED if name in found]
    loaded: list[Loaded] = []
    refused: list[Refusal] = []
    wanted: Iterable[str] = () if safe_mode else dict.fromkeys(enabled)
    for name in wanted:
        try:
            if culprits and name in culprits:
                raise Unwelcome("ends_or_hangs", culprits[name])
            loaded.append(_load_one(name, found, chosen, limits[Kind.REGISTER]))
        except Unwelcome as why:
            owner = discovery.distribution(found[name][0]) if name in found else ("", "")
            refused.append(refusal_of(name, why, *owner))
    tried = {one.name for one in loaded} | {one.name for one in refused}
    off = tuple(
        Installed(name, *discovery.distribution(entry_points[0]))
        for name, entry_points in sorted(found.items())
        if name not in tried
    )
    roster = Roster(tuple(loaded), tuple(refused), off, safe_mode, chosen)
    return Hooks(roster, health=health, trace=trace, limits=limits)


def _load_one(
    name: str, found: Mapping[str, tuple[EntryPoint, ...]], chosen: Chosen, limit: Limit
) -> Loaded:
    """One plugin, imported and inspected. Raises Unwelcome."""
    entry_points = found.get(name, ())
    if not entry_points:
        raise _not_installed(name, found, chosen)
    if len(entry_points) > 1:
        owners = " and ".join(sorted(discovery.distribution(one)[0] for one in entry_points))
        raise Unwelcome(
            "two_with_one_name",
            f"Two packages bring a plugin with this name: {owners}.",
            "Remove one of the two packages, then start again.",
        )
    others = [other for other in found if other != name]
    owner = discovery.distribution(entry_points[0])
    plugin = start(entry_points[0], limit)
    with contained(entry_points[0], limit):  # reading a fact runs code, if it is a property
        return limited(lambda: inspect_plugin(plugin, name, others, *owner), limit)


def inspect_plugin(
    plugin: Plugin,
    entry_point: str,
    others: Sequence[str] = (),
    distribution: str = "",
    version: str = "",
) -> Loaded:
    """Check the facts and the hooks of a plugin without calling any. Raises Unwelcome naming every fault."""
    hash(plugin)  # pluggy keeps plugins in sets
    faults = manners.wrong_with(plugin, entry_point, __version__, others)
    faults += [(code, reason, AUTHOR) for code, reason in signatures.wrong_with(plugin)]
    hooks = signatures.implementations(plugin)
    soon, gone = deprecations.verdict(plugin, hooks, __version__)
    faults += [("gone", reason, NEWER) for reason in gone]
    if faults:
        code, _, remedy = faults[0]
        *before, last = (reason for _, reason, _ in faults)
        raise Unwelcome(code, "; ".join([*(one.rstrip(".") for one in before), last]), remedy)
    return Loaded(plugin, distribution, version, tuple(hooks), soon)


def _not_installed(name: str, found: Iterable[str], chosen: Chosen) -> Unwelcome:
    for package in chosen.gone:
        if name in package.plugins:
            return Unwelcome(
                "not_installed",
                f"It is turned on, but its package is gone: there is no folder `{package.folder}`.",
                f"Install {package.distribution} {package.version} again, or type: "
                f"farolito plugins disable {name}. Its data is kept.",
            )
    near = difflib.get_close_matches(name, list(found), n=1)
    hint = f"; did you mean `{near[0]}`?" if near else "."
    have = ", ".join(sorted(found)) or "none"
    remedy = "Install its package, or take it out of FAROLITO_PLUGINS; its data is kept."
    if chosen.by == "set":
        remedy = f"Install its package, or type: farolito plugins disable {name}. Its data is kept."
    return Unwelcome(
        "not_installed", f"It is turned on but not installed{hint} Installed: {have}.", remedy
    )
