"""``farolito plugins new``: a small, complete, tested plugin to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from farolito.cli.plugins.common import as_json, print_json
from farolito.plugins import discovery
from farolito.plugins.new import Names, NoPlugin, names_of, write


@click.command()
@click.argument("name")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The folder to write it into; this one by default.",
)
@as_json
def new(name: str, into: Path, as_json: bool) -> None:
    """Write a plugin NAME (food-bank, for example) that works: change it until it is yours.

    It has a form, a next step, a table with its migration, pages, a PDF, Spanish words and tests, in a new folder
    farolito-NAME. Nothing is installed or turned on. Exits with 1 when the name or the folder cannot be used.
    """
    try:
        names = names_of(name, _taken())
        folder, files = write(names, into)
    except NoPlugin as why:
        raise click.ClickException(str(why)) from None
    if as_json:
        print_json(
            [{"name": names.module, "folder": str(folder), "files": [str(file) for file in files]}]
        )
        return
    _say(names, folder)


def _taken() -> dict[str, str]:
    """The plugins that are installed, and the distributions they come from."""
    found = {one.name: discovery.distribution(one)[0] for one in discovery.installed()}
    return {name: found.get(name) or "comes with Farolito" for name in (*discovery.BUNDLED, *found)}


def _say(names: Names, folder: Path) -> None:
    click.echo(f"The plugin {names.module} lies in {folder}.")
    click.echo("")
    click.echo("What now:")
    click.echo(f"  cd {folder}")
    click.echo("  python -m pip install --editable .")
    click.echo("  python -m pytest")
    click.echo(f"  farolito plugins check {names.module}")
