"""``farolito plugins check``: what is wrong with plugins and their forms, and what to do."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

import click

from farolito.cli.plugins.common import as_json, loaded, print_json
from farolito.plugins.asks import sentences
from farolito.services.plugins.form_faults import form_faults
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.plugins.hooks import Hooks
    from farolito.plugins.roster import Loaded
    from farolito.services.plugins.form_faults import FormFault


@click.command()
@click.argument("names", nargs=-1)
@as_json
def check(names: tuple[str, ...], as_json: bool) -> None:
    """Load the plugins that are on, or those NAMED, read their forms, and say what is wrong and what to do.

    Each is tried out in a process of its own first, for up to 20 seconds. Nothing is turned on or off.
    Exits with 1 when a plugin cannot be loaded, or a form of it cannot be used.
    """
    hooks = loaded(names, first_in_a_child=True)
    faults = form_faults(hooks, load_settings(os.environ, FILE).forms)
    if as_json:
        print_json(
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
    return {
        "name": loaded.name,
        "ok": not mine,
        "version": loaded.version,
        "form_faults": mine,
        "warnings": loaded.warnings,
        "asks": dataclasses.asdict(loaded.plugin.asks),
        "asks_for": sentences(loaded.plugin.asks),
    }


def _say(hooks: Hooks, faults: Sequence[FormFault]) -> None:
    refused, fine = hooks.roster.refused, hooks.roster.loaded
    for one in fine:
        click.echo(f"ok          {one.name} {one.version}".rstrip())
        for warning in one.warnings:
            click.echo(f"    Works today, but: {warning}")
        for fault in faults:
            if fault.plugin == one.name:
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
