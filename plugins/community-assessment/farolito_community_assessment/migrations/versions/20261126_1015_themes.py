"""Themes of what people wrote in their own words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_1015"
down_revision = "20261126_0630"
branch_labels = None
depends_on = None

CYCLE = "plugin_community_assessment_cycle"
COLUMNS = ("themes_en", "themes_es")


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table(CYCLE) as table:
        for name in COLUMNS:
            table.add_column(sa.Column(name, sa.String(), server_default="", nullable=False))
    with op.batch_alter_table(CYCLE) as table:
        for name in COLUMNS:
            table.alter_column(name, server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table(CYCLE) as table:
        for name in COLUMNS:
            table.drop_column(name)
