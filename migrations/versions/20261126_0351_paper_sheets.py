"""Numbered sheets of paper, and which response each became."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0351"
down_revision = "20261126_0350"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "paper_sheet",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("link_slug", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_by", sa.String(), nullable=False),
        sa.Column("of_pages", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('printed', 'begun', 'entered')", name=op.f("ck_paper_sheet_state")
        ),
        sa.ForeignKeyConstraint(
            ["form_hash"], ["form_version.hash"], name=op.f("fk_paper_sheet_form_hash")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_paper_sheet_place_id")),
        sa.PrimaryKeyConstraint("place_id", "number", name=op.f("pk_paper_sheet")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper_entry",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("typed_by", sa.String(), nullable=False),
        sa.Column("typed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("marks", sa.Text(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.CheckConstraint(
            "original IN ('', 'kept', 'shredded')", name=op.f("ck_paper_entry_original")
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_paper_entry_place_id_response_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "response_id", name=op.f("pk_paper_entry")),
        sa.UniqueConstraint("place_id", "number", name=op.f("uq_paper_entry_place_id_number")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("paper_entry")
    op.drop_table("paper_sheet")
