"""Places and the links that open forms there."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Json, Moment, Name, Words


class Place(Base):
    """A county, a district or a site. ``path`` holds the ids from the root down to this one, joined by "/"."""

    __tablename__ = "place"
    __table_args__ = (
        CheckConstraint("kind IN ('county', 'district', 'site')", name="kind"),
        NO_ROWID,
    )

    id: Mapped[str] = mapped_column(Name, primary_key=True)
    parent_id: Mapped[str | None] = mapped_column(Name, ForeignKey("place.id"), index=True)
    kind: Mapped[str] = mapped_column(Name)
    slug: Mapped[str] = mapped_column(Name, unique=True)
    name: Mapped[str] = mapped_column(Words)
    settings: Mapped[dict[str, Any]] = mapped_column(Json)
    path: Mapped[str] = mapped_column(Words)


class Link(Base):
    """An address ``/<place>/<slug>`` that opens the published version of a form."""

    __tablename__ = "link"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    slug: Mapped[str] = mapped_column(Name, primary_key=True)
    form_name: Mapped[str] = mapped_column(Name)
    open: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment)
