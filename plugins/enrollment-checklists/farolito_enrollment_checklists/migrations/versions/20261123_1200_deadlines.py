"""Which checklists a response started, and by when their steps are due."""

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
        "plugin_enrollment_checklists_start",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("checklist", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("expedited", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id",
            "response_id",
            "checklist",
            name=op.f("pk_plugin_enrollment_checklists_start"),
        ),
    )
    op.create_table(
        "plugin_enrollment_checklists_deadline",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("checklist", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id",
            "response_id",
            "checklist",
            "step",
            name=op.f("pk_plugin_enrollment_checklists_deadline"),
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_enrollment_checklists_deadline")
    op.drop_table("plugin_enrollment_checklists_start")
