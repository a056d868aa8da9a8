"""Fairs: what was planned for an event, and the tickets of those who wait there. No name of a family stands here."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Json, Moment, Name, Sealed, index_where
from farolito.domain.fairs import STATES, WAYS


class Fair(Base):
    """An event that was planned: the same id. ``links`` are the slugs of its forms, ``languages`` those shown first.

    ``tables``: a list of ``{"name", "on", "helps", "words", "visits"}``; what is not there is as in a fresh table.
    ``rescued``: it was closed though envelopes still lay on a tablet, by somebody who had them in a file.
    """

    __tablename__ = "fair"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "event_id"], ["event.place_id", "event.id"]),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    event_id: Mapped[str] = mapped_column(Name, primary_key=True)
    day: Mapped[str] = mapped_column(Name)
    links: Mapped[list[str]] = mapped_column(Json)
    languages: Mapped[list[str]] = mapped_column(Json)
    tables: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    pin_made_at: Mapped[datetime | None] = mapped_column(Moment)
    paper_printed_at: Mapped[datetime | None] = mapped_column(Moment)
    paper_given: Mapped[int | None]
    paper_returned: Mapped[int | None]
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    rescued: Mapped[bool]


class Ticket(Base):
    """A number of a fair, and the language of whoever holds it.

    ``code`` lets a family go on with its own phone; it is forgotten when the day is over, as is ``session_id``, behind
    which the family's answers are while they are being given.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "event_id"], ["fair.place_id", "fair.event_id"]),
        CheckConstraint(f"state IN {STATES}", name="state"),
        CheckConstraint(f"way IN {WAYS}", name="way"),
        CheckConstraint("came IN ('', 'sent', 'incomplete')", name="came"),
        index_where("uq_ticket_code_index", "code_index IS NOT NULL", "code_index", unique=True),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    event_id: Mapped[str] = mapped_column(Name, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(Name)
    spoken: Mapped[str] = mapped_column(Name)
    interpreter: Mapped[bool]
    state: Mapped[str] = mapped_column(Name)
    way: Mapped[str] = mapped_column(Name)
    came: Mapped[str] = mapped_column(Name)
    tablet: Mapped[str] = mapped_column(Name)
    given_at: Mapped[datetime | None] = mapped_column(Moment)
    moved_at: Mapped[datetime] = mapped_column(Moment)
    session_id: Mapped[str | None] = mapped_column(Name)
    code: Mapped[bytes | None] = mapped_column(Sealed)
    code_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
