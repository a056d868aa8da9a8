"""Students of the roster, attempts to reach them, and templates."""

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
        "plugin_contact_log_student",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_contact_log_student")),
    )
    op.create_table(
        "plugin_contact_log_attempt",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("student_id", sa.String(), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("next_try", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_contact_log_attempt")),
    )
    op.create_index(
        op.f("ix_plugin_contact_log_attempt_student"),
        "plugin_contact_log_attempt",
        ["place_id", "student_id", "id"],
    )
    op.create_table(
        "plugin_contact_log_template",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_plugin_contact_log_template")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_contact_log_template")
    op.drop_index(
        op.f("ix_plugin_contact_log_attempt_student"),
        table_name="plugin_contact_log_attempt",
    )
    op.drop_table("plugin_contact_log_attempt")
    op.drop_table("plugin_contact_log_student")
