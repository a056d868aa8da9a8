"""Published versions of forms."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import Base, Moment, Name, Words, index_where


class FormVersion(Base):
    """An immutable definition, addressed by the hash of its content; at most one per name is published."""

    __tablename__ = "form_version"
    __table_args__ = (
        CheckConstraint("status IN ('published', 'retired')", name="status"),
        UniqueConstraint("form_name", "number"),
        index_where("uq_form_version_published", "status = 'published'", "form_name", unique=True),
    )

    hash: Mapped[str] = mapped_column(Name, primary_key=True)
    form_name: Mapped[str] = mapped_column(Name)
    number: Mapped[int]
    status: Mapped[str] = mapped_column(Name)
    definition: Mapped[str] = mapped_column(Words)  # canonical JSON
    source: Mapped[str] = mapped_column(Name)  # "host", or the plugin it came with
    published_at: Mapped[datetime] = mapped_column(Moment)
