"""``farolito plugins hooks``: what plugins may answer, and who answers it."""

from __future__ import annotations

import dataclasses

import click

from farolito.cli.plugins.common import as_json, loaded, print_json
from farolito.plugins.catalogue import CATALOGUE
from farolito.plugins.kinds import MEANING


@click.command()
@as_json
def hooks(as_json: bool) -> None:
    """List the hooks that plugins may answer, their kind, and which plugins answer them."""
    found = loaded()
    if as_json:
        print_json(
            [
                {**dataclasses.asdict(spec), "answered_by": found.listeners(spec.name)}
                for spec in CATALOGUE.values()
            ]
        )
        return
    for spec in CATALOGUE.values():
        click.echo(f"{spec.signature}    ({spec.kind}, since {spec.since})")
        click.echo(f"    {spec.summary}")
        click.echo(f"    If a plugin fails: {MEANING[spec.kind]}.")
        click.echo(f"    Answered by: {', '.join(found.listeners(spec.name)) or 'nobody'}")
