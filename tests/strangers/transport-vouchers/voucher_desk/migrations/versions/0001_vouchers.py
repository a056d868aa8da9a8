"""Vouchers, asked for and given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_voucher_desk_voucher",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint(
            "place_id", "response_id", name=op.f("pk_plugin_voucher_desk_voucher")
        ),
        sa.UniqueConstraint(
            "place_id", "number", name=op.f("uq_plugin_voucher_desk_voucher_place_id_number")
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_voucher_desk_voucher")
