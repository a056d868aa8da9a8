"""Visits of coaches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0620"
down_revision = "20261126_0600"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_partners_visit",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_partners_visit")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_partners_visit")
