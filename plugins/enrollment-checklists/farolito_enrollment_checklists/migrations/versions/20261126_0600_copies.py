"""A family's own copy of a list: its ticks, its days, and the address at which the family sees it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0600"
down_revision = "20261123_1200"
branch_labels = None
depends_on = None

COPY, MARK = "plugin_enrollment_checklists_copy", "plugin_enrollment_checklists_mark"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        COPY,
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("checklist", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "response_id", "checklist", name=op.f(f"pk_{COPY}")),
        sa.UniqueConstraint("token", name=op.f(f"uq_{COPY}_token")),
    )
    op.create_table(
        MARK,
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("checklist", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("ticked", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint(
            "place_id", "response_id", "checklist", "item", name=op.f(f"pk_{MARK}")
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table(MARK)
    op.drop_table(COPY)
