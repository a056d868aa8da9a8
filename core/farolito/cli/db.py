"""``farolito db``: the tables of the host and of every plugin that is on."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from farolito.db.engine import open_engine
from farolito.db.migrations import check as faults_of
from farolito.db.migrations import pending, upgrade_host, upgrade_plugin
from farolito.errors import DatabaseError
from farolito.plugins.tables import metadata_of
from farolito.services.plugins.loading import hooks_for
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from farolito.plugins.hooks import Hooks
    from farolito.settings import Settings


@click.group()
def db() -> None:
    """Bring the tables up to date, or prove that the migrations are right."""


@db.command()
def upgrade() -> None:
    """Bring the tables of Farolito and of its plugins up to date. Safe to repeat."""
    settings = load_settings(os.environ, FILE)
    hooks = hooks_for(settings)
    engine = open_engine(settings.database_url, allow_unsafe=settings.allow_unsafe_database)
    done, refused = upgrade_all(engine, settings, hooks)
    for line in done or ["Nothing to do: the tables are up to date."]:
        click.echo(line)
    if refused:
        raise click.ClickException("\n".join(refused))


@db.command()
@click.option("--postgresql", "url", metavar="URL", help="Also on this empty PostgreSQL database.")
def check(url: str | None) -> None:
    """Try every migration on an empty database: up, compare with the models, back one, up again.

    Your own data is not touched.
    """
    settings = load_settings(os.environ, FILE)
    hooks = hooks_for(settings)
    found = [f"{refusal.name}: {refusal.reason}" for refusal in hooks.roster.refused]
    folder = Path(tempfile.mkdtemp(prefix="farolito-"))
    try:
        for address in filter(None, [f"sqlite:///{folder / 'empty.db'}", url]):
            engine = open_engine(address, allow_unsafe=True)
            found += [f"{engine.name}: {fault}" for fault in _faults(engine, settings, hooks)]
            engine.dispose()
    finally:
        shutil.rmtree(folder)
    if found:
        raise click.ClickException("\n".join(found))
    histories = ["Farolito", *(name for name, _ in histories_of(hooks))]
    click.echo(f"The migrations are right: {', '.join(histories)}.")


def histories_of(hooks: Hooks) -> Iterator[tuple[str, Path]]:
    """The plugins that keep tables, and the folder of their migrations."""
    for loaded in hooks.roster.loaded:
        versions = loaded.plugin.folder("migrations/versions")
        if versions is not None:
            yield loaded.name, versions.parent


def upgrade_all(engine: Engine, settings: Settings, hooks: Hooks) -> tuple[list[str], list[str]]:
    """Bring everything up to date: what was done, and what a plugin could not do, as sentences.

    Raises :class:`DatabaseError` when the host's own tables can not be. A plugin's failure stays the plugin's.
    """
    done = [f"Farolito {step}" for step in upgrade_host(engine, settings.migrations)]
    refused = []
    for name, folder in histories_of(hooks):
        try:
            done += [f"{name} {step}" for step in upgrade_plugin(engine, name, folder)]
        except DatabaseError as error:
            refused.append(str(error))
    return done, refused


def lacking(engine: Engine, settings: Settings, hooks: Hooks) -> list[str]:
    """The migrations that were not run yet, as ``<whose> <revision>``."""
    found = [f"Farolito {step}" for step in pending(engine, settings.migrations)]
    for name, folder in histories_of(hooks):
        found += [f"{name} {step}" for step in pending(engine, folder, name)]
    return found


def _faults(engine: Engine, settings: Settings, hooks: Hooks) -> list[str]:
    found = [f"Farolito: {fault}" for fault in faults_of(engine, settings.migrations)]
    for name, folder in histories_of(hooks):
        plugin_faults = faults_of(engine, folder, name, metadata_of(name))
        found += [f"{name}: {fault}" for fault in plugin_faults]
    return found
