"""``farolito numbers …``: counts of responses."""

from __future__ import annotations

import click

from farolito.cli.versions import works_here


@click.group()
def numbers() -> None:
    """Counts of responses, as staff see them."""


@numbers.command()
def rebuild() -> None:
    """Count every response that was never counted: those from before there were counts, for example.

    May run while families are served, and again: nothing counts twice. What is shown already stays as it is.
    """
    from farolito.services import numbers as service

    with works_here() as works:
        done = service.rebuild(works, lambda many: click.echo(f"{many:,} responses", err=True))
    click.echo(f"{done:,} responses looked at.")
