"""A statement that a family waits for, made ready once: on SQLite the work around one costs more than itself.

Measured for the one statement of a question page: 0.30 ms through SQLAlchemy's execution, 0.05 ms in the driver.
Types are still SQLAlchemy's own: parameters and columns go through the same processors.
"""

from __future__ import annotations

from dataclasses import dataclass, field, make_dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select

from farolito.db.trouble import named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Delete, Dialect, Insert, Update

    Process = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class Done:
    """What a statement brought: the rows that it read, their columns as attributes, or how many it ``changed``."""

    rows: Sequence[Any] = field(default=())
    changed: int = 0


class Prepared:
    """Wraps a statement; for :class:`farolito.db.session.Transaction`, which is given it with its parameters.

    Every call gives parameters of the same names.
    """

    def __init__(self, statement: Select[Any] | Insert | Update | Delete) -> None:
        """Nothing is compiled before the first use, when the dialect is known."""
        self.statement = statement
        self._ready: _Ready | None = None

    def on(self, connection: Connection, parameters: Mapping[str, Any]) -> Done:
        """Carry it out: inside the transaction of the connection, or as one of its own where there is none.

        Raises what :func:`farolito.db.trouble.named` names, and else the driver's errors.
        """
        if connection.dialect.name != "sqlite":
            options = {"preserve_rowcount": True}  # else an INSERT does not say whether it did
            result = connection.execute(self.statement, parameters, execution_options=options)
            return Done(result.all() if result.returns_rows else (), result.rowcount)
        if self._ready is None:
            self._ready = _Ready(self.statement, connection.dialect, parameters)
        dialect: Any = connection.dialect
        try:
            return self._ready.on(connection.connection.dbapi_connection, parameters)
        except dialect.loaded_dbapi.Error as error:
            trouble = named(connection.engine.url, error)
            if trouble is None:
                raise
            raise trouble from error


class _Ready:
    """The text for the driver, and what turns our values into its own and back."""

    def __init__(self, statement: Any, dialect: Dialect, names: Iterable[str]) -> None:
        reads = isinstance(statement, Select)
        compiled = statement.compile(dialect=dialect, column_keys=None if reads else list(names))
        self._sql = str(compiled)
        self._fixed = {name: bind.effective_value for name, bind in compiled.binds.items()}
        self._binds: list[tuple[str, Process]] = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup or ()
        ]
        columns = list(statement.selected_columns) if reads else []
        self._columns: list[Process] = [
            column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
        ]
        self._row: Any = make_dataclass("Row", [str(column.key) for column in columns], slots=True)

    def on(self, driver: Any, parameters: Mapping[str, Any]) -> Done:
        """Run it and read everything."""
        values = {**self._fixed, **parameters}
        given = [
            values[name] if process is None else process(values[name])
            for name, process in self._binds
        ]
        cursor = driver.execute(self._sql, given)
        if not self._columns:
            return Done(changed=cursor.rowcount)
        rows = [
            self._row(
                *(
                    value if process is None else process(value)
                    for process, value in zip(self._columns, row, strict=True)
                )
            )
            for row in cursor.fetchall()
        ]
        return Done(rows)
