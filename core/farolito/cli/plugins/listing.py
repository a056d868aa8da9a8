"""``farolito plugins list``: every plugin with its version, its state and what it brings."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from farolito.cli.plugins.common import as_json, loaded, print_json
from farolito.plugins.asks import sentences
from farolito.plugins.sets import EVERYWHERE
from farolito.services.plugins.overview import states

if TYPE_CHECKING:
    from farolito.plugins.sets import Scope
    from farolito.services.plugins.overview import PluginState

WORDS = {
    "on": "on",
    "needs_database": "needs a database change",
    "paused": "paused after errors",
    "needs_restart": "changed, not taken up yet",
    "not_loaded": "NOT LOADED",
    "missing": "MISSING",
    "off": "installed, not on",
    "safe_mode": "off: safe mode",
}
"""State to the words for it."""


@click.command(name="list")
@as_json
def list_plugins(as_json: bool) -> None:
    """List every plugin with its version, its state and what it brings."""
    hooks = loaded()
    found, scopes = states(hooks), hooks.roster.chosen.scopes
    if as_json:
        print_json([_as_json(state, scopes.get(state.name)) for state in found])
        return
    if not found:
        click.echo("No plugins are installed. Farolito's own forms work without any.")
    for state in found:
        some = state.state == "on" and scopes.get(state.name, EVERYWHERE) != EVERYWHERE
        words = WORDS[state.state] + ", at some places only" * some
        click.echo(f"{state.name:22} {state.version:8} {words}")
        for line in _brings(state):
            click.echo(f"    {line}")


def _as_json(state: PluginState, scope: Scope | None) -> dict[str, object]:
    return {
        **dataclasses.asdict(state),
        "asks_for": sentences(state.asks) if state.asks else (),
        "everywhere": scope.everywhere if scope else None,
        "places": dict(scope.choices) if scope else {},
    }


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
    lines = [f"{what}: {', '.join(names)}" for what, names in parts if names]
    return lines + [f"asks: {said}" for said in (sentences(state.asks) if state.asks else ())]
