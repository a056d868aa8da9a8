"""Tablets that take answers at a fair without internet."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Json, Moment, Name, Words


class Tablet(Base):
    """A tablet of a fair. Until it is paired it waits for its code; afterwards ``token_hash`` is what opens the door.

    ``pin`` is a salted slow hash with its salt and rounds: the tablet checks it alone, without internet. ``said`` is
    what the tablet last said about itself. The row stays when it is unpaired: what it still holds is taken by its id.
    """

    __tablename__ = "tablet"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "event_id"], ["event.place_id", "event.id"]),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True, unique=True)
    event_id: Mapped[str] = mapped_column(Name)
    name: Mapped[str] = mapped_column(Words)
    pin: Mapped[dict[str, Any]] = mapped_column(Json)
    code_hash: Mapped[str | None] = mapped_column(Name, index=True)
    code_until: Mapped[datetime] = mapped_column(Moment)
    token_hash: Mapped[str | None] = mapped_column(Name, unique=True)
    paired_at: Mapped[datetime | None] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime | None] = mapped_column(Moment)
    said: Mapped[dict[str, Any]] = mapped_column(Json)
