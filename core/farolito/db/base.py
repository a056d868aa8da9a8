"""What every table shares: the names of constraints, and columns that mean the same on both engines."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import DateTime, Index, LargeBinary, MetaData, String, Text, TypeDecorator, text
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.schema import CreateIndex

from farolito.errors import FarolitoError

if TYPE_CHECKING:
    from sqlalchemy import Dialect, Table

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name from the first day on: a migration can only change what it can name."""

WHERE = "farolito where"
"""Under this name an index keeps its condition."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class UnstorableText(FarolitoError, DontWrapMixin):
    """Text with a NUL or half a character, which PostgreSQL refuses and SQLite would cut or garble."""


def storable(text: str) -> bool:
    """Whether both engines store ``text`` and give it back letter for letter."""
    return _UNSTORABLE.search(text) is None


def _checked(text: str | None) -> str | None:
    if text is not None and not storable(text):
        raise UnstorableText("This text holds characters that can not be stored.")
    return text


class Words(TypeDecorator[str]):
    """Text of any length. Raises :class:`UnstorableText` before a database could."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse what one of the engines would refuse."""
        return _checked(value)


class Name(TypeDecorator[str]):
    """A short name, id or code. Raises :class:`UnstorableText` before a database could."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Refuse what one of the engines would refuse."""
        return _checked(value)


class Json(TypeDecorator[Any]):
    """A JSON value, kept as ASCII text: the same bytes on both engines, whatever the characters are."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Compact, sorted JSON; ``None`` is the JSON word null."""
        return json.dumps(value, separators=(",", ":"), sort_keys=True, allow_nan=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """What was stored; ``None`` where an outer join found no row."""
        return None if value is None else json.loads(value)


class Moment(TypeDecorator[datetime]):
    """An instant, in UTC, to the microsecond. A time without a zone is refused: nobody knows when it is."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite has no zones: there, what is written is UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


NAMELESS = "says nothing about who"
"""In a table's ``info``: its rows stay when only the names of a response are erased."""

NO_ROWID = {"sqlite_with_rowid": False}
"""For tables of small rows: SQLite keeps them in one tree, by their key, and not in the order they came in."""

AT_ONCE = "rows at once"
"""In a table's ``info``: how many of its rows may be held in memory together, where they are large."""


class Sealed(LargeBinary):
    """Bytes made by :meth:`farolito.db.sealing.Sealer.seal`, bound to this very table, column, row and place."""


class Base(DeclarativeBase):
    """The host's tables. Those of plugins come from ``farolito.plugins.tables``, under the same naming rules."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment, str: Words}  # noqa: RUF012  SQLAlchemy's own declaration


def index_where(name: str, condition: str, *columns: str, unique: bool = False) -> Index:
    """An index of the rows where ``condition`` (SQL that both engines read) holds; the others cost it nothing."""
    return Index(
        name, *columns, unique=unique, sqlite_where=text(condition), info={WHERE: condition}
    )


@compiles(CreateIndex, "postgresql")
def _with_condition(create: CreateIndex, compiler: Any, **options: Any) -> Any:
    """PostgreSQL is told of the condition when it makes the index: saying ``postgresql_where`` above would load its
    part of SQLAlchemy (2 MB) for everybody.
    """
    index = create.element
    if isinstance(index, Index) and WHERE in index.info:
        index.dialect_options["postgresql"]["where"] = text(index.info[WHERE])
    return compiler.visit_create_index(create, **options)


def table_of(model: type[Base]) -> Table:
    """The table behind a model: what is hot is written with it, three times faster than through the ORM."""
    return cast("Table", model.__table__)
