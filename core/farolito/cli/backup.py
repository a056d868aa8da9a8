"""``farolito backup`` and ``farolito restore``: the whole database in one file, and back, while nothing is lost."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from sqlalchemy import make_url

from farolito.cli.prepare import prepare
from farolito.db.engine import open_engine, sqlite_driver
from farolito.durable import sync
from farolito.errors import FarolitoError
from farolito.services.receiving.epochs import raise_epoch
from farolito.settings import FILE, load_settings

if TYPE_CHECKING:
    from farolito.settings import Settings


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the database into FILE, which must not be there yet. Serving goes on.

    What is sealed in it can be opened only with the keys, which are not in it: keep a copy of them elsewhere.
    """
    settings = load_settings(os.environ, FILE)
    write_backup(settings, file)
    click.echo(f"{file}: {file.stat().st_size:,} bytes. The keys are not in it: {settings.keys}")


def write_backup(settings: Settings, file: Path) -> None:
    """Write the database of this site into a file. Raises :class:`FarolitoError` with what to do instead."""
    source = _database(settings, "pg_dump --format=custom --file=FILE")
    if not source.exists():
        raise FarolitoError(f"There is no database {source}. Type: farolito init")
    _make(file)
    engine = open_engine(settings.database_url, allow_unsafe=settings.allow_unsafe_database)
    try:
        with engine.connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            driver.execute("VACUUM INTO ?", (str(file),))
    except Exception:
        file.unlink()
        raise
    finally:
        engine.dispose()


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Put the database of FILE in the place of the present one, which is kept beside it. Stop serving first.

    What was erased since the backup was made is erased again before anybody is served. Tablets that have sent something
    in the last week send it once more.
    """
    settings = load_settings(os.environ, FILE)
    target = _database(settings, "pg_restore --clean --dbname=NAME FILE, then: farolito init")
    _refuse_what_is_no_backup(file)
    kept = None
    if target.exists():
        kept = target.with_name(f"{target.name}.before-restore")
        if kept.exists():
            raise FarolitoError(
                f"{kept} is still there from the last time. Look at it, and put it away."
            )
    draft = target.with_name(f"{target.name}.restoring")
    draft.unlink(missing_ok=True)
    _make(draft)
    shutil.copyfile(file, draft)
    sync(draft)
    if kept is not None:
        _close_journal(target)
        target.rename(kept)
    draft.rename(target)
    sync(target.parent)
    raise_epoch(settings.keys)  # tablets send again what they still have
    done, refused = prepare(settings)
    for line in (*done, *refused):
        click.echo(line)
    click.echo(f"Restored from {file}." + (f" What was there before: {kept}" if kept else ""))


def _database(settings: Settings, otherwise: str) -> Path:
    """The file of the database. Raises :class:`FarolitoError` with the command to type where it is no file."""
    address = make_url(settings.database_url)
    if address.get_backend_name() != "sqlite":
        raise FarolitoError(
            f"This site stores in PostgreSQL, which has its own way. Type: {otherwise}"
        )
    return Path(str(address.database))


def _refuse_what_is_no_backup(file: Path) -> None:
    connection = sqlite_driver().connect(
        f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True
    )
    try:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        ours = connection.execute("SELECT count(*) FROM alembic_version").fetchone()[0]
    except sqlite_driver().DatabaseError:
        whole, ours = "", 0
    finally:
        connection.close()
    if whole != "ok" or not ours:
        raise FarolitoError(f"{file} is not a whole backup of Farolito. Take another one.")


def _close_journal(target: Path) -> None:
    """Bring what is only in the journal into the file, or it would be put onto the restored one."""
    connection = sqlite_driver().connect(str(target))
    try:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite_driver().OperationalError:
        raise FarolitoError("The site is still serving. Stop it, then restore.") from None
    finally:
        connection.close()


def _make(file: Path) -> None:
    """An empty file that only we can read, so that nothing is ever readable by others."""
    try:
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise FarolitoError(f"{file} is there already. Choose another name.") from None
    except OSError as error:
        raise FarolitoError(f"{file} can not be written: {error.strerror}.") from None
