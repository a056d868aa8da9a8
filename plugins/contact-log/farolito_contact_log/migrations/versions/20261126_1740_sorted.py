"""Places whose old contacts were looked through for topics."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_1740"
down_revision = "20261126_0600"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_contact_log_sorted",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_plugin_contact_log_sorted")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_contact_log_sorted")
