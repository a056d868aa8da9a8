"""Who consented to what was sent before that was written down: of a form for families or staff, a parent."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "20261126_0050"
down_revision = "20261126_0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward. Without it the records that schools have would be missing from every export and count."""
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT hash, definition FROM form_version")).all():
        said = json.loads(row.definition)
        asks = "consent_path" in said or "consent_path_from" in said
        if not asks and said.get("audience", "family") in ("family", "staff"):
            connection.execute(
                sa.text(
                    "UPDATE response SET consent_path = 'parent' "
                    "WHERE form_hash = :hash AND consent_path = 'unknown' AND received_at IS NOT NULL"
                ),
                {"hash": row.hash},
            )


def downgrade() -> None:
    """Back. What is known stays known."""
