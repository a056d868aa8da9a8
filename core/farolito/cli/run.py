"""``farolito run | init | demo``: make what is needed, and serve."""

from __future__ import annotations

import os
import subprocess
import sys

import click

from farolito.cli.folders import unusable
from farolito.cli.logs import begin_logging, only_warnings
from farolito.settings import FILE, load_settings


@click.command()
def run() -> None:
    """Serve the site and do what may wait, until Ctrl-C or a TERM signal. HUP reloads.

    Makes what is missing first, as "farolito init" does; with the setting demo, loads the demo.
    """
    from farolito.cli import server

    settings = load_settings(os.environ, FILE)
    begin_logging(settings.log_level)
    server.refuse_if_taken(settings.host, settings.port)
    with server.alone(settings.data, server.address(settings.host, settings.port)):
        # in a process of its own: what the server imports, it could not replace on a reload
        command = (*server.OURSELVES, "demo" if settings.demo else "init", "--quiet")
        if subprocess.run(command, check=False).returncode:  # noqa: S603  our own words
            sys.exit(1)
        server.serve()


quietly = click.option("--quiet", is_flag=True, help="Say nothing when there was nothing to do.")


@click.command()
@quietly
def init(quiet: bool) -> None:
    """Make the data folder, the keys, the tables, and publish the forms that ship. Safe to repeat."""
    _made(quiet, with_demo=False)


@click.command()
@quietly
@click.option("--unanswered", is_flag=True, help="No made-up families: every list is empty still.")
def demo(quiet: bool, unanswered: bool) -> None:
    """As init, then load a made-up county with people who can log in. Only where there is no place yet."""
    _made(quiet, with_demo=True, answered=not unanswered)


def _made(quiet: bool, *, with_demo: bool, answered: bool = False) -> None:
    from farolito.cli.prepare import prepare

    settings = load_settings(os.environ, FILE)
    begin_logging(settings.log_level)
    try:
        with only_warnings("farolito.plugins.given"):
            done, refused = prepare(settings, with_demo=with_demo, answered=answered)
    except OSError as error:
        raise unusable(error, settings.data) from error
    for line in done:
        click.echo(line)
    for line in refused:
        click.echo(line, err=True)
    if not done and not quiet:
        click.echo(f"Everything is there and up to date in {settings.data}.")
