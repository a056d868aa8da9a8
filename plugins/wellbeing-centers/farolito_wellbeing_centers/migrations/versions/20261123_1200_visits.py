"""Visits by place, day and service line."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261123_1200"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_wellbeing_centers_visit",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("service_line", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "day", "service_line", name=op.f("pk_plugin_wellbeing_centers_visit")
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_wellbeing_centers_visit")
