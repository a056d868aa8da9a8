"""The way back to a response: its code and a second fact, as keyed hashes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0945"
down_revision = "20261126_0930"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "way_back",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("code_index", sa.LargeBinary(), nullable=False),
        sa.Column("fact_kind", sa.String(), nullable=False),
        sa.Column("fact", sa.LargeBinary(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "fact_kind IN ('phone', 'birthday', 'pin')", name=op.f("ck_way_back_fact_kind")
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_way_back_place_id_response_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "response_id", name=op.f("pk_way_back")),
        sa.UniqueConstraint("code_index", name=op.f("uq_way_back_code_index")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("way_back")
