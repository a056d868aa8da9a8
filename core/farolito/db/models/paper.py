"""Forms on paper: which numbered sheets were printed, and which of them are being typed in or have been."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Json, Moment, Name

SHEET_STATES = ("printed", "begun", "entered")


class PaperSheet(Base):
    """One numbered set of sheets, for one family. It says nothing about who filled it in, and stays when that is
    erased: so a number is never given twice.
    """

    __tablename__ = "paper_sheet"
    __table_args__ = (
        CheckConstraint(f"state IN {SHEET_STATES}", name="state"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    form_hash: Mapped[str] = mapped_column(Name, ForeignKey("form_version.hash"))
    link_slug: Mapped[str] = mapped_column(Name)
    language: Mapped[str] = mapped_column(Name)
    printed_at: Mapped[datetime] = mapped_column(Moment)
    printed_by: Mapped[str] = mapped_column(Name)
    of_pages: Mapped[int]  # 0 until they are made
    state: Mapped[str] = mapped_column(Name)


class PaperEntry(Base):
    """Which response a sheet became: who typed it, how far they are, what becomes of the paper. Erased with it.

    ``pages`` are the numbers of the pages that were typed. ``marks`` says of questions, by path, that what stands on
    the paper was crossed out or can not be read.
    """

    __tablename__ = "paper_entry"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "response_id"], ["response.place_id", "response.id"]),
        UniqueConstraint("place_id", "number"),
        CheckConstraint("original IN ('', 'kept', 'shredded')", name="original"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name, primary_key=True)
    number: Mapped[int]
    typed_by: Mapped[str] = mapped_column(Name)
    typed_at: Mapped[datetime] = mapped_column(Moment)
    pages: Mapped[list[int]] = mapped_column(Json)
    marks: Mapped[dict[str, Any]] = mapped_column(Json)
    original: Mapped[str] = mapped_column(Name)
