"""Events, sign-ups, and what was agreed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0600"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_events_event",
        *(sa.Column(name, sa.String(), nullable=False) for name in ("place_id", "id")),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("kind", "shown", "title_en", "title_es", "about_en", "about_es", "room")
        ),
        sa.Column("day", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("begins", "ends", "language", "presenter", "pillars")
        ),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("credit_minutes", sa.Integer(), nullable=True),
        sa.Column("sign_up", sa.Boolean(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=True),
        sa.Column("notes", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_events_event")),
    )
    op.create_index(op.f("ix_plugin_events_event_day"), "plugin_events_event", ["day"])
    op.create_table(
        "plugin_events_sign_up",
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("place_id", "event_id", "code_hash")
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint(
            "place_id", "event_id", "code_hash", name=op.f("pk_plugin_events_sign_up")
        ),
    )
    op.create_table(
        "plugin_events_action",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint(
            "place_id", "event_id", "number", name=op.f("pk_plugin_events_action")
        ),
    )


def downgrade() -> None:
    """Back."""
    for table in ("plugin_events_action", "plugin_events_sign_up", "plugin_events_event"):
        op.drop_table(table)
