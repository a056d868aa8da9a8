"""Migrations: forward and back on both engines, a history for each plugin, and all of it or nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from time import sleep
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, String, Table, inspect, text

from farolito.db import migrations
from farolito.db.base import NAMES, Base
from farolito.db.engine import open_engine
from farolito.errors import DatabaseError
from farolito.plugins.manners import RESERVED
from farolito.plugins.tables import NAMING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

HOST = Path(__file__).parents[2] / "migrations"


@pytest.fixture
def engine(engine_url: str) -> Iterator[Engine]:
    engine = open_engine(engine_url, allow_unsafe=True)
    yield engine
    engine.dispose()


def write_migration(
    folder: Path, revision: str, after: str | None, upgrade: str, downgrade: str = "pass"
) -> Path:
    """A migration in a plugin's folder."""
    (folder / "versions").mkdir(parents=True, exist_ok=True)
    (folder / "versions" / f"{revision}.py").write_text(
        dedent(f"""\
        import sqlalchemy as sa
        from alembic import op

        revision = {revision!r}
        down_revision = {after!r}

        def upgrade():
            {upgrade}

        def downgrade():
            {downgrade}
        """)
    )
    return folder


def make_table(name: str) -> str:
    return f'op.create_table("{name}", sa.Column("id", sa.String(), primary_key=True))'


def columns(engine: Engine, table: str) -> list[str]:
    return [column["name"] for column in inspect(engine).get_columns(table)]


def test_the_host_goes_forward_and_back_and_is_what_the_models_say(engine: Engine) -> None:
    assert migrations.check(engine, HOST) == []


def test_what_families_sent_before_consent_was_written_down_is_a_parents(engine: Engine) -> None:
    migrations.upgrade_host(engine, HOST)
    migrations.downgrade(engine, HOST, "20261126_0010")
    forms = {
        "family": {},
        "students": {"audience": "student"},
        "asks": {"consent_path": "caregiver"},
    }
    at = "2026-11-23 17:30:00+00:00"
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO place (id, slug, name, kind, settings, path) VALUES ('p', 'p', 'P', 'site', '{}', 'p')"
        )
        for name, said in forms.items():
            connection.execute(
                text(
                    "INSERT INTO form_version (hash, form_name, number, status, definition, source, published_at)"
                    " VALUES (:name, :name, 1, 'published', :said, 'host', :at)"
                ),
                {"name": name, "said": json.dumps(said), "at": at},
            )
            connection.execute(
                text(
                    "INSERT INTO response (place_id, id, link_slug, form_hash, regime, status, language, channel,"
                    " revision, submitted_number, started_at, saved_at, received_at) VALUES ('p', :name, 'l', :name,"
                    " 'education_record', 'completed', 'en', 'paper', 1, 1, :at, :at, :at)"
                ),
                {"name": name, "at": at},
            )
    migrations.upgrade_host(engine, HOST)
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT id, consent_path FROM response").all()
    assert {row.id: row.consent_path for row in found} == {
        "family": "parent",
        "students": "unknown",
        "asks": "unknown",
    }


def test_a_difference_between_models_and_tables_is_named(engine: Engine) -> None:
    migrations.upgrade_host(engine, HOST)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE job ADD COLUMN surprise VARCHAR")
    found = migrations.check(engine, HOST)
    assert found
    assert "surprise" in found[0]


def test_every_table_of_the_models_is_made_and_none_is_a_plugins(engine: Engine) -> None:
    migrations.upgrade_host(engine, HOST)
    assert set(migrations.tables(engine)) == set(Base.metadata.tables)
    named_like_theirs = {name for name in Base.metadata.tables if name.startswith("plugin_")}
    assert named_like_theirs == {"plugin_set", "plugin_setting"}  # and no plugin is called "set"
    assert "set" in RESERVED


def test_every_table_of_a_place_has_the_place_first_in_its_key() -> None:
    of_place = [table for table in Base.metadata.tables.values() if "place_id" in table.columns]
    assert len(of_place) >= 6
    for table in of_place:
        assert list(table.primary_key.columns)[0].name == "place_id"  # noqa: RUF015  as people read it


def test_host_and_plugins_name_constraints_alike() -> None:
    assert NAMES == NAMING


def test_what_is_pending_is_listed_until_it_is_done(engine: Engine) -> None:
    waiting = migrations.pending(engine, HOST)
    assert waiting
    assert migrations.upgrade_host(engine, HOST) == waiting
    assert migrations.pending(engine, HOST) == ()
    assert migrations.upgrade_host(engine, HOST) == ()


def test_a_database_newer_than_the_code_is_named(engine: Engine) -> None:
    migrations.upgrade_host(engine, HOST)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'later'")
    with pytest.raises(DatabaseError, match="newer than its code"):
        migrations.pending(engine, HOST)
    with pytest.raises(DatabaseError, match="newer than its code"):
        migrations.upgrade_host(engine, HOST)


def test_each_plugin_has_a_history_of_its_own(engine: Engine, tmp_path: Path) -> None:
    # the same revision id in both, and one plugin's files gone: neither may stop the others
    first = write_migration(tmp_path / "a", "one", None, make_table("plugin_visits_visit"))
    second = write_migration(
        tmp_path / "b",
        "one",
        None,
        make_table("plugin_notes_note"),
        'op.drop_table("plugin_notes_note")',
    )
    migrations.upgrade_host(engine, HOST)
    assert migrations.upgrade_plugin(engine, "visits", first) == ("one",)
    assert migrations.upgrade_plugin(engine, "notes", second) == ("one",)
    assert migrations.tables(engine, "visits") == ("plugin_visits_visit",)
    (first / "versions" / "one.py").unlink()
    assert migrations.upgrade_host(engine, HOST) == ()
    assert migrations.downgrade(engine, second, "base", "notes") == ("one",)
    assert migrations.tables(engine, "notes") == ()
    assert migrations.tables(engine, "visits") == ("plugin_visits_visit",)
    assert migrations.check(engine, HOST) == []


def test_a_plugins_history_is_checked_against_the_tables_it_declares(
    engine: Engine, tmp_path: Path
) -> None:
    migrations.upgrade_host(engine, HOST)
    folder = write_migration(
        tmp_path,
        "one",
        None,
        'op.create_table("plugin_visits_visit", sa.Column("id", sa.String(), nullable=False),'
        ' sa.Column("place_id", sa.String(), nullable=True),'
        ' sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_plugin_visits_visit_place_id"),'
        ' sa.PrimaryKeyConstraint("id", name="pk_plugin_visits_visit"))',
        'op.drop_table("plugin_visits_visit")',
    )
    declared = MetaData(naming_convention=NAMING)
    table = Table(
        "plugin_visits_visit",
        declared,
        Column("id", String, primary_key=True),
        Column("place_id", String, ForeignKey("place.id")),
    )
    assert migrations.check(engine, folder, "visits", declared) == []
    table.append_column(Column("more", String))
    found = migrations.check(engine, folder, "visits", declared)
    assert "more" in found[0]


def test_what_lies_beside_a_plugins_tables_is_not_looked_at(engine: Engine, tmp_path: Path) -> None:
    migrations.upgrade_host(engine, HOST)
    with engine.begin() as connection:  # SQLAlchemy warns of such an index on SQLite
        connection.exec_driver_sql("CREATE INDEX an_admins_own ON place (lower(name))")
    folder = write_migration(
        tmp_path,
        "one",
        None,
        make_table("plugin_visits_visit"),
        "op.drop_table('plugin_visits_visit')",
    )

    found = migrations.check(engine, folder, "visits", MetaData(naming_convention=NAMING))

    assert [fault for fault in found if "an_admins_own" in fault] == []
    assert "plugin_visits_visit" in found[0]


@pytest.mark.parametrize("fault", ["1 / 0", 'op.execute("no such statement")'])
def test_a_migration_that_fails_leaves_nothing_behind(
    engine: Engine, tmp_path: Path, fault: str
) -> None:
    write_migration(tmp_path, "one", None, make_table("plugin_visits_visit"))
    migrations.upgrade_plugin(engine, "visits", tmp_path)
    write_migration(
        tmp_path,
        "two",
        "one",
        'op.add_column("plugin_visits_visit", sa.Column("half", sa.String()))',
    )
    write_migration(tmp_path, "three", "two", f"{make_table('plugin_visits_more')}; {fault}")
    with pytest.raises(DatabaseError, match="visits failed at three and was undone"):
        migrations.upgrade_plugin(engine, "visits", tmp_path)
    assert migrations.tables(engine, "visits") == ("plugin_visits_visit",)
    assert columns(engine, "plugin_visits_visit") == ["id"]
    assert migrations.pending(engine, tmp_path, "visits") == ("two", "three")


@pytest.mark.parametrize("fault", ["1 / 0", "op.get_bind().commit()"])
def test_a_migration_inside_another_transaction_counts_only_together_with_it(
    engine: Engine, tmp_path: Path, fault: str
) -> None:
    write_migration(tmp_path, "one", None, make_table("plugin_visits_visit"))
    with engine.connect() as connection, connection.begin() as transaction:
        assert migrations.upgrade_within(connection, "visits", tmp_path) == ("one",)
        transaction.rollback()
    assert migrations.tables(engine, "visits") == ()
    with engine.begin() as connection:
        migrations.upgrade_within(connection, "visits", tmp_path)
    assert migrations.tables(engine, "visits") == ("plugin_visits_visit",)
    write_migration(tmp_path, "two", "one", f"{make_table('plugin_visits_more')}; {fault}")
    with (
        pytest.raises(DatabaseError, match="visits failed at two and was undone"),
        engine.begin() as connection,
    ):
        migrations.upgrade_within(connection, "visits", tmp_path)
    assert migrations.tables(engine, "visits") == ("plugin_visits_visit",)


def test_a_file_that_is_not_python_is_named_as_a_fault_of_its_plugin(
    engine: Engine, tmp_path: Path
) -> None:
    write_migration(tmp_path, "one", None, "class class")
    with pytest.raises(DatabaseError, match="plugin visits"):
        migrations.upgrade_plugin(engine, "visits", tmp_path)


STARTER = """
import sys
from pathlib import Path
from farolito.db import migrations
from farolito.db.engine import open_engine
engine = open_engine(sys.argv[1], allow_unsafe=True)
print("ready", flush=True)
sys.stdin.readline()
print(len(migrations.upgrade_host(engine, Path(sys.argv[2]))))
"""


def test_those_that_start_together_migrate_once(engine_url: str) -> None:
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", STARTER, engine_url, str(HOST)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(3)
    ]  # fmt: skip
    for starter in starters:
        assert starter.stdout is not None
        assert starter.stdout.readline() == "ready\n"
    for starter in starters:
        assert starter.stdin is not None
        starter.stdin.write("go\n")
        starter.stdin.flush()
    said = [starter.communicate() for starter in starters]
    assert [starter.returncode for starter in starters] == [0, 0, 0], said
    every = len(list((HOST / "versions").glob("*.py")))
    assert sorted(int(words) for words, _ in said) == [0, 0, every]


SLOW_ONE = """
import sys
from pathlib import Path
from farolito.db import migrations
from farolito.db.engine import open_engine
migrations.upgrade_plugin(open_engine(sys.argv[1], allow_unsafe=True), "one", Path(sys.argv[2]))
"""


def test_who_comes_second_waits_longer_than_a_family_would(
    engine_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = tmp_path / "began"
    slowly = (
        f'{make_table("plugin_one_visit")}; open({str(began)!r}, "w"); __import__("time").sleep(2)'
    )
    write_migration(tmp_path / "one", "one", None, slowly)
    write_migration(tmp_path / "two", "two", None, make_table("plugin_two_visit"))
    first = subprocess.Popen([sys.executable, "-c", SLOW_ONE, engine_url, str(tmp_path / "one")])
    while not began.exists():
        assert first.poll() is None
        sleep(0.05)
    monkeypatch.setattr("farolito.db.engine.BUSY_SECONDS", 1)
    monkeypatch.setattr("farolito.db.guard_postgresql.LOCK_SECONDS", 1)
    engine = open_engine(engine_url, allow_unsafe=True)
    assert migrations.upgrade_plugin(engine, "two", tmp_path / "two") == ("two",)
    assert first.wait() == 0
    engine.dispose()


def test_alembics_own_command_line_sees_nothing_left_to_write(engine_url: str) -> None:
    engine = open_engine(engine_url, allow_unsafe=True)
    migrations.upgrade_host(engine, HOST)
    engine.dispose()
    command = [sys.executable, "-m", "alembic", "-c", str(HOST / "alembic.ini"), "check"]
    environment = {**os.environ, "FAROLITO_DATABASE_URL": engine_url}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert "No new upgrade operations detected" in done.stdout, done.stderr


@pytest.mark.parametrize(
    ("table", "plugin", "mine"),
    [
        ("response", None, True),
        ("plugin_visits_visit", None, False),
        ("alembic_version", None, False),
        ("alembic_version_plugin_visits", "visits", False),
        ("plugin_visits_visit", "visits", True),
        ("plugin_notes_note", "visits", False),
    ],
)
def test_whose_a_table_is_shows_in_its_name(table: str, plugin: str | None, mine: bool) -> None:
    assert migrations.belongs(table, plugin) is mine
