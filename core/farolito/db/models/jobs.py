"""Work that waits. This table is the outbox too: what plugins are told is enqueued with what caused it."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Json, Moment, Name, index_where


class Job(Base):
    """Something to do, at least once. ``payload`` holds ids and names, never answers."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'done', 'failed')", name="state"),
        index_where("ix_job_due", "state = 'waiting'", "run_after", "id"),
        NO_ROWID,
    )

    id: Mapped[str] = mapped_column(Name, primary_key=True)
    kind: Mapped[str] = mapped_column(Name)
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    run_after: Mapped[datetime] = mapped_column(Moment)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    tries: Mapped[int]
    state: Mapped[str] = mapped_column(Name)
    last_error: Mapped[str | None] = mapped_column(Name)  # a code, never a message
    created_at: Mapped[datetime] = mapped_column(Moment)
