"""Partners, and the referrals that ask them to help a family."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Json, Moment, Name, Sealed, Words, index_where


class Partner(Base):
    """An agency that a place refers to. ``scope``: what its agreement lets us share; from..until, both days included.

    ``contact`` (who, phone, secure address) is sealed.
    """

    __tablename__ = "partner"
    __table_args__ = NO_ROWID

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    service: Mapped[str] = mapped_column(Words)
    contact: Mapped[bytes] = mapped_column(Sealed)
    scope: Mapped[list[Any]] = mapped_column(Json)
    from_on: Mapped[str | None] = mapped_column(Name)
    until_on: Mapped[str | None] = mapped_column(Name)
    active: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(Moment)


class PartnerUser(Base):
    """A user who answers for a partner."""

    __tablename__ = "partner_user"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "partner_id"], ["partner.place_id", "partner.id"]),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    partner_id: Mapped[str] = mapped_column(Name, primary_key=True)
    user_id: Mapped[str] = mapped_column(Name, ForeignKey("user.id"), primary_key=True, index=True)


class Referral(Base):
    """A request that a partner help a family. ``consent``, ``shared`` (what it was given) and ``reason`` are sealed.

    ``code_index`` finds it by the code on its slip, while the code lives (``code_until``).
    """

    __tablename__ = "referral"
    __table_args__ = (
        ForeignKeyConstraint(["place_id", "response_id"], ["response.place_id", "response.id"]),
        ForeignKeyConstraint(["place_id", "partner_id"], ["partner.place_id", "partner.id"]),
        Index("ix_referral_response", "place_id", "response_id", "id"),
        Index("ix_referral_partner", "place_id", "partner_id", "sent_at", "id"),
        index_where(
            "uq_referral_code_index",
            "code_index IS NOT NULL",
            *("place_id", "code_index"),
            unique=True,
        ),
        CheckConstraint("state = 'draft' OR consent IS NOT NULL", name="consent"),
        NO_ROWID,
    )

    place_id: Mapped[str] = mapped_column(Name, primary_key=True)
    id: Mapped[str] = mapped_column(Name, primary_key=True)
    response_id: Mapped[str] = mapped_column(Name)
    partner_id: Mapped[str] = mapped_column(Name)
    state: Mapped[str] = mapped_column(Name)
    outcome: Mapped[str | None] = mapped_column(Name)
    reason: Mapped[bytes | None] = mapped_column(Sealed)
    consent: Mapped[bytes | None] = mapped_column(Sealed)
    shared: Mapped[bytes | None] = mapped_column(Sealed)
    code: Mapped[bytes | None] = mapped_column(Sealed)
    code_index: Mapped[bytes | None] = mapped_column(LargeBinary)
    code_until: Mapped[datetime | None] = mapped_column(Moment)
    next_check_on: Mapped[str | None] = mapped_column(Name)
    revision: Mapped[int]
    created_by: Mapped[str] = mapped_column(Name)
    created_at: Mapped[datetime] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    changed_at: Mapped[datetime] = mapped_column(Moment)
