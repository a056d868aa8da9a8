"""The command line: ``farolito …``. Each command is imported when it is called, never for ``--help``."""

from __future__ import annotations

import importlib
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from farolito import __version__
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Entry(NamedTuple):
    """Where a command lives: an object of its own name in ``module``; and its line in ``--help``."""

    module: str
    line: str


COMMANDS: Mapping[str, Entry] = {
    "run": Entry("run", "Serve, with the worker that does what may wait."),
    "init": Entry("run", "Make the folders, the keys and the database, or bring them up to date."),
    "demo": Entry("run", "Load the made-up demo county into an empty database."),
    "worker": Entry("worker", "Do what may wait: tell plugins, tidy up."),
    "check": Entry(
        "check", "Look at settings, keys, database, forms, plugins and PDF, and say what is wrong."
    ),
    "repairs": Entry("repairs", "Say what is broken, why it matters, and what to do."),
    "db": Entry("db", "Bring the tables up to date; prove that the migrations are right."),
    "forms": Entry("forms", "Check, list, compare, publish and retire forms."),
    "numbers": Entry("numbers", "Count responses that were never counted."),
    "responses": Entry("responses", "Take answers out in a file."),
    "backup": Entry("backup", "Write the whole database into one file, while it serves."),
    "restore": Entry("backup", "Put a backup back; what was erased since is erased again."),
    "keys": Entry("keys", "See, change and destroy the keys that seal what families said."),
    "plugins": Entry("plugins", "List, check, turn on and turn off plugins."),
    "places": Entry("places", "List, add, rename and move places: county, districts, sites."),
    "users": Entry("users", "Invite people, give them roles, turn them off."),
    "roles": Entry("roles", "List the roles, what each may do and whose records it reads."),
    "translations": Entry("translations", "Collect, compile and check the words of our own pages."),
    "regimes": Entry("regimes", "List what the law of each kind of record allows."),
    "routes": Entry("routes", "List every address with who may come in and what it may load."),
}


class Commands(click.Group):
    """A group that knows its commands by name and line, and imports one when it is wanted."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command itself; None for a name that is not in the table."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"farolito.cli.{COMMANDS[name].module}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in ``--help``, without importing what it lists."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.line) for name, entry in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what we can name is said in plain words, without a traceback."""
        try:
            return super().invoke(ctx)
        except FarolitoError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands)
@click.version_option(__version__, prog_name="farolito")
@click.option("--no-plugins", is_flag=True, help="Safe mode: start without any plugin.")
def cli(no_plugins: bool) -> None:
    """Farolito: forms and surveys for community schools.

    Settings come from the environment and from farolito.toml in this folder.
    """
    if no_plugins:
        # in the environment, so that the processes we start know it too
        os.environ["FAROLITO_NO_PLUGINS"] = "1"
