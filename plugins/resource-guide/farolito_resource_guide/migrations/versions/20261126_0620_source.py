"""The page of an entry at its source, like that of 211."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0620"
down_revision = "20261126_0530"
branch_labels = None
depends_on = None

TABLE = "plugin_resource_guide_service"


def upgrade() -> None:
    """Forward."""
    with op.batch_alter_table(TABLE) as batch:
        batch.add_column(sa.Column("source_url", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table(TABLE) as batch:
        batch.alter_column("source_url", server_default=None)


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_column("source_url")
