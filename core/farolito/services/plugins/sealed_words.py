"""Personal words in the tables of plugins: sealed for one cell, and opened from that very cell alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from farolito.db.base import Sealed
from farolito.db.sealing import Cell, seal, unseal
from farolito.errors import Forbidden
from farolito.plugins.tables import declaring, is_of

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute

    from farolito.plugins.tables import PluginModel
    from farolito.services.work import Work


def seal_text(
    work: Work, column: InstrumentedAttribute[Any], key: tuple[str, ...], text: str
) -> bytes:
    """``text``, sealed for one cell of a table of yours: ``seal_text(work, Member.name, (place.id, id), "Ana")``.

    The column is ``name: Mapped[bytes] = mapped_column(Sealed)``, and ``LargeBinary`` in the migration. ``key`` is the
    row's whole primary key in its order, ``place_id`` first: what was sealed for one row opens in no other one, and at
    no other place. When keys change, the host seals it again. Raises :class:`Forbidden` for a table that is not yours.
    """
    return seal(work.keyring, _cell(work, column, key), text.encode())


def open_text(
    work: Work, column: InstrumentedAttribute[Any], key: tuple[str, ...], sealed: bytes
) -> str:
    """What :func:`seal_text` sealed for this cell. Raises a :class:`FarolitoError` if it was changed or moved since."""
    return unseal(work.keyring, _cell(work, column, key), bytes(sealed)).decode()


def seal_value(work: Work, row: PluginModel, column: str, value: Any) -> None:
    """Put anything that JSON can say into a sealed column of a row: ``seal_value(work, member, "said", {"age": 9})``.

    The key of the row must stand before. The column and the errors are those of :func:`seal_text`.
    """
    setattr(
        row,
        column,
        seal_text(work, getattr(type(row), column), _key_of(row), json.dumps(value)),
    )


def open_value(work: Work, row: PluginModel, column: str) -> Any:
    """What :func:`seal_value` put there; None for nothing."""
    sealed = getattr(row, column)
    if sealed is None:
        return None
    return json.loads(open_text(work, getattr(type(row), column), _key_of(row), sealed))


def _key_of(row: PluginModel) -> tuple[str, ...]:
    return tuple(str(getattr(row, one.key)) for one in type(row).__table__.primary_key)


def _cell(work: Work, column: InstrumentedAttribute[Any], key: tuple[str, ...]) -> Cell:
    stored = column.property.columns[0]
    table = stored.table
    if not isinstance(stored.type, Sealed):
        raise TypeError(f"{table.name}.{stored.key} must be declared as mapped_column(Sealed)")
    if work.plugin and not is_of(table.name, work.plugin, declaring()):
        raise Forbidden("A plugin seals and opens words of its own tables alone.")
    named = [one.key for one in table.primary_key.columns]
    if len(key) != len(named) or named[0] != "place_id":
        raise TypeError(f"The key of {table.name} is {', '.join(named)}")
    place_id, *row = key
    return Cell(table.name, stored.key, place_id, "/".join(row))
