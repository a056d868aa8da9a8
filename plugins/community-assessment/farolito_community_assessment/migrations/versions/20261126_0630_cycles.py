"""Cycles of assessments, and outcomes by year."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0630"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_community_assessment_cycle",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("year", sa.String(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("asked", "next_en", "next_es", "third_language", "third_words", "told")
        ),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint(
            "place_id", "year", name=op.f("pk_plugin_community_assessment_cycle")
        ),
    )
    op.create_table(
        "plugin_community_assessment_outcome",
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("place_id", "year", "indicator", "students")
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id",
            "year",
            "indicator",
            "students",
            name=op.f("pk_plugin_community_assessment_outcome"),
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_community_assessment_outcome")
    op.drop_table("plugin_community_assessment_cycle")
