"""Fairs: events that were planned, and the tickets of those who wait there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0950"
down_revision = "20261126_0945"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.add_column("event", sa.Column("begins_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "fair",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("links", sa.Text(), nullable=False),
        sa.Column("languages", sa.Text(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("pin_made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paper_printed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paper_given", sa.Integer(), nullable=True),
        sa.Column("paper_returned", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rescued", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "event_id"],
            ["event.place_id", "event.id"],
            name=op.f("fk_fair_place_id_event_id"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_fair_place_id")),
        sa.PrimaryKeyConstraint("place_id", "event_id", name=op.f("pk_fair")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ticket",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("spoken", sa.String(), nullable=False),
        sa.Column("interpreter", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("came", sa.String(), nullable=False),
        sa.Column("tablet", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("session_id", sa.String(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("code_index", sa.LargeBinary(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('printed', 'waiting', 'in_progress', 'done', 'left')",
            name=op.f("ck_ticket_state"),
        ),
        sa.CheckConstraint(
            "way IN ('', 'here', 'phone', 'tablet', 'paper')", name=op.f("ck_ticket_way")
        ),
        sa.CheckConstraint("came IN ('', 'sent', 'incomplete')", name=op.f("ck_ticket_came")),
        sa.ForeignKeyConstraint(
            ["place_id", "event_id"],
            ["fair.place_id", "fair.event_id"],
            name=op.f("fk_ticket_place_id_event_id"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_ticket_place_id")),
        sa.PrimaryKeyConstraint("place_id", "event_id", "number", name=op.f("pk_ticket")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_ticket_code_index",
        "ticket",
        ["code_index"],
        unique=True,
        sqlite_where=sa.text("code_index IS NOT NULL"),
        postgresql_where=sa.text("code_index IS NOT NULL"),
    )


def downgrade() -> None:
    """Back."""
    op.drop_index("uq_ticket_code_index", table_name="ticket")
    op.drop_table("ticket")
    op.drop_table("fair")
    op.drop_column("event", "begins_at")
