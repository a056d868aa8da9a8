"""Users, what they are granted, sessions, and how fast somebody may try."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Moment, Name, Words


class User(Base):
    """Somebody with an account. ``email`` is lower case. Who was invited has no password yet: its hash is empty."""

    __tablename__ = "user"
    __table_args__ = NO_ROWID

    id: Mapped[str] = mapped_column(Name, primary_key=True)
    email: Mapped[str] = mapped_column(Name, unique=True)
    name: Mapped[str] = mapped_column(Words)
    password_hash: Mapped[str] = mapped_column(Words)  # argon2id
    active: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment)


class Grant(Base):
    """A user holds a role at a place and below it."""

    __tablename__ = "grant"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    user_id: Mapped[str] = mapped_column(Name, ForeignKey("user.id"), primary_key=True, index=True)
    role: Mapped[str] = mapped_column(Name, primary_key=True)


class Session(Base):
    """A browser that may come back. Only the SHA-256 of its token is kept.

    ``sent`` remembers which anonymous link this browser has sent, without knowing which response it was.
    Of staff: ``device`` is browser and system in two words, ``second_factor_at`` when a second factor was first shown,
    and ``proved_at`` when its user last showed all that is asked of them.
    """

    __tablename__ = "session"
    __table_args__ = (CheckConstraint("kind IN ('family', 'staff')", name="kind"), NO_ROWID)

    id: Mapped[str] = mapped_column(Name, primary_key=True)
    kind: Mapped[str] = mapped_column(Name)
    token_hash: Mapped[str] = mapped_column(Name, unique=True)
    user_id: Mapped[str | None] = mapped_column(Name, ForeignKey("user.id"), index=True)
    sent: Mapped[str | None] = mapped_column(Words)
    device: Mapped[str | None] = mapped_column(Name)
    second_factor_at: Mapped[datetime | None] = mapped_column(Moment)
    proved_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    last_seen_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment, index=True)


class RateLimit(Base):
    """Generic cell rate: ``full_at`` is when a bucket that leaks one try at a time is empty again."""

    __tablename__ = "rate_limit"
    __table_args__ = NO_ROWID

    key: Mapped[str] = mapped_column(Name, primary_key=True)  # a keyed hash, no address and no name
    full_at: Mapped[datetime] = mapped_column(Moment, index=True)
