"""What administrators set for plugins."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0210"
down_revision = "20261126_0200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_setting",
        sa.Column("plugin", sa.String(), nullable=False),
        sa.Column("of_place", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("plugin", "of_place", "name", name=op.f("pk_plugin_setting")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_setting")
