"""Help with a place to stay: form CW 42 handed in, nights that were paid, money to move in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0930"
down_revision = "20261126_0600"
branch_labels = None
depends_on = None

STAY = "plugin_enrollment_checklists_stay"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        STAY,
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("nights", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "response_id", "kind", "on_day", name=op.f(f"pk_{STAY}")
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table(STAY)
