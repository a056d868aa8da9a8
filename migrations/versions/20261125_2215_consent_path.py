"""Who consented to a response being recorded."""

from __future__ import annotations

from alembic import op

revision = "20261125_2215"
down_revision = "20261123_2300"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. What was sent before says nothing, and is treated as the student's own."""
    op.execute(
        "ALTER TABLE response ADD COLUMN consent_path VARCHAR NOT NULL DEFAULT 'unknown' "
        "CONSTRAINT ck_response_consent_path "
        "CHECK (consent_path IN ('parent', 'minor_self', 'caregiver', 'unknown'))"
    )


def downgrade() -> None:
    """Back."""
    op.drop_column("response", "consent_path")
