"""Responses and their submissions. Everything a person answered is sealed."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
)
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Moment, Name, Sealed, index_where

WORK_STATES = ("new", "in_progress", "done", "needs_fixing", "duplicate", "withdrawn")
RARE = "work_state NOT IN ('new', 'done')"
"""Most responses are new or done; the others are found along an index of their own."""


class Response(Base):
    """Everything one respondent answers to one form version. ``revision`` counts saves.

    ``session_id`` is null once nobody outside may come back to it. ``code_index`` finds a code without opening it.

    ``work_state`` and ``assigned_to`` say how far staff are with it; ``work_revision`` counts their changes.
    """

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint(
            "status IN ('in_progress', 'completed', 'amended', 'entered_in_error', 'stopped')",
            name="status",
        ),
        CheckConstraint(
            "consent_path IN ('parent', 'minor_self', 'caregiver', 'unknown')",
            name="consent_path",
        ),
        # partial: what is in progress costs an index nothing, and is written often
        index_where(
            "uq_response_code_index",
            "code_index IS NOT NULL",
            "place_id",
            "code_index",
            unique=True,
        ),
        index_where(
            "ix_response_session_link",
            "session_id IS NOT NULL",
            *("session_id", "place_id", "link_slug", "id"),
        ),
        index_where(
            "ix_response_inbox",
            "received_at IS NOT NULL",
            *("place_id", "regime", "received_at", "id"),
            # what a list is narrowed by: read in the index, without a look at the row
            *("work_state", "assigned_to", "form_hash", "language", "channel"),
        ),
        CheckConstraint(f"work_state IN {WORK_STATES}", name="work_state"),
        # costs nothing while a family sends: nothing that has just come is in these two
        index_where("ix_response_state", RARE, "place_id", "work_state", "received_at", "id"),
        index_where(
            "ix_response_assigned",
            "assigned_to IS NOT NULL",
            *("place_id", "assigned_to", "received_at", "id"),
        ),
        # a row number would tell in which order anonymous responses came, between named ones whose time is known
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    link_slug: Mapped[str] = mapped_column(Name)
    form_hash: Mapped[str] = mapped_column(Name, ForeignKey("form_version.hash"))
    regime: Mapped[str] = mapped_column(Name)
    session_id: Mapped[str | None] = mapped_column(Name, ForeignKey("session.id"))
    status: Mapped[str] = mapped_column(Name)
    language: Mapped[str] = mapped_column(Name)
    channel: Mapped[str] = mapped_column(Name)
    consent_path: Mapped[str] = mapped_column(Name, server_default="unknown")
    draft: Mapped[bytes | None] = mapped_column(Sealed)
    code: Mapped[bytes | None] = mapped_column(Sealed)
    code_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    revision: Mapped[int]
    submitted_number: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Moment)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime | None] = mapped_column(Moment)
    work_state: Mapped[str] = mapped_column(Name, server_default="new")
    assigned_to: Mapped[str | None] = mapped_column(Name)
    work_revision: Mapped[int] = mapped_column(server_default="0")
    worked_by: Mapped[str | None] = mapped_column(Name)
    worked_at: Mapped[datetime | None] = mapped_column(Moment)


class Submission(Base):
    """One act of sending: immutable, numbered. ``digest`` is a keyed hash of its content.

    ``amended_by``: the user who corrected the one before, and why (``reason``, sealed); null for a family's own.
    """

    __tablename__ = "submission"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "response_id"], ["response.place_id", "response.id"]),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    form_hash: Mapped[str] = mapped_column(Name, ForeignKey("form_version.hash"))
    language: Mapped[str] = mapped_column(Name)
    answers: Mapped[bytes] = mapped_column(Sealed)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime] = mapped_column(Moment)
    amended_by: Mapped[str | None] = mapped_column(Name)
    reason: Mapped[bytes | None] = mapped_column(Sealed)
