"""Rosters, groups, meetings, activities."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_1200"
down_revision = None
branch_labels = None
depends_on = None

PREFIX = "plugin_margarets_place_"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        f"{PREFIX}person",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=True),
        sa.Column("came_by", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("limits_by", sa.LargeBinary(), nullable=True),
        sa.Column("limits_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "person_id", name=op.f(f"pk_{PREFIX}person")),
    )
    op.create_table(
        f"{PREFIX}circle",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "circle_id", name=op.f(f"pk_{PREFIX}circle")),
    )
    op.create_table(
        f"{PREFIX}member",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "circle_id", "member_id", name=op.f(f"pk_{PREFIX}member")
        ),
    )
    op.create_table(
        f"{PREFIX}meeting",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.Column("lesson", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "meeting_id", name=op.f(f"pk_{PREFIX}meeting")),
    )
    op.create_table(
        f"{PREFIX}activity",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("activity_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "activity_id", name=op.f(f"pk_{PREFIX}activity")),
    )


def downgrade() -> None:
    """Back."""
    for table in ("activity", "meeting", "member", "circle", "person"):
        op.drop_table(f"{PREFIX}{table}")
