"""``farolito plugins list|check|hooks``: which plugins there are, what is wrong with them, what they can answer.

None of the three needs a database. Exit codes: 0 all is well, 1 something is wrong and was named, 2 the command
itself was mistyped.
"""

from __future__ import annotations

import dataclasses
import json
import os
from typing import TYPE_CHECKING

import click

from farolito.plugins import preflight
from farolito.plugins.catalogue import CATALOGUE
from farolito.plugins.kinds import MEANING
from farolito.plugins.loader import load
from farolito.services.plugins import form_faults, states
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.plugins.hooks import Hooks
    from farolito.plugins.roster import Loaded
    from farolito.services.plugins import FormFault, PluginState

WORDS = {
    "on": "on",
    "needs_database": "needs a database change",
    "paused": "paused after errors",
    "not_loaded": "NOT LOADED",
    "off": "installed, not on",
    "safe_mode": "off: safe mode",
}
"""State to the words for it."""


@click.group()
def plugins() -> None:
    """Look after plugins: which are on, what is wrong with them, which hooks there are."""


as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")


def _loaded(names: Sequence[str] = (), *, first_in_a_child: bool = False) -> Hooks:
    settings = load_settings(os.environ, FILE)
    wanted = tuple(names) or settings.plugins
    safe_mode = settings.no_plugins and not names
    return load(
        wanted,
        safe_mode=safe_mode,
        culprits=preflight.check(wanted) if first_in_a_child and not safe_mode else None,
        trace=settings.trace_hooks,
    )


def _print_json(values: Sequence[object]) -> None:
    click.echo(json.dumps(values, ensure_ascii=False, indent=2))


@plugins.command(name="list")
@as_json
def list_plugins(as_json: bool) -> None:
    """List every plugin with its version, its state and what it brings."""
    found = states(_loaded())
    if as_json:
        _print_json([dataclasses.asdict(state) for state in found])
        return
    if not found:
        click.echo("No plugins are installed. Farolito's own forms work without any.")
    for state in found:
        click.echo(f"{state.name:22} {state.version:8} {WORDS[state.state]}")
        for line in _brings(state):
            click.echo(f"    {line}")


def _brings(state: PluginState) -> list[str]:
    if state.reason:
        return [state.reason, state.remedy]
    parts = (
        ("forms", state.forms),
        ("hooks", state.hooks),
        ("prints", state.layouts),
        ("functions for rules", state.functions),
        ("pages", state.pages),
        ("tables", tuple(table.name for table in state.tables)),
        ("languages", state.languages),
    )
    return [f"{what}: {', '.join(names)}" for what, names in parts if names]


@plugins.command()
@click.argument("names", nargs=-1)
@as_json
def check(names: tuple[str, ...], as_json: bool) -> None:
    """Load the plugins that are on, or those NAMED, read their forms, and say what is wrong and what to do.

    Each is tried out in a process of its own first, for up to 20 seconds. Nothing is turned on or off.
    Exits with 1 when a plugin cannot be loaded, or a form of it cannot be used.
    """
    hooks = _loaded(names, first_in_a_child=True)
    faults = form_faults(hooks, load_settings(os.environ, FILE).forms)
    if as_json:
        _print_json(
            [
                *(_fine(one, faults) for one in hooks.roster.loaded),
                *({"ok": False, **dataclasses.asdict(one)} for one in hooks.roster.refused),
            ]
        )
    else:
        _say(hooks, faults)
    if hooks.roster.refused or faults:
        raise SystemExit(1)


def _fine(loaded: Loaded, faults: Sequence[FormFault]) -> dict[str, object]:
    mine = [{"file": one.file, "fault": one.fault} for one in faults if one.plugin == loaded.name]
    return {"name": loaded.name, "ok": not mine, "version": loaded.version, "form_faults": mine}


def _say(hooks: Hooks, faults: Sequence[FormFault]) -> None:
    refused, fine = hooks.roster.refused, hooks.roster.loaded
    for loaded in fine:
        click.echo(f"ok          {loaded.name} {loaded.version}".rstrip())
        for fault in faults:
            if fault.plugin == loaded.name:
                click.echo(f"    {fault.file}: {fault.fault}")
    for refusal in refused:
        click.echo(f"not loaded  {refusal.name} {refusal.version}".rstrip())
        click.echo(f"    Why: {refusal.reason}")
        click.echo(f"    What to do: {refusal.remedy}")
        for line in refusal.detail.splitlines():
            click.echo(f"    | {line}")
    click.echo(_in_short(hooks, faults))


def _in_short(hooks: Hooks, faults: Sequence[FormFault]) -> str:
    refused, fine = hooks.roster.refused, hooks.roster.loaded
    if hooks.roster.safe_mode:
        return "Safe mode: no plugin was loaded. Name one to check it: farolito plugins check NAME"
    if refused:
        return f"{len(refused)} of {len(refused) + len(fine)} cannot be loaded. The rest works."
    if faults:
        return (
            "All plugins can be loaded. The forms named above are left out until they are mended."
        )
    return f"All {len(fine)} plugins can be loaded." if fine else "No plugin is on."


@plugins.command()
@as_json
def hooks(as_json: bool) -> None:
    """List the hooks that plugins may answer, their kind, and which plugins answer them."""
    loaded = _loaded()
    if as_json:
        _print_json(
            [
                {**dataclasses.asdict(spec), "answered_by": loaded.listeners(spec.name)}
                for spec in CATALOGUE.values()
            ]
        )
        return
    for spec in CATALOGUE.values():
        click.echo(f"{spec.signature}    ({spec.kind}, since {spec.since})")
        click.echo(f"    {spec.summary}")
        click.echo(f"    If a plugin fails: {MEANING[spec.kind]}.")
        click.echo(f"    Answered by: {', '.join(loaded.listeners(spec.name)) or 'nobody'}")
