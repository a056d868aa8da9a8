"""Rows of a place that are about a response, found without looking along the whole place.

SQLite without statistics prefers the primary key, whose first column is the place, to the index that holds the response
too, unless that index alone answers which rows they are. So that is asked first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, select

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Table


def about_response(table: Table) -> ColumnElement[bool]:
    """The rows about ``:response_id`` at ``:place_id``."""
    other = table.alias("other")
    place: ColumnElement[Any] = bindparam("place_id")
    return _of_these(table, other, place, other.c.response_id == bindparam("response_id"))


def about_responses(table: Table) -> ColumnElement[bool]:
    """The rows about any of ``:responses`` at ``:of_place``."""
    other = table.alias("other")
    some: ColumnElement[Any] = bindparam("responses", expanding=True)
    return _of_these(table, other, bindparam("of_place"), other.c.response_id.in_(some))


def _of_these(
    table: Table, other: Any, place: ColumnElement[Any], which: ColumnElement[bool]
) -> ColumnElement[bool]:
    these = select(other.c.id).where(other.c.place_id == place, which)
    return and_(table.c.place_id == place, table.c.id.in_(these))
