"""Envelopes from tablets, and the keys to which tablets seal them."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Moment, Name, Sealed, index_where

ENVELOPE_STATES = ("stored", "opened", "held", "gone")


class SealingKey(Base):
    """A pair of keys of a place: tablets seal to the public part. The newest of a suite is the one they are given.

    ``used_at``: when an envelope for it came last. The private part is destroyed long after that.
    """

    __tablename__ = "sealing_key"
    __table_args__ = (NO_ROWID,)

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    kid: Mapped[str] = mapped_column(Name, primary_key=True)
    suite: Mapped[str] = mapped_column(Name)
    public: Mapped[bytes] = mapped_column(LargeBinary)
    private: Mapped[bytes] = mapped_column(Sealed)
    made_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime] = mapped_column(Moment)


class Envelope(Base):
    """A finished record of a tablet as it came. The row stays, so that the same bytes are never taken in twice.

    ``body`` is let go when it was opened. ``digest`` is that of the bytes. ``reason`` says why it is held, or what
    became of it. ``at`` and ``device_now`` are milliseconds of the tablet's clock, when it was finished and when it was
    sent: hints, by which nothing is ordered. ``became`` is the response, of an anonymous one never. ``conflict_of``:
    there was another one of this sid, and this one came in a rescue file. ``again_at``: when the same bytes came once
    more, the last time: until then the tablet had no receipt, and said that it waits.
    """

    __tablename__ = "envelope"
    __table_args__ = (
        CheckConstraint(f"state IN {ENVELOPE_STATES}", name="state"),
        index_where("ix_envelope_held", "state = 'held'", "place_id", "received_at", "sid"),
        index_where("ix_envelope_became", "became IS NOT NULL", "place_id", "became"),
        Index("ix_envelope_tablet", "place_id", "tablet_id", "received_at"),
    )

    place_id: Mapped[str] = mapped_column(Name, ForeignKey("place.id"), primary_key=True)
    sid: Mapped[str] = mapped_column(Name, primary_key=True, unique=True)
    event_id: Mapped[str] = mapped_column(Name)
    tablet_id: Mapped[str] = mapped_column(Name)
    link_slug: Mapped[str] = mapped_column(Name)
    form_hash: Mapped[str] = mapped_column(Name)
    kid: Mapped[str] = mapped_column(Name)
    seq: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[int] = mapped_column(BigInteger)
    device_now: Mapped[int | None] = mapped_column(BigInteger)
    received_at: Mapped[datetime] = mapped_column(Moment)
    again_at: Mapped[datetime | None] = mapped_column(Moment)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(Name)
    reason: Mapped[str] = mapped_column(Name)
    corrects: Mapped[str | None] = mapped_column(Name)
    conflict_of: Mapped[str | None] = mapped_column(Name)
    became: Mapped[str | None] = mapped_column(Name)
