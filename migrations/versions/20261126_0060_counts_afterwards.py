"""What is told of a round some days after it is over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0060"
down_revision = "20261126_0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. Of rounds that were over before, nothing more is told: nobody wrote contacts down then."""
    op.create_table(
        "count_afterwards",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("form_name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.Column("due_on", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_count_afterwards_place_id")
        ),
        sa.PrimaryKeyConstraint(
            "place_id", "form_name", "number", "dimension", name=op.f("pk_count_afterwards")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_counted_response_round",
        "counted_response",
        ["place_id", "round", "response_id", "submission"],
    )


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_counted_response_round", "counted_response")
    op.drop_table("count_afterwards")
