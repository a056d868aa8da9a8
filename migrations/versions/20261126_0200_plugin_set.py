"""Which plugins are there and on, as states that are only ever added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0200"
down_revision = "20261126_0060"
branch_labels = None
depends_on = None

SQLITE_GUARDS = """
CREATE TRIGGER plugin_set_no_update BEFORE UPDATE ON plugin_set
BEGIN SELECT RAISE(ABORT, 'plugin sets are append-only'); END;

CREATE TRIGGER plugin_set_no_delete BEFORE DELETE ON plugin_set
BEGIN SELECT RAISE(ABORT, 'plugin sets are append-only'); END;
"""

POSTGRESQL_GUARDS = """
CREATE FUNCTION plugin_set_is_append_only() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN RAISE EXCEPTION ''plugin sets are append-only''; END';

CREATE TRIGGER plugin_set_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON plugin_set
FOR EACH STATEMENT EXECUTE FUNCTION plugin_set_is_append_only();
"""


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_set",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_plugin_set")),
    )
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_GUARDS
    for guard in guards.strip().split("\n\n"):
        op.execute(guard)


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_set")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION plugin_set_is_append_only()")
