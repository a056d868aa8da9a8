"""Files that take long to make."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0350"
down_revision = "20261126_0240"
branch_labels = None
depends_on = None

UNDONE = sa.text("state IN ('waiting', 'making')")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "made_file",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'making', 'ready', 'failed', 'gone')",
            name=op.f("ck_made_file_state"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_made_file_place_id")),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_made_file")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_made_file_due",
        "made_file",
        ["asked_at", "id"],
        sqlite_where=UNDONE,
        postgresql_where=UNDONE,
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("made_file")
