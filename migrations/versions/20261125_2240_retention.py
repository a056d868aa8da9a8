"""How long records are kept, holds, and what was erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261125_2240"
down_revision = "20261125_2215"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "retention_rule",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("form_name", sa.String(), nullable=False),
        sa.Column("draft_days", sa.Integer(), nullable=False),
        sa.Column("identity_months", sa.Integer(), nullable=False),
        sa.Column("answers_months", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_retention_rule_place_id")
        ),
        sa.PrimaryKeyConstraint("place_id", "form_name", name=op.f("pk_retention_rule")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "hold",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("form_name", sa.String(), nullable=True),
        sa.Column("held_response", sa.String(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("placed_by", sa.String(), nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_hold_place_id")),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_hold")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "erasure",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("erased_response", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("form_name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("part IN ('names', 'all')", name=op.f("ck_erasure_part")),
        sa.CheckConstraint("reason IN ('retention', 'request')", name=op.f("ck_erasure_reason")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_erasure_place_id")),
        sa.PrimaryKeyConstraint("place_id", "erased_response", "part", name=op.f("pk_erasure")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_erasure_at"), "erasure", ["at"])


def downgrade() -> None:
    """Back."""
    op.drop_index(op.f("ix_erasure_at"), table_name="erasure")
    op.drop_table("erasure")
    op.drop_table("hold")
    op.drop_table("retention_rule")
