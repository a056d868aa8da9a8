"""What is said when the storage itself is in the way: damaged, unreachable, or not ours to write.

One sentence and what to do. Never a statement, a value or a password; the driver's own words are chained.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import event

from farolito.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine
    from sqlalchemy.engine import ExceptionContext

DAMAGED = ("not a database", "malformed", "encrypted", "unsupported file format")
UNWRITABLE = ("readonly", "unable to open", "disk i/o", "is full")
"""Words of SQLite's messages; its drivers do not all carry the codes."""


def name_trouble(engine: Engine) -> None:
    """From here on such an error is a :class:`DatabaseError`; every other one stays what it was."""

    @event.listens_for(engine, "handle_error")
    def name(context: ExceptionContext) -> None:
        if context.is_pre_ping:
            return  # the pool sees to that one itself
        connecting = context.connection is None
        trouble = named(engine.url, context.original_exception, connecting=connecting)
        if trouble is not None:
            context.chained_exception = trouble


def named(url: URL, error: BaseException, *, connecting: bool = False) -> DatabaseError | None:
    """What to say instead of a driver's error; None for one that is no trouble of the storage."""
    if url.get_backend_name() == "sqlite":
        sentence = _of_sqlite(url, str(error).lower(), connecting)
    else:
        sentence = _of_postgresql(url) if connecting else ""
    return DatabaseError(sentence) if sentence else None


def unusable(path: str, error: OSError) -> DatabaseError:
    """For a database file that the system does not let us open."""
    return DatabaseError(
        f"The database {path} can not be opened ({error.strerror}). Make sure that it is a file in a folder that "
        "this user may write to, or name another folder in FAROLITO_DATA."
    )


def _of_sqlite(url: URL, said: str, connecting: bool) -> str:
    if any(words in said for words in DAMAGED):
        return f"The database {url.database} is damaged or no database. Put the file aside and restore the backup."
    if any(words in said for words in UNWRITABLE):
        return (
            f"The database {url.database} can not be read or written. Make sure that this user may write to the "
            "file and its folder, and that the disk is not full."
        )
    if connecting:
        return (
            f"The database {url.database} can not be opened now. Close other programs that have it open, "
            "then try again."
        )
    return ""


def _of_postgresql(url: URL) -> str:
    where = f"{url.host or 'this machine'}:{url.port or 5432}"
    return (
        f"PostgreSQL at {where} did not let us in. Check that it runs, and the host, port, user, password and "
        "database name in FAROLITO_DATABASE_URL."
    )
