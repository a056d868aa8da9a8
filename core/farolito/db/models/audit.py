"""Who did what to which record: append-only, one keyed chain per place."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Moment, Name, index_where

STAFF = "action <> 'response.submitted'"


class Audit(Base):
    """One thing that was done. No values in it. Triggers refuse to change or remove a row."""

    __tablename__ = "audit"
    __table_args__ = (
        # what staff did to one record; sending one, which a family waits for, is not in it
        index_where("ix_audit_target", STAFF, "target", "number"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(Name)
    action: Mapped[str] = mapped_column(Name)
    target: Mapped[str] = mapped_column(Name)
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditHead(Base):
    """The end of a place's chain. ``seal`` is keyed: who cuts the chain short can not set the end back."""

    __tablename__ = "audit_head"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    number: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    seal: Mapped[bytes] = mapped_column(LargeBinary)
