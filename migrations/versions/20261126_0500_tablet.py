"""Tablets that take answers at a fair."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0500"
down_revision = "20261126_0351"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "tablet",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("pin", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=True),
        sa.Column("code_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("paired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "event_id"],
            ["event.place_id", "event.id"],
            name=op.f("fk_tablet_place_id_event_id"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_tablet_place_id")),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_tablet")),
        sa.UniqueConstraint("id", name=op.f("uq_tablet_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_tablet_token_hash")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_tablet_code_hash"), "tablet", ["code_hash"])


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_tablet_code_hash"), table_name="tablet")
    op.drop_table("tablet")
