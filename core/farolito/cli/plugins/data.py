"""``farolito plugins data NAME``: what a plugin keeps in tables of its own; taken out, or deleted on purpose."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from farolito.cli.plugins.common import as_json, print_json
from farolito.cli.plugins.turning import site_here
from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from farolito.services.work import Work, Works


@click.command()
@click.argument("name")
@click.option(
    "--export",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every row into this ZIP of CSV files.",
)
@click.option("--delete", "delete_it", is_flag=True, help="Delete it, after --export.")
@click.option("--now", is_flag=True, help="Even when it was turned off only lately.")
@click.option("--confirm", metavar="NAME", help="The name once more, where nobody can be asked.")
@as_json
def data(
    name: str, file: Path | None, delete_it: bool, now: bool, confirm: str | None, as_json: bool
) -> None:
    """List the tables of the plugin NAME with their rows, on or off, installed or gone.

    What families answered is not in there: that stays with Farolito and can be read, printed and exported as ever.
    """
    from farolito.domain.access import SYSTEM
    from farolito.services.plugin_settings import how_many
    from farolito.services.plugins import stored_data

    with site_here() as (_, works, _folders):
        with works.open(SYSTEM, write=False) as work:
            tables, kept = stored_data.tables_of(work, name), how_many(work, name)
            if delete_it:
                _refuse_too_soon(work, name, file, now=now)
            if file is not None and tables:
                stored_data.write_tables(work, name, file)
        result: dict[str, object] = {
            "plugin": name,
            "tables": dict(tables),
            "settings": kept,
            "deleted": False,
        }
        if not as_json:
            _list(name, tables, kept, file)
        if file is not None and tables:
            result["export"] = str(file)
        if delete_it and (tables or kept):
            _confirm(name, confirm, as_json=as_json)
            result["deleted"] = _delete(works, name, tables)
            if not as_json:
                gone = [*tables, *(["what was set for it"] if kept else [])]
                click.echo(f"Deleted: {', '.join(gone)}. It is recorded in the audit.")
    if as_json:
        print_json(result)


def _list(name: str, tables: object, kept: int, file: Path | None) -> None:
    if kept:
        click.echo(
            f"{kept:>12,}  values that were set; no file is written of them, for secrets may be among them"
        )
    if not isinstance(tables, dict) or not tables:
        click.echo(f"The plugin {name} keeps nothing in tables of its own here.")
        return
    for table, rows in tables.items():
        click.echo(f"{rows:>12,}  {table}")
    if file is not None:
        click.echo(
            f"Written to {file}. It is as sensitive as the tables: delete it when you are done."
        )


def _refuse_too_soon(work: Work, name: str, file: Path | None, *, now: bool) -> None:
    from farolito.services.plugins.stored_data import DAYS, off_since

    since = off_since(work, name)
    if file is None:
        raise FarolitoError("Nothing is deleted before it is written down. Add --export FILE.zip")
    if now:
        return
    if since is None:
        raise FarolitoError(
            f"Since when {name} is off is not known. If you are sure that nobody needs what it stored, add --now."
        )
    if work.now() - since < timedelta(days=DAYS):
        raise FarolitoError(
            f"{name} is off only since {since:%Y-%m-%d}. What it stored can be deleted after {DAYS} days, or add --now."
        )


def _confirm(name: str, confirm: str | None, *, as_json: bool) -> None:
    if confirm is None and not as_json and sys.stdin.isatty():
        confirm = click.prompt(
            f"Nothing but a backup brings this back. To delete it, type {name}", err=True
        )
    if confirm != name:
        raise FarolitoError(
            f"Nothing was deleted. To delete it, the name is typed again: --confirm {name}"
        )


def _delete(works: Works, name: str, seen: object) -> bool:
    from farolito.db.engine import settle
    from farolito.domain.access import SYSTEM
    from farolito.services.plugins import stored_data

    with works.open(SYSTEM) as work:
        if stored_data.delete(work, name) != seen:
            raise FarolitoError(
                f"Something was stored for {name} meanwhile. Nothing was deleted; look and export again."
            )
    settle(works.engine)
    return True
