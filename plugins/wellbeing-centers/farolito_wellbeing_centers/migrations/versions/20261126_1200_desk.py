"""The desk: taps, requests, courses. The plain counts by day, which nobody was shown, go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_1200"
down_revision = "20261123_1200"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.drop_table("plugin_wellbeing_centers_visit")
    op.create_table(
        "plugin_wellbeing_centers_tap",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "token", name=op.f("pk_plugin_wellbeing_centers_tap")),
    )
    op.create_table(
        "plugin_wellbeing_centers_request",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("form_name", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("clock", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "response_id", name=op.f("pk_plugin_wellbeing_centers_request")
        ),
    )
    op.create_table(
        "plugin_wellbeing_centers_course",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "course_id", name=op.f("pk_plugin_wellbeing_centers_course")
        ),
    )
    op.create_table(
        "plugin_wellbeing_centers_enrolled",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("enrolled_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id",
            "course_id",
            "enrolled_id",
            name=op.f("pk_plugin_wellbeing_centers_enrolled"),
        ),
    )
    op.create_table(
        "plugin_wellbeing_centers_meeting",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("course_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "course_id", "day", name=op.f("pk_plugin_wellbeing_centers_meeting")
        ),
    )


def downgrade() -> None:
    """Back."""
    for table in ("meeting", "enrolled", "course", "request", "tap"):
        op.drop_table(f"plugin_wellbeing_centers_{table}")
    op.create_table(
        "plugin_wellbeing_centers_visit",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("service_line", sa.String(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "day", "service_line", name=op.f("pk_plugin_wellbeing_centers_visit")
        ),
    )
