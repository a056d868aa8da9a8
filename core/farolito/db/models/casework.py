"""What staff do about a response: notes, follow-ups, calls. Every word of theirs is sealed."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NAMELESS, NO_ROWID, Base, Moment, Name, Sealed, index_where

OPEN = "state = 'open'"


def _of_response() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["place_id", "response_id"], ["response.place_id", "response.id"])


class StaffNote(Base):
    """One note about a response, never changed. ``body`` is what was written."""

    __tablename__ = "staff_note"
    __table_args__ = (
        _of_response(),
        Index("ix_staff_note_response", "place_id", "response_id", "id"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name)
    author_id: Mapped[str] = mapped_column(Name)
    body: Mapped[bytes] = mapped_column(Sealed)
    written_at: Mapped[datetime] = mapped_column(Moment)


class FollowUp(Base):
    """Something to do about a response by a day (``due_on``, 2026-11-24). ``what`` is sealed.

    ``assigned_to`` null: whoever comes first. ``revision`` counts changes.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'done')", name="state"),
        _of_response(),
        Index("ix_follow_up_response", "place_id", "response_id", "due_on", "id"),
        index_where("ix_follow_up_due", OPEN, "place_id", "due_on", "id", "response_id"),
        index_where("ix_follow_up_mine", OPEN, "place_id", "assigned_to", "due_on", "id"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name)
    assigned_to: Mapped[str | None] = mapped_column(Name)
    due_on: Mapped[str] = mapped_column(Name)
    state: Mapped[str] = mapped_column(Name)
    what: Mapped[bytes] = mapped_column(Sealed)
    revision: Mapped[int]
    created_by: Mapped[str] = mapped_column(Name)
    created_at: Mapped[datetime] = mapped_column(Moment)
    done_by: Mapped[str | None] = mapped_column(Name)
    done_at: Mapped[datetime | None] = mapped_column(Moment)


class ContactEntry(Base):
    """One call, text, email, visit or letter, never changed; a correction is another one that names it.

    ``body`` has everything that was written down about it, sealed. (Once, in services.plugins.contact_topics, topics
    that stood in it as words were given a place of their own.)
    """

    __tablename__ = "contact_entry"
    __table_args__ = (
        _of_response(),
        Index("ix_contact_entry_response", "place_id", "response_id", "id"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name)
    corrects: Mapped[str | None] = mapped_column(Name)
    author_id: Mapped[str] = mapped_column(Name)
    body: Mapped[bytes] = mapped_column(Sealed)
    written_at: Mapped[datetime] = mapped_column(Moment)


class ResponseNeed(Base):
    """Which responses have a need, without naming it: ``need_index`` is a keyed hash of its name."""

    __tablename__ = "response_need"
    __table_args__ = (
        _of_response(),
        Index("ix_response_need_response", "place_id", "response_id"),
        {**NO_ROWID, "info": {NAMELESS: True}},
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    need_index: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    received_at: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name, primary_key=True)
