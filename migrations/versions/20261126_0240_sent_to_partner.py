"""What was sent to a partner is found along an index, latest first."""

from __future__ import annotations

from alembic import op

revision = "20261126_0240"
down_revision = "20261126_0210"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.drop_index("ix_referral_partner", table_name="referral")
    op.create_index("ix_referral_partner", "referral", ["place_id", "partner_id", "sent_at", "id"])


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_referral_partner", table_name="referral")
    op.create_index("ix_referral_partner", "referral", ["place_id", "partner_id", "id"])
