"""``farolito plugins call-again NAME [HOOK]``: a hook that was paused is called again, in every process."""

from __future__ import annotations

import click

from farolito.cli.plugins.common import as_json, loaded, print_json


@click.command(name="call-again")
@click.argument("name")
@click.argument("hook", required=False, default="")
@as_json
def call_again(name: str, hook: str, as_json: bool) -> None:
    """Forget the failures of the plugin NAME, or of its HOOK alone, and call it again.

    Exits with 1 when it has not failed.
    """
    health = loaded().health
    failed = [
        fault.hook for fault in health.faults() if fault.plugin == name and hook in ("", fault.hook)
    ]
    for one in failed:
        health.resume(name, one)
    if as_json:
        print_json({"name": name, "called_again": failed})
    elif failed:
        click.echo(f"Called again: {', '.join(failed)}.")
    else:
        click.echo(f"Nothing of {name} has failed. See: farolito repairs")
    if not failed:
        raise SystemExit(1)
