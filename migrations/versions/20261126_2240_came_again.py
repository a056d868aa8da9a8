"""When the bytes of an envelope came once more: until then its tablet said that it waits."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_2240"
down_revision = "20261126_0950"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("envelope", sa.Column("again_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("envelope", "again_at")
