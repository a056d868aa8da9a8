"""For tests of a plugin's migrations: forth, compared with its models, back to nothing, and forth again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.engine import open_engine
from farolito.db.migrations import downgrade, pending, tables, upgrade_host, upgrade_plugin
from farolito.errors import DatabaseError
from farolito.settings import load_settings
from farolito.testing.plugins import unmigrated

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

    from farolito.plugins.manifest import Plugin


def wrong_with_migrations(url: str, plugin: type[Plugin]) -> list[str]:
    """What is wrong with the migrations of a plugin, one sentence each; empty when all is well.

    ``url`` is an empty database, best the fixture ``engine_url``, which is one of each engine. The host's tables are
    made first, as they are where the plugin is installed. Then: all migrations, and what they made is compared with
    the plugin's models; one step back and forth; everything back, and nothing may be left; everything once more.
    """
    folder = plugin().folder("migrations")
    if folder is None:
        return [f"{plugin.name} has no folder migrations/ beside its module."]
    engine = open_engine(url, allow_unsafe=True)
    try:
        upgrade_host(engine, load_settings({}).migrations)
        return _wrong(engine, plugin, folder)
    finally:
        engine.dispose()


def _wrong(engine: Engine, plugin: type[Plugin], folder: Path) -> list[str]:
    found: list[str] = []

    def compared(when: str) -> None:
        found.extend(
            f"{when}, the tables and the models differ: {one}" for one in unmigrated(engine, plugin)
        )

    try:
        upgrade_plugin(engine, plugin.name, folder)
        compared("After all migrations")
        before = tables(engine, plugin.name)
        downgrade(engine, folder, "-1", plugin.name)
        if not pending(engine, folder, plugin.name):
            found.append("Going one back changes nothing: the folder versions/ holds no migration.")
        upgrade_plugin(engine, plugin.name, folder)
        compared("After going one back and forth")
        downgrade(engine, folder, "base", plugin.name)
        if left := tables(engine, plugin.name):
            found.append(f"Taken back to nothing, these tables are left: {', '.join(left)}.")
        upgrade_plugin(engine, plugin.name, folder)
        if tables(engine, plugin.name) != before:
            found.append("Made a second time, the tables are others than the first time.")
    except DatabaseError as error:
        why = error.__cause__
        found.append(f"{error} {type(why).__name__}: {why}" if why else str(error))
    return found
