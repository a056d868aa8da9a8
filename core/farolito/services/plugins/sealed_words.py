"""Personal words in the tables of plugins: sealed for one cell, and opened from that very cell alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.base import Sealed
from farolito.db.sealing import Cell, seal, unseal
from farolito.errors import Forbidden
from farolito.plugins.tables import declaring, is_of

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute

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
