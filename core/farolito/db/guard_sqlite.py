"""What makes SQLite keep its promises: a safe version, a safe disk, and settings that are read back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from farolito.errors import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph", "glusterfs", "lustre"}
    | {"fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "ncpfs", "davfs", "fuse.davfs2"}
)
"""Disks of other machines, whose locks SQLite can not trust."""

HALF_REMOTE = frozenset({"9p", "virtiofs", "vboxsf", "drvfs", "prl_fs", "fuse.vmhgfs-fuse"})
"""Folders that a virtual machine shares with its host: locks work, the shared memory of WAL may not."""


@dataclass(frozen=True, slots=True)
class Journal:
    """How this database is journaled, and what an operator should know about that."""

    mode: str  # "wal" or "truncate"
    warnings: tuple[str, ...] = ()


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset bug (3.7.0 to 3.51.2, mended in 3.44.6 and 3.50.7)."""
    return (
        version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    )


def journal_for(version: tuple[int, ...], path: str, *, allow_unsafe: bool = False) -> Journal:
    """The journal for a database file at ``path``. Raises :class:`DatabaseError` on a network disk."""
    disk = file_system(path)
    if disk in REMOTE and not allow_unsafe:
        raise DatabaseError(
            f"{path} lies on a network disk ({disk}), where SQLite can lose data. Set FAROLITO_DATA to a folder "
            "on a disk of this machine, or use PostgreSQL (FAROLITO_DATABASE_URL=postgresql://…)."
        )
    warnings = []
    if disk in REMOTE | HALF_REMOTE:
        warnings.append(
            f"{path} lies on a shared folder ({disk}); the slower TRUNCATE journal is used. To mend it: set "
            "FAROLITO_DATA to a folder on a disk of this machine."
        )
    if not wal_is_safe(version):
        shown = ".".join(map(str, version))
        warnings.append(
            f"SQLite {shown} can lose commits in WAL mode; the slower TRUNCATE journal is used. To mend it: "
            "pip install 'pysqlite3>=0.6.1'"
        )
    return Journal("truncate" if warnings else "wal", tuple(warnings))


def file_system(path: str, mounts: str | None = None) -> str:
    """The type of the file system that holds ``path``, e.g. "ext4" or "nfs4"; "" where this can not be told.

    ``mounts`` is the text of /proc/self/mountinfo (Linux only).
    """
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text(errors="replace")
        except OSError:
            return ""
    here = Path(path).resolve()
    found, depth = "", -1
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, kinds = left.split(), right.split()
        if len(fields) < 5 or not kinds:
            continue
        point = Path(fields[4].replace("\\040", " "))
        # later lines are mounted over earlier ones
        if here.is_relative_to(point) and len(point.parts) >= depth:
            found, depth = kinds[0], len(point.parts)
    return found


def guard_sqlite(engine: Engine, journal: Journal, busy_seconds: int) -> None:
    """Set up and check every new connection; begin write transactions with the write lock.

    The execution option ``farolito_patience`` is how many seconds a transaction may wait for it, if not the usual.
    """

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        # the driver must not begin transactions by itself: it would begin them too late, and never for DDL
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {busy_seconds * 1000}",
            f"journal_mode = {journal.mode}",
            "synchronous = FULL",
            "foreign_keys = ON",
            "secure_delete = ON",
            "trusted_schema = OFF",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        record.info["farolito_facts"] = check_connection(cursor, journal)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a transaction that reads first and locks later fails at once when somebody wrote in between,
        # so whoever may write takes the lock at the start; whoever only reads takes none
        writes = connection.get_execution_options().get("farolito_write", True)
        raw: Any = connection.connection.dbapi_connection
        patience = connection.get_execution_options().get("farolito_patience")
        if patience:
            raw.execute(f"PRAGMA busy_timeout = {patience * 1000}")
        try:
            raw.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
        finally:
            if patience:
                raw.execute(f"PRAGMA busy_timeout = {busy_seconds * 1000}")


def check_connection(cursor: Any, journal: Journal) -> dict[str, Any]:
    """Read the settings back. Raises :class:`DatabaseError` naming the first that did not take.

    Returns the facts for /healthz.
    """

    def pragma(name: str) -> Any:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]

    wanted = {
        "journal_mode": journal.mode,
        "synchronous": 2,  # FULL: a commit is on the disk before it is acknowledged
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }
    for name, value in wanted.items():
        found = pragma(name)
        if found != value:
            raise DatabaseError(
                f"SQLite did not take the setting {name}={value} (it says {found}). Close other programs that "
                "have this database open, and check that its folder can be written to."
            )
    version = cursor.execute("SELECT sqlite_version()").fetchone()[0]
    return {
        "engine": "sqlite",
        "version": version,
        "journal": journal.mode,
        "synchronous": "full",
        "warnings": list(journal.warnings),
    }
