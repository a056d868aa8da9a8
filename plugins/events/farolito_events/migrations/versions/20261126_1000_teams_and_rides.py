"""Members of committees and teams, and how a trip gets there and back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_1000"
down_revision = "20261126_0600"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_events_member",
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("place_id", "id", "team", "role")
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_events_member")),
    )
    op.create_table(
        "plugin_events_ride",
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("place_id", "event_id", "way", "meet", "leaves", "back")
        ),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "event_id", name=op.f("pk_plugin_events_ride")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_events_ride")
    op.drop_table("plugin_events_member")
