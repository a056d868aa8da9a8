"""How users prove who they are, besides a password: one-time links, codes of an app, recovery codes, passkeys."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Moment, Name, Sealed, Words


class PasswordLink(Base):
    """The one-time link with which a user chooses a password; a newer one takes its place.

    Only the SHA-256 of its token is kept.
    """

    __tablename__ = "password_link"
    __table_args__ = NO_ROWID

    user_id: Mapped[str] = mapped_column(Name, ForeignKey("user.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(Name, unique=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class Totp(Base):
    """The secret that a user's app makes codes from. ``last_step`` is the time step of the last code that was used.

    Until ``confirmed_at`` nobody is asked for a code.
    """

    __tablename__ = "totp"
    __table_args__ = NO_ROWID

    user_id: Mapped[str] = mapped_column(Name, ForeignKey("user.id"), primary_key=True)
    secret: Mapped[bytes] = mapped_column(Sealed)
    last_step: Mapped[int]
    confirmed_at: Mapped[datetime | None] = mapped_column(Moment)


class RecoveryCode(Base):
    """A code on paper for the day the phone is gone; its row goes away when it is used."""

    __tablename__ = "recovery_code"
    __table_args__ = NO_ROWID

    user_id: Mapped[str] = mapped_column(Name, ForeignKey("user.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(Name, primary_key=True)  # keyed


class Passkey(Base):
    """A WebAuthn credential: public, so nothing of it is sealed but what its owner calls it.

    ``challenged_at``: the time in the last challenge that it answered; an older one, or the same again, is refused.
    """

    __tablename__ = "passkey"
    __table_args__ = NO_ROWID

    user_id: Mapped[str] = mapped_column(Name, ForeignKey("user.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True, unique=True)  # base64url
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    device: Mapped[str] = mapped_column(Words)  # browser and system it was made with, never more
    challenged_at: Mapped[datetime] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
