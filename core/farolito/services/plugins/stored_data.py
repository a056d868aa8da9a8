"""What a plugin keeps in tables of its own: seen, taken out as CSV, and deleted on purpose, once it is long off.

tables_of(work, name) -> Mapping[str, int]               # its tables, and how many rows each has
write_tables(work, name, file) -> None                   # a ZIP with one CSV for each; the file must not be there
off_since(work, name) -> datetime | None                 # None: nobody knows; raises PluginRefused while it is on
delete(work, name) -> Mapping[str, int]                  # what went; recorded

What families answered is in the host's tables, and none of this touches it.
"""

from __future__ import annotations

import os
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import MetaData, func, inspect, select
from sqlalchemy import table as table_named

from farolito.db.migrations import version_table
from farolito.errors import FarolitoError
from farolito.exports.answers.csv_file import csv_table
from farolito.plugins import discovery
from farolito.plugins.tables import is_of
from farolito.services import audit, places, plugin_settings
from farolito.services.plugins import sets
from farolito.services.plugins.changing import PluginRefused
from farolito.services.plugins.switching import MOST_SETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from farolito.exports.answers.sheets import Cell
    from farolito.services.work import Work

DAYS = 7
"""How long a plugin must be off before what it stored can be deleted without saying that it is really meant."""

ROWS = 1000  # read at a time
_VERSION = version_table("")


def tables_of(work: Work, name: str) -> Mapping[str, int]:
    """The tables of a plugin, loaded or not; the rows of each."""
    return {
        table: work.connection.scalar(select(func.count()).select_from(table_named(table))) or 0
        for table in _names(work, name)
    }


def write_tables(work: Work, name: str, file: Path) -> None:
    """Write every row into ``file``. Raises :class:`FarolitoError` when it is there already or cannot be written."""
    metadata = MetaData()
    metadata.reflect(work.connection, only=list(_names(work, name)))
    try:
        opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with (
            os.fdopen(opened, "wb") as out,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for table in metadata.sorted_tables:
                rows = work.connection.execute(select(table), execution_options={"yield_per": ROWS})
                header = [column.name for column in table.columns]
                with archive.open(f"{table.name}.csv", "w") as sheet:
                    for part in csv_table(header, ([_cell(one) for one in row] for row in rows)):
                        sheet.write(part)
    except FileExistsError:
        raise FarolitoError(f"{file} is there already. Choose another name.") from None
    except OSError as error:
        raise FarolitoError(f"{file} can not be written: {error.strerror}.") from None


def off_since(work: Work, name: str) -> datetime | None:
    """When a plugin was turned off; None when that was before anything is known. Raises while it is on."""
    if sets.is_on(work, sets.here(work), name):
        raise PluginRefused(
            "on", f"{name} is on and uses this. Turn it off first: farolito plugins disable {name}"
        )
    later = None
    for stored in sets.earlier(work.connection, MOST_SETS):
        if stored.plugins.scope(name) is not None:
            return later
        later = stored.made_at
    return None


def delete(work: Work, name: str) -> Mapping[str, int]:
    """Drop the tables of a plugin that is off, and what is set for it, in this transaction; what tables went.

    Nothing brings them back but a backup.
    """
    off_since(work, name)
    gone = tables_of(work, name)
    metadata = MetaData()
    also = [version_table(name)] if _has(work, version_table(name)) else []
    metadata.reflect(work.connection, only=[*gone, *also])
    metadata.drop_all(work.connection)
    plugin_settings.forget(work, name)
    for place_id in places.roots(work):
        audit.record(work, place_id, "plugin.data_deleted", f"plugin/{name}")
    return gone


def _names(work: Work, name: str) -> Iterator[str]:
    """Its tables; those of ``food_bank`` are not those of ``food``."""
    present = inspect(work.connection).get_table_names()
    others = {one.removeprefix(_VERSION) for one in present if one.startswith(_VERSION)}
    others |= set(discovery.by_name(discovery.installed()))
    others |= {
        plugin
        for stored in sets.earlier(work.connection, MOST_SETS)
        for plugin in (
            *stored.plugins.names,
            *(one for package in stored.plugins.packages for one in package.plugins),
        )
    }
    yield from (table for table in sorted(present) if is_of(table, name, others))


def _has(work: Work, table: str) -> bool:
    return inspect(work.connection).has_table(table)


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else str(value)
