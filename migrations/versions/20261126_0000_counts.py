"""Counts of responses."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0000"
down_revision = "20261125_2240"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. ``farolito numbers rebuild`` counts what was sent before."""
    op.create_table(
        "count_round",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("form_name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("responses", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.String(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_count_round_place_id")),
        sa.PrimaryKeyConstraint("place_id", "form_name", name=op.f("pk_count_round")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counted_response",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_counted_response_place_id_response_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "response_id", name=op.f("pk_counted_response")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "count_shown",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("form_name", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("until", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_count_shown_place_id")),
        sa.PrimaryKeyConstraint(
            "place_id", "form_name", "month", "dimension", "value", name=op.f("pk_count_shown")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Back."""
    for table in ("count_shown", "counted_response", "count_round"):
        op.drop_table(table)
