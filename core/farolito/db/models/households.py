"""Households and their people, as responses told of them, and what somebody said about which belong together.

What a response told is never changed by joining: a household is what one response brought, and is shown under its
``head``. So parting again needs nothing but to forget that they were joined.
"""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Moment, Name, Sealed


class Household(Base):
    """What one response brought. ``head_id`` is the oldest of those it is joined with, or its own id.

    ``facts``: the sealed answers about the household as a whole. A school that knows a child of it from elsewhere has a
    household of the same id, with that child alone.
    """

    __tablename__ = "household"
    __table_args__ = (Index("ix_household_head", "place_id", "head_id"),)

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    head_id: Mapped[str] = mapped_column(Name)
    regime: Mapped[str] = mapped_column(Name)
    facts: Mapped[bytes | None] = mapped_column(Sealed)
    created_at: Mapped[datetime] = mapped_column(Moment)


_OF_HOUSEHOLD = ["household.place_id", "household.id"]


class HouseholdResponse(Base):
    """Which household a response brought. ``number``: the submission that was read; 0 for one that is still open."""

    __tablename__ = "household_response"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "response_id"], ["response.place_id", "response.id"]),
        ForeignKeyConstraint(["place_id", "household_id"], _OF_HOUSEHOLD),
        Index("ix_household_response_household", "place_id", "household_id"),
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name, primary_key=True)
    household_id: Mapped[str] = mapped_column(Name)
    number: Mapped[int]


class HouseholdVerdict(Base):
    """Two households are one, or they are not: who said so, and whether it was taken back.

    ``how``: ``session`` (one browser answered both), ``opened`` (staff opened a form for it), ``staff`` (compared).
    """

    __tablename__ = "household_verdict"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "household_id"], _OF_HOUSEHOLD),
        ForeignKeyConstraint(["place_id", "other_id"], _OF_HOUSEHOLD),
        CheckConstraint("verdict IN ('same', 'different')", name="verdict"),
        CheckConstraint("how IN ('session', 'opened', 'staff')", name="how"),
        Index("ix_household_verdict_household", "place_id", "household_id"),
        Index("ix_household_verdict_other", "place_id", "other_id"),
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    household_id: Mapped[str] = mapped_column(Name)
    other_id: Mapped[str] = mapped_column(Name)
    verdict: Mapped[str] = mapped_column(Name)
    how: Mapped[str] = mapped_column(Name)
    said_by: Mapped[str | None] = mapped_column(Name, ForeignKey("user.id"))
    said_at: Mapped[datetime] = mapped_column(Moment)
    undone_by: Mapped[str | None] = mapped_column(Name, ForeignKey("user.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Moment)


class Person(Base):
    """A person as one response told of them. ``role``: who answered, somebody of the household, or a student.

    ``place_id`` is the place that sees the person: a student's own school, where there is one, and else the place of
    the response, which is ``told_at_id``. ``facts`` are sealed: answers to questions of ``form_hash``.
    """

    __tablename__ = "person"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "household_id"], _OF_HOUSEHOLD),
        CheckConstraint("role IN ('respondent', 'member', 'student')", name="role"),
        Index("ix_person_household", "place_id", "household_id"),
        Index("ix_person_response", "told_at_id", "response_id"),
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    household_id: Mapped[str] = mapped_column(Name)
    told_at_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"))
    response_id: Mapped[str] = mapped_column(Name)
    form_hash: Mapped[str] = mapped_column(Name, ForeignKey("form_version.hash"))
    role: Mapped[str] = mapped_column(Name)
    facts: Mapped[bytes] = mapped_column(Sealed)
    told_at: Mapped[datetime] = mapped_column(Moment)


class PersonKey(Base):
    """A keyed hash of what equal people share (:mod:`farolito.domain.matching.keys`), per place and regime."""

    __tablename__ = "person_key"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "person_id"], ["person.place_id", "person.id"]),
        Index("ix_person_key_person", "place_id", "person_id"),
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[str] = mapped_column(Name, primary_key=True)


class Enrollment(Base):
    """A student goes to the school ``place_id`` since a day, and until another where somebody said so."""

    __tablename__ = "enrollment"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "person_id"], ["person.place_id", "person.id"]),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    person_id: Mapped[str] = mapped_column(Name, primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)
