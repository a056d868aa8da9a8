"""Counts of responses: the round that takes more, and what is shown of all that are over. Never an answer."""

from __future__ import annotations

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NAMELESS, NO_ROWID, Base, Name, Sealed


class CountRound(Base):
    """The round of a form at a place that takes responses now: its number, how many it has, the day of the latest.

    ``counts`` are sealed: with few responses in a round, they would say what one person answered.
    """

    __tablename__ = "count_round"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    form_name: Mapped[str] = mapped_column(Name, primary_key=True)
    number: Mapped[int]
    responses: Mapped[int]
    last_day: Mapped[str] = mapped_column(Name)  # 2026-11-25
    form_hash: Mapped[str] = mapped_column(Name)  # the version of the latest
    counts: Mapped[bytes] = mapped_column(Sealed)


class CountedResponse(Base):
    """Which submission of a response was counted, in which round: so that it never counts twice."""

    __tablename__ = "counted_response"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "response_id"], ["response.place_id", "response.id"]),
        Index("ix_counted_response_round", "place_id", "round", "response_id", "submission"),
        {**NO_ROWID, "info": {NAMELESS: True}},
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name, primary_key=True)
    submission: Mapped[int]
    round: Mapped[int]


class CountAfterwards(Base):
    """A round that is over and shown, of which something more is told on ``due_on``: how many responses it had.

    ``dimension``: what is told. ``until``: the day of its latest response. Gone once it is told.
    """

    __tablename__ = "count_afterwards"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    form_name: Mapped[str] = mapped_column(Name, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dimension: Mapped[str] = mapped_column(Name, primary_key=True)
    responses: Mapped[int]
    until: Mapped[str] = mapped_column(Name)  # 2026-11-25
    due_on: Mapped[str] = mapped_column(Name)


class CountShown(Base):
    """What is shown of the rounds that ended in a month, at their place and at each place above: bounds, suppressed."""

    __tablename__ = "count_shown"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    form_name: Mapped[str] = mapped_column(Name, primary_key=True)
    month: Mapped[str] = mapped_column(Name, primary_key=True)  # 2026-11
    dimension: Mapped[str] = mapped_column(Name, primary_key=True)
    value: Mapped[str] = mapped_column(Name, primary_key=True)
    low: Mapped[int]
    high: Mapped[int]
    until: Mapped[str] = mapped_column(Name)  # the latest day that is in it
