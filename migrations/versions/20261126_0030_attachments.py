"""Photos and files, and the triggers that remove them with what they belong to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0030"
down_revision = "20261126_0020"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER attachment_goes_with_draft AFTER UPDATE OF draft ON response
WHEN NEW.draft IS NULL AND NEW.submitted_number = 0
BEGIN DELETE FROM attachment WHERE place_id = NEW.place_id AND response_id = NEW.id; END;

CREATE TRIGGER attachment_goes_with_submission AFTER DELETE ON submission
WHEN NOT EXISTS (SELECT 1 FROM submission
    WHERE place_id = OLD.place_id AND response_id = OLD.response_id)
BEGIN DELETE FROM attachment WHERE place_id = OLD.place_id AND response_id = OLD.response_id; END;
"""

POSTGRESQL = """
CREATE FUNCTION attachment_goes_with_draft() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN DELETE FROM attachment WHERE place_id = NEW.place_id AND response_id = NEW.id; RETURN NULL; END';

CREATE TRIGGER attachment_goes_with_draft AFTER UPDATE OF draft ON response FOR EACH ROW
WHEN (NEW.draft IS NULL AND NEW.submitted_number = 0)
EXECUTE FUNCTION attachment_goes_with_draft();

CREATE FUNCTION attachment_goes_with_submission() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN DELETE FROM attachment a WHERE a.place_id = OLD.place_id AND a.response_id = OLD.response_id
AND NOT EXISTS (SELECT 1 FROM submission s
    WHERE s.place_id = OLD.place_id AND s.response_id = OLD.response_id); RETURN NULL; END';

CREATE TRIGGER attachment_goes_with_submission AFTER DELETE ON submission FOR EACH ROW
EXECUTE FUNCTION attachment_goes_with_submission();
"""


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "attachment",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("small", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_attachment_place_id_response_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("place_id", "response_id", "id", name=op.f("pk_attachment")),
    )
    triggers = SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL
    for trigger in triggers.split("\n\n"):
        op.execute(trigger)


def downgrade() -> None:
    """Back."""
    for name, table in (("draft", "response"), ("submission", "submission")):
        on = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
        op.execute(f"DROP TRIGGER attachment_goes_with_{name}{on}")
        if on:
            op.execute(f"DROP FUNCTION attachment_goes_with_{name}")
    op.drop_table("attachment")
