"""Events at a place, and who helps at them without an account."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Moment, Name, Sealed, Words


class Event(Base):
    """A day on which families come. ``pin_hash`` is keyed; the PIN opens nothing from ``ends_at`` on.

    Nor does it before ``begins_at``, where the day was planned.
    """

    __tablename__ = "event"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    pin_hash: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Moment)
    begins_at: Mapped[datetime | None] = mapped_column(Moment)
    ends_at: Mapped[datetime] = mapped_column(Moment)


class EventHelper(Base):
    """A session that the PIN of an event opened, and the first name that its helper gave."""

    __tablename__ = "event_helper"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "event_id"], ["event.place_id", "event.id"]),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(
        Name, ForeignKey("session.id"), primary_key=True, unique=True
    )
    event_id: Mapped[str] = mapped_column(Name)
    name: Mapped[bytes] = mapped_column(Sealed)
