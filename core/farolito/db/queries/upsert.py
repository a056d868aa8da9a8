"""INSERT … ON CONFLICT, which both engines have and SQLAlchemy spells once for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.dialects import sqlite

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table
    from sqlalchemy.dialects import postgresql

    Insert = postgresql.Insert | sqlite.Insert


def insert(connection: Connection, table: Table) -> Insert:
    """An insert into ``table`` that may say what happens on a conflict."""
    return insert_on(connection.dialect.name, table)


def insert_on(dialect: str, table: Table) -> Insert:
    """The same for the name of a dialect."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # 2 MB, which most sites never need

    return postgresql.insert(table)
