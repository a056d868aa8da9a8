"""Files that take long to make: who asked for which, and how far it is. The files themselves lie sealed on the disk."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Json, Moment, Name, index_where

STATES = ("waiting", "making", "ready", "failed", "gone")


class MadeFile(Base):
    """One thing that somebody asked for: its parts are files. No answer, no name and no code stands in a row.

    ``about`` is what was asked, ``parts`` what was made (name, size, sheets, whether it was taken), ``left_out`` which
    responses could not be in it and why. ``touched_at``: when whoever makes it was last heard of.
    """

    __tablename__ = "made_file"
    __table_args__ = (
        CheckConstraint(f"state IN {STATES}", name="state"),
        index_where("ix_made_file_due", "state IN ('waiting', 'making')", "asked_at", "id"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    kind: Mapped[str] = mapped_column(Name)
    asked_by: Mapped[str] = mapped_column(Name)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    about: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(Name)
    tries: Mapped[int]
    done: Mapped[int]
    total: Mapped[int]
    parts: Mapped[list[dict[str, Any]]] = mapped_column(Json)
    left_out: Mapped[list[list[str]]] = mapped_column(Json)
    error: Mapped[str | None] = mapped_column(Name)  # a code, never a message
    touched_at: Mapped[datetime] = mapped_column(Moment)
