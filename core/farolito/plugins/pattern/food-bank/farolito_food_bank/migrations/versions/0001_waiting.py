"""Which response waits since when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_food_bank_waiting",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint(
            "place_id",
            "response_id",
            name=op.f("pk_plugin_food_bank_waiting"),
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_food_bank_waiting")
