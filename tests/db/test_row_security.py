"""The second guard of PostgreSQL: what was not granted does not exist, whatever a query forgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from farolito.db import row_security
from farolito.db.engine import open_engine
from farolito.db.migrations import upgrade_host
from farolito.db.session import Transaction
from farolito.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from farolito.testing.postgres import PostgresServer

PLACE = (
    "INSERT INTO place (id, kind, slug, name, settings, path)"
    " VALUES ('{place}', 'site', '{place}', '{place}', '{{}}', '{path}')"
)
INSERT = "INSERT INTO link VALUES ('{place}', 'needs', 'family-needs', true, now())"


@pytest.fixture
def engine(postgres: PostgresServer) -> Iterator[Engine]:
    """Two schools of one county, each with a link; asked as an ordinary user."""
    name = postgres.make_database()
    engine = open_engine(postgres.url(name), allow_unsafe=True)
    upgrade_host(engine, load_settings({}).migrations)
    with engine.begin() as connection:
        for place, path in (("county", "county"), ("a", "county/a"), ("b", "county/b")):
            connection.execute(text(PLACE.format(place=place, path=path)))
            connection.execute(text(INSERT.format(place=place)))
    yield engine
    engine.dispose()
    postgres.drop_database(name)


def seen(engine: Engine, places: str) -> list[str]:
    transaction = Transaction(engine, write=False, places=places)
    try:
        rows = transaction.peek(text("SELECT place_id FROM link ORDER BY place_id"))
        return [row.place_id for row in rows]
    finally:
        transaction.close()


def test_a_query_that_forgets_the_place_brings_only_what_was_granted(engine: Engine) -> None:
    assert seen(engine, "a") == ["a"]
    assert seen(engine, "b") == ["b"]
    assert seen(engine, "a,b") == ["a", "b"]
    assert seen(engine, "county") == ["a", "b", "county"]
    assert seen(engine, row_security.EVERYTHING) == ["a", "b", "county"]
    assert seen(engine, row_security.NOTHING) == []


def test_what_one_request_may_see_is_not_left_to_the_next_one(engine: Engine) -> None:
    for _ in range(3):
        assert seen(engine, "a") == ["a"]
        assert seen(engine, "b") == ["b"]
    transaction = Transaction(engine)
    transaction.peek(text("SELECT 1"))
    assert transaction.connection.in_transaction()
    transaction.see("a")
    assert [row.place_id for row in transaction.peek(text("SELECT place_id FROM link"))] == ["a"]
    transaction.close()
    assert seen(engine, row_security.EVERYTHING) == ["a", "b", "county"]


def test_nothing_is_written_at_a_place_that_was_not_granted(engine: Engine) -> None:
    transaction = Transaction(engine, places="a")
    with pytest.raises(ProgrammingError, match="row-level security"):
        transaction.connection.execute(text(INSERT.format(place="b").replace("needs", "other")))
    transaction.close()
    transaction = Transaction(engine, places="a")
    changed = transaction.connection.execute(text("UPDATE link SET open = false"))
    assert changed.rowcount == 1
    transaction.close()


def test_a_connection_that_says_nothing_sees_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("RESET farolito.places"))
        connection.execute(text("SELECT set_config('farolito.places', NULL, true)"))
        assert connection.execute(text("SELECT count(*) FROM link")).scalar_one() == 0


def test_every_table_about_places_is_guarded_those_of_plugins_too(engine: Engine) -> None:
    with engine.begin() as connection:
        assert row_security.unprotected(connection) == ()
        connection.execute(text("CREATE TABLE plugin_new_thing (place_id varchar PRIMARY KEY)"))
        assert row_security.unprotected(connection) == ("plugin_new_thing",)
        assert row_security.protect(connection) == ("plugin_new_thing",)
        assert row_security.unprotected(connection) == ()


def test_a_place_that_is_named_alone_is_read_in_tables_of_plugins_and_nowhere_else(
    engine: Engine,
) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE plugin_guide (place_id varchar PRIMARY KEY)"))
        connection.execute(text("INSERT INTO plugin_guide VALUES ('county'), ('a'), ('b')"))
        row_security.protect(connection)
    above = f"a,{row_security.ALONE}county"
    assert seen(engine, above) == ["a"]
    transaction = Transaction(engine, places=above)
    read = transaction.connection.execute(text("SELECT place_id FROM plugin_guide ORDER BY 1"))
    assert read.scalars().all() == ["a", "county"]
    for change in ("UPDATE plugin_guide SET place_id = place_id", "DELETE FROM plugin_guide"):
        assert transaction.connection.execute(text(change)).rowcount == 1
    with pytest.raises(ProgrammingError, match="row-level security"):
        transaction.connection.execute(text("INSERT INTO plugin_guide VALUES ('county')"))
    transaction.close()
