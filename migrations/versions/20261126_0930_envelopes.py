"""Envelopes from tablets, and the keys to which they are sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0930"
down_revision = "20261126_0500"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "sealing_key",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("suite", sa.String(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("private", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_sealing_key_place_id")),
        sa.PrimaryKeyConstraint("place_id", "kid", name=op.f("pk_sealing_key")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "envelope",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("sid", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("tablet_id", sa.String(), nullable=False),
        sa.Column("link_slug", sa.String(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("kid", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("device_now", sa.BigInteger(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("corrects", sa.String(), nullable=True),
        sa.Column("conflict_of", sa.String(), nullable=True),
        sa.Column("became", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('stored', 'opened', 'held', 'gone')", name=op.f("ck_envelope_state")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_envelope_place_id")),
        sa.PrimaryKeyConstraint("place_id", "sid", name=op.f("pk_envelope")),
        sa.UniqueConstraint("sid", name=op.f("uq_envelope_sid")),
    )
    for name, condition, columns in (
        ("ix_envelope_held", "state = 'held'", ["place_id", "received_at", "sid"]),
        ("ix_envelope_became", "became IS NOT NULL", ["place_id", "became"]),
    ):
        where = sa.text(condition)
        op.create_index(name, "envelope", columns, sqlite_where=where, postgresql_where=where)
    op.create_index("ix_envelope_tablet", "envelope", ["place_id", "tablet_id", "received_at"])


def downgrade() -> None:
    """Back."""
    op.drop_table("envelope")
    op.drop_table("sealing_key")
