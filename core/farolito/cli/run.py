"""``farolito run | init | demo``: make what is needed, and serve."""

from __future__ import annotations

import os
import sys
import traceback

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
    from farolito.starting import import_host

    settings = load_settings(os.environ, FILE)
    begin_logging(settings.log_level)
    server.refuse_if_taken(settings.host, settings.port)
    with server.alone(settings.data, server.address(settings.host, settings.port)):
        import_host()
        # in a process of its own: plugins that the server imported, it could not replace on a reload
        if _forked("demo" if settings.demo else "init", "--quiet"):
            sys.exit(1)
        server.serve()


def _forked(*words: str) -> int:
    """Do what is typed so, in a process that has imported already what this one has; its exit code."""
    from farolito.cli import cli

    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        cli(words, prog_name="farolito")
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


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
