"""One transaction on one connection: begun at its first use, ended once, its write lock taken late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from farolito.db import row_security
from farolito.db.prepared import Prepared

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Engine, Executable, Row

    from farolito.db.prepared import Done


class Transaction:
    """Holds at most one connection. ``commit`` or ``undo`` ends it; neither costs anything if nothing was done."""

    def __init__(
        self, engine: Engine, *, write: bool = True, places: str = row_security.EVERYTHING
    ) -> None:
        """Nothing is opened yet. Without ``write`` the database itself refuses to be changed.

        ``places``: whose rows it sees, where the engine guards that (:mod:`farolito.db.row_security`).
        """
        self.places = places
        self.write = write
        self._engine = engine
        self._connection: Connection | None = None
        self._session: Session | None = None
        self._guarded = False  # whether this connection was told to refuse changes
        self._late = (
            write and engine.dialect.name == "sqlite"
        )  # only there a reader and a writer differ

    @property
    def connection(self) -> Connection:
        """The connection, inside the transaction. On SQLite, writers get the write lock here, or wait for it."""
        connection = self._connect()
        if not connection.in_transaction():
            if not self.write and connection.dialect.name == "sqlite":
                _query_only(connection, True)
                self._guarded = True
            connection.begin()
        return connection

    @property
    def session(self) -> Session:
        """An ORM session inside the same transaction; it is flushed before the commit."""
        if self._session is None:
            self._session = Session(
                self.connection, join_transaction_mode="rollback_only", expire_on_commit=False
            )
            self._session.connection()  # joined now, so that a plugin's rollback can not pass unseen
        return self._session

    def peek(
        self, statement: Executable | Prepared, parameters: Mapping[str, Any] | None = None
    ) -> Sequence[Row[Any]]:
        """All rows as they are now, without taking SQLite's write lock if this transaction has not taken it.

        Somebody may change them before this transaction writes: guard what depends on them with a condition in the
        statement that writes.
        """
        connection = self._connect()
        if isinstance(statement, Prepared):
            if connection.dialect.name == "sqlite" or connection.in_transaction():
                return statement.on(connection, parameters or {}).rows
            statement = statement.statement
        if not self._late or connection.in_transaction():
            return self.connection.execute(statement, parameters).all()
        connection.execution_options(farolito_write=False)
        try:
            return connection.execute(statement, parameters).all()
        finally:
            connection.rollback()
            connection.execution_options(farolito_write=True)

    def carry_out(self, statement: Prepared, parameters: Mapping[str, Any]) -> Done:
        """A statement inside the transaction; on SQLite, under the write lock."""
        return statement.on(self.connection, parameters)

    def see(self, places: str) -> None:
        """From here on see the rows of these places only (:mod:`farolito.db.row_security`)."""
        self.places = places
        if self._connection is not None:
            row_security.see(self._connection, places)

    def commit(self) -> None:
        """Make everything durable. Returns after the disk has it."""
        if self._session is not None:
            self._session.commit()
        if self._connection is not None:
            self._connection.commit()

    def undo(self) -> None:
        """As if nothing had been done."""
        if self._connection is not None:
            self._connection.rollback()

    def close(self) -> None:
        """Undo what was not committed and give the connection back."""
        if self._session is not None:
            self._session.close()
        if self._connection is not None:
            if self._guarded:
                self._connection.rollback()
                _query_only(self._connection, False)
            self._connection.close()
        self._session = self._connection = None

    def _connect(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(farolito_write=self.write)
            row_security.see(self._connection, self.places)
        return self._connection


def _query_only(connection: Connection, only: bool) -> None:
    # this makes SQLite forget what it compiled, so nothing that families wait for comes through here
    raw: Any = connection.connection.dbapi_connection
    raw.execute(f"PRAGMA query_only = {int(only)}")
