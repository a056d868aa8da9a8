"""Statements that are made ready once do what SQLAlchemy would do with them, and name the same trouble."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import bindparam, insert, select, update

from farolito.db.base import Base, table_of
from farolito.db.engine import open_engine
from farolito.db.models import Job
from farolito.db.prepared import Prepared
from farolito.errors import DatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

JOB = table_of(Job)
ADD = insert(JOB).values(tries=0, state="waiting", lease_until=None, last_error=None)
AT = datetime(2026, 11, 23, 9, 30, 0, 123456, tzinfo=UTC)


@pytest.fixture
def connection(engine_url: str) -> Iterator[Connection]:
    engine = open_engine(engine_url, allow_unsafe=True)
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def job(name: str) -> dict[str, Any]:
    return {"id": name, "kind": "k", "payload": {"a": [1]}, "run_after": AT, "created_at": AT}


def test_what_is_written_comes_back_as_it_was(connection: Connection) -> None:
    add = Prepared(ADD)
    assert [add.on(connection, job(name)).changed for name in ("1", "2")] == [1, 1]
    read = Prepared(select(JOB.c.id, JOB.c.payload, JOB.c.run_after).order_by(JOB.c.id))
    rows = read.on(connection, {}).rows
    assert [(row.id, row.payload, row.run_after) for row in rows] == [
        ("1", {"a": [1]}, AT),
        ("2", {"a": [1]}, AT),
    ]


def test_it_says_how_many_rows_were_changed(connection: Connection) -> None:
    Prepared(ADD).on(connection, job("1"))
    change = Prepared(update(JOB).where(JOB.c.id == bindparam("which")).values(tries=3))
    assert change.on(connection, {"which": "1"}).changed == 1
    assert change.on(connection, {"which": "2"}).changed == 0


def test_it_is_part_of_the_transaction(connection: Connection) -> None:
    connection.begin()
    Prepared(ADD).on(connection, job("1"))
    connection.rollback()
    assert Prepared(select(JOB.c.id)).on(connection, {}).rows == []


def test_trouble_of_the_storage_is_named(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA query_only = 1")
        with pytest.raises(DatabaseError, match="can not be read or written"):
            Prepared(ADD).on(connection, job("1"))
        driver.execute("PRAGMA query_only = 0")
    engine.dispose()
