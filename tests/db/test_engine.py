"""The engine guard: what might lose an acknowledged record is refused, made safe, or named."""

from __future__ import annotations

import inspect
import logging
import multiprocessing
import sqlite3
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from farolito.db import engine as engines
from farolito.db import guard_sqlite
from farolito.db.engine import describe, open_engine
from farolito.db.guard_postgresql import faults
from farolito.db.guard_sqlite import (
    Journal,
    check_connection,
    file_system,
    journal_for,
    wal_is_safe,
)
from farolito.errors import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

    from farolito.testing.postgres import PostgresServer


@pytest.fixture(autouse=True)
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits wait for the disk, as they do not elsewhere in the tests (``quick_disk``)."""
    monkeypatch.setattr(guard_sqlite, "check_connection", inspect.unwrap(check_connection))


@pytest.fixture
def engine(engine_url: str) -> Iterator[Engine]:
    engine = open_engine(engine_url, allow_unsafe=True)
    yield engine
    engine.dispose()


def driver_of(version: tuple[int, int, int]) -> ModuleType:
    """The driver that is here, saying that it is another version."""
    driver = ModuleType("driver")
    vars(driver).update(vars(engines.sqlite_driver()))
    vars(driver)["sqlite_version_info"] = version
    vars(driver)["sqlite_version"] = ".".join(map(str, version))
    return driver


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 1), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_the_versions_that_can_lose_commits_in_wal_mode_are_known(
    version: tuple[int, ...], safe: bool
) -> None:
    assert wal_is_safe(version) is safe


def test_a_version_that_can_lose_commits_gets_the_slower_journal_and_names_the_fix(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "farolito.db"):
        engine = open_engine(sqlite_url, driver=driver_of((3, 51, 1)))
    facts = describe(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "truncate"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
    engine.dispose()
    assert facts["journal"] == "truncate"
    assert "pysqlite3>=0.6.1" in caplog.text
    assert "pysqlite3>=0.6.1" in facts["warnings"][0]


def test_a_safe_version_gets_wal_and_nothing_to_warn_of(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url, driver=driver_of((3, 53, 4)))
    facts = describe(engine)
    engine.dispose()
    assert (facts["engine"], facts["journal"], facts["warnings"]) == ("sqlite", "wal", [])


def test_the_driver_is_the_one_with_a_mended_sqlite() -> None:
    assert engines.sqlite_driver().__name__ == "pysqlite3.dbapi2"


def test_without_that_driver_pythons_own_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing_there(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr("farolito.db.engine.importlib.import_module", nothing_there)
    assert engines.sqlite_driver() is sqlite3


def test_every_connection_syncs_fully_and_checks_what_it_points_at(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    connections = [engine.connect() for _ in range(3)]
    for connection in connections:
        for pragma, value in (
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("secure_delete", 1),
            ("trusted_schema", 0),
            ("busy_timeout", 10000),
        ):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value
        connection.close()
    engine.dispose()


@pytest.mark.parametrize(
    "setting",
    ["synchronous = NORMAL", "synchronous = OFF", "foreign_keys = OFF", "journal_mode = DELETE"],
)
def test_a_setting_that_did_not_take_is_refused_by_name(tmp_path: Path, setting: str) -> None:
    connection = sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    good = ("journal_mode = TRUNCATE", "foreign_keys = ON", "secure_delete = ON")
    for pragma in (*good, "trusted_schema = OFF", setting):
        connection.execute(f"PRAGMA {pragma}")
    with pytest.raises(DatabaseError, match=setting.split()[0]):
        check_connection(connection.cursor(), Journal("truncate"))
    connection.close()


MOUNTS = """\
22 1 259:1 / / rw,relatime - ext4 /dev/root rw
30 22 0:40 / /srv/far\\040away rw - nfs4 server:/x rw
31 22 0:41 / /mnt/c rw - 9p C: rw
32 31 0:42 / /mnt/c/near rw - xfs /dev/sdb rw
not a mount
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/data/farolito.db", "ext4"),
        ("/srv/far away/farolito.db", "nfs4"),
        ("/srv/far away", "nfs4"),
        ("/srv/far away from", "ext4"),
        ("/mnt/c/farolito.db", "9p"),
        ("/mnt/c/near/farolito.db", "xfs"),
    ],
)
def test_the_disk_under_a_file_is_found(path: str, kind: str) -> None:
    assert file_system(path, MOUNTS) == kind


@pytest.mark.parametrize("disk", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs"])
def test_a_network_disk_is_refused_and_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str, disk: str
) -> None:
    monkeypatch.setattr(guard_sqlite, "file_system", lambda path: disk)
    with pytest.raises(DatabaseError, match=r"(?s)network disk.*FAROLITO_DATA"):
        open_engine(sqlite_url)


def test_a_shared_folder_gets_the_slower_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard_sqlite, "file_system", lambda path: "9p")
    journal = journal_for((3, 53, 4), "/x")
    assert journal.mode == "truncate"
    assert "FAROLITO_DATA" in journal.warnings[0]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    with pytest.raises(DatabaseError, match="memory"):
        open_engine(url)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="no folder"):
        open_engine(f"sqlite:///{tmp_path / 'nowhere' / 'farolito.db'}")


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(DatabaseError, match="PostgreSQL"):
        open_engine("mysql://localhost/x")


def test_the_file_is_ours_alone(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'farolito.db'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    engine.dispose()
    assert set(modes.values()) == {0o600}


def test_postgresql_without_fsync_is_refused(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with pytest.raises(DatabaseError, match=r"(?s)fsync = on.*full_page_writes"):
        engine.connect()
    engine.dispose()


def test_a_superuser_of_postgresql_is_refused(postgres: PostgresServer, postgres_url: str) -> None:
    engine = open_engine(postgres_url.replace("farolito@", "postgres@"))
    with pytest.raises(DatabaseError, match="ordinary role"):
        engine.connect()
    engine.dispose()


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (("off", "on", "on", "UTF8", False), "fsync"),
        (("on", "off", "on", "UTF8", False), "full_page_writes"),
        (("on", "on", "off", "UTF8", False), "synchronous_commit"),
        (("on", "on", "on", "SQL_ASCII", False), "UTF8"),
        (("on", "on", "on", "UTF8", True), "superuser"),
    ],
)
def test_each_fault_of_a_server_is_named(settings: tuple[Any, ...], says: str) -> None:
    [found] = faults(*settings)
    assert says in found


def test_a_safe_server_has_no_faults() -> None:
    assert faults("on", "on", "on", "UTF8", False) == []


def test_the_facts_name_engine_version_journal_and_sync(engine: Engine) -> None:
    facts = describe(engine)
    assert facts["engine"] == engine.dialect.name
    assert set(facts) == {"engine", "version", "journal", "synchronous", "warnings"}


def test_values_never_stand_in_an_error_message(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x INTEGER NOT NULL)")
        with pytest.raises(Exception, match="hide_parameters") as raised:
            connection.exec_driver_sql(
                "INSERT INTO t SELECT NULL WHERE "
                + ("? = ?" if engine.dialect.name == "sqlite" else "%s = %s"),
                ("canary", "canary"),
            )
    assert "canary" not in str(raised.value)


def test_a_child_process_does_not_speak_through_its_parents_connection(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
    kept = engine.pool.checkedin()  # type: ignore[attr-defined]

    def child() -> None:
        assert engine.pool.checkedin() == 0  # type: ignore[attr-defined]
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join(30)
    assert (kept, process.exitcode) == (1, 0)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
