"""``farolito plugins check``: what is wrong with plugins, their forms and their migrations, and what to do."""

from __future__ import annotations

import dataclasses
import os
from typing import TYPE_CHECKING

import click

from farolito.cli.plugins.common import as_json, loaded, print_json
from farolito.plugins.asks import sentences
from farolito.plugins.failures import AUTHOR
from farolito.services.plugins.form_faults import form_faults, silent_labels
from farolito.services.plugins.migration_faults import migration_faults
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from farolito.plugins.hooks import Hooks
    from farolito.plugins.roster import Loaded
    from farolito.services.plugins.form_faults import FormFault

Found = tuple[str, str]
"""Plugin, and what is wrong with it and what to do, in a sentence or two."""


@click.command()
@click.argument("names", nargs=-1)
@as_json
def check(names: tuple[str, ...], as_json: bool) -> None:
    """Load the plugins that are on, or those NAMED, read their forms, and say what is wrong and what to do.

    Each is tried out in a process of its own first, for up to 20 seconds; its migrations are run on an empty database;
    and what failed here while people used it is named. Nothing is turned on or off.
    Exits with 1 when there is anything.
    """
    settings = load_settings(os.environ, FILE)
    hooks = loaded(names, first_in_a_child=True)
    faults = (*form_faults(hooks, settings.forms), *silent_labels(hooks, settings.forms))
    more = [*map(_migration, migration_faults(hooks, settings.migrations)), *_failures(hooks)]
    if as_json:
        print_json(
            [
                *(_fine(one, faults, more) for one in hooks.roster.loaded),
                *({"ok": False, **dataclasses.asdict(one)} for one in hooks.roster.refused),
            ]
        )
    else:
        _say(hooks, faults, more)
    if hooks.roster.refused or faults or more:
        raise SystemExit(1)


def _migration(fault: tuple[str, str]) -> Found:
    plugin, sentence = fault
    return plugin, f"{sentence} {AUTHOR}"


def _failures(hooks: Hooks) -> Iterator[Found]:
    on = {loaded.name for loaded in hooks.roster.loaded}
    for fault in hooks.health.faults():
        if fault.plugin in on:
            paused = " and is paused" if fault.paused else ""
            yield (
                fault.plugin,
                f"`{fault.hook}` failed here{paused} ({fault.cause}). Failures: {fault.total}. {AUTHOR} "
                f"Then type: farolito plugins call-again {fault.plugin}",
            )


def _fine(loaded: Loaded, faults: Sequence[FormFault], more: Sequence[Found]) -> dict[str, object]:
    others = [sentence for plugin, sentence in more if plugin == loaded.name]
    mine = [{"file": one.file, "fault": one.fault} for one in faults if one.plugin == loaded.name]
    return {
        "name": loaded.name,
        "ok": not mine and not others,
        "version": loaded.version,
        "form_faults": mine,
        "faults": others,
        "warnings": loaded.warnings,
        "asks": dataclasses.asdict(loaded.plugin.asks),
        "asks_for": sentences(loaded.plugin.asks),
    }


def _say(hooks: Hooks, faults: Sequence[FormFault], more: Sequence[Found]) -> None:
    refused, fine = hooks.roster.refused, hooks.roster.loaded
    for one in fine:
        click.echo(f"ok          {one.name} {one.version}".rstrip())
        for plugin, sentence in more:
            if plugin == one.name:
                click.echo(f"    But: {sentence}")
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
    click.echo(_in_short(hooks, faults, more))


def _in_short(hooks: Hooks, faults: Sequence[FormFault], more: Sequence[Found]) -> str:
    refused, fine = hooks.roster.refused, hooks.roster.loaded
    if hooks.roster.safe_mode:
        return "Safe mode: no plugin was loaded. Name one to check it: farolito plugins check NAME"
    if refused:
        return f"{len(refused)} of {len(refused) + len(fine)} cannot be loaded. The rest works."
    if faults:
        return (
            "All plugins can be loaded. The forms named above are left out until they are mended."
        )
    if more:
        return "All plugins can be loaded. Mend what is named above."
    if len(fine) == 1:
        return "The plugin can be loaded."
    return f"All {len(fine)} plugins can be loaded." if fine else "No plugin is on."
