"""How long records are kept: a place's own rules, what is held back from erasing, and what was erased."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Moment, Name, Sealed


class RetentionRule(Base):
    """A place keeps the answers to a form for a shorter time than the form told families."""

    __tablename__ = "retention_rule"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    form_name: Mapped[str] = mapped_column(Name, primary_key=True)
    draft_days: Mapped[int]
    identity_months: Mapped[int]
    answers_months: Mapped[int]


class Hold(Base):
    """Nothing that it covers is erased until it is lifted: one response, a form's at a place, or all of a place's."""

    __tablename__ = "hold"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    form_name: Mapped[str | None] = mapped_column(Name)
    held_response: Mapped[str | None] = mapped_column(Name)
    reason: Mapped[bytes] = mapped_column(Sealed)
    placed_by: Mapped[str] = mapped_column(Name)
    placed_at: Mapped[datetime] = mapped_column(Moment)
    lifted_by: Mapped[str | None] = mapped_column(Name)
    lifted_at: Mapped[datetime | None] = mapped_column(Moment)


class Erasure(Base):
    """What was erased, so that it stays so: no answer, no name; only that it was, when and why.

    ``part`` names: the answers that say who somebody is; all: the whole response. An anonymous response, or one that
    was never sent, is erased under the beginning of its day.
    """

    __tablename__ = "erasure"
    __table_args__ = (
        CheckConstraint("part IN ('names', 'all')", name="part"),
        CheckConstraint("reason IN ('retention', 'request')", name="reason"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    erased_response: Mapped[str] = mapped_column(Name, primary_key=True)
    part: Mapped[str] = mapped_column(Name, primary_key=True)
    form_name: Mapped[str] = mapped_column(Name)
    reason: Mapped[str] = mapped_column(Name)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
