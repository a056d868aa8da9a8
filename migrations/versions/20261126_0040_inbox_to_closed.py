"""What staff do about a response: its state, notes, follow-ups, calls, referrals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0040"
down_revision = "20261126_0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "partner",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("contact", sa.LargeBinary(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("from_on", sa.String(), nullable=True),
        sa.Column("until_on", sa.String(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_partner_place_id")),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_partner")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "partner_user",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("partner_id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "partner_id"],
            ["partner.place_id", "partner.id"],
            name=op.f("fk_partner_user_place_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_partner_user_user_id")),
        sa.PrimaryKeyConstraint("place_id", "partner_id", "user_id", name=op.f("pk_partner_user")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_partner_user_user_id"), "partner_user", ["user_id"], unique=False)
    op.create_table(
        "contact_entry",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("corrects", sa.String(), nullable=True),
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_contact_entry_place_id_response_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_contact_entry")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_contact_entry_response",
        "contact_entry",
        ["place_id", "response_id", "id"],
        unique=False,
    )
    op.create_table(
        "follow_up",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("assigned_to", sa.String(), nullable=True),
        sa.Column("due_on", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("what", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('open', 'done')", name=op.f("ck_follow_up_state")),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_follow_up_place_id_response_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_follow_up")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_follow_up_due",
        "follow_up",
        ["place_id", "due_on", "id", "response_id"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_follow_up_mine",
        "follow_up",
        ["place_id", "assigned_to", "due_on", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_follow_up_response",
        "follow_up",
        ["place_id", "response_id", "due_on", "id"],
        unique=False,
    )
    op.create_table(
        "referral",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("partner_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("consent", sa.LargeBinary(), nullable=True),
        sa.Column("shared", sa.LargeBinary(), nullable=True),
        sa.Column("code", sa.LargeBinary(), nullable=True),
        sa.Column("code_index", sa.LargeBinary(), nullable=True),
        sa.Column("code_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_check_on", sa.String(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR consent IS NOT NULL", name=op.f("ck_referral_consent")
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "partner_id"],
            ["partner.place_id", "partner.id"],
            name=op.f("fk_referral_place_id_partner_id"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_referral_place_id_response_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_referral")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_referral_partner", "referral", ["place_id", "partner_id", "id"], unique=False
    )
    op.create_index(
        "ix_referral_response", "referral", ["place_id", "response_id", "id"], unique=False
    )
    op.create_index(
        "uq_referral_code_index",
        "referral",
        ["place_id", "code_index"],
        unique=True,
        sqlite_where=sa.text("code_index IS NOT NULL"),
        postgresql_where=sa.text("code_index IS NOT NULL"),
    )
    op.create_table(
        "response_need",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("need_index", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_response_need_place_id_response_id"),
        ),
        sa.PrimaryKeyConstraint(
            "place_id", "need_index", "received_at", "response_id", name=op.f("pk_response_need")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_response_need_response", "response_need", ["place_id", "response_id"], unique=False
    )
    op.create_table(
        "staff_note",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_staff_note_place_id_response_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_staff_note")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_staff_note_response", "staff_note", ["place_id", "response_id", "id"], unique=False
    )
    op.create_index(
        "ix_audit_target",
        "audit",
        ["target", "number"],
        unique=False,
        sqlite_where=sa.text("action <> 'response.submitted'"),
        postgresql_where=sa.text("action <> 'response.submitted'"),
    )
    op.execute(
        "ALTER TABLE response ADD COLUMN work_state VARCHAR NOT NULL DEFAULT 'new' "
        "CONSTRAINT ck_response_work_state CHECK (work_state IN "
        "('new', 'in_progress', 'done', 'needs_fixing', 'duplicate', 'withdrawn'))"
    )
    op.add_column("response", sa.Column("assigned_to", sa.String(), nullable=True))
    op.add_column(
        "response", sa.Column("work_revision", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("response", sa.Column("worked_by", sa.String(), nullable=True))
    op.add_column("response", sa.Column("worked_at", sa.DateTime(timezone=True), nullable=True))
    op.drop_index(
        op.f("ix_response_inbox"),
        table_name="response",
        sqlite_where=sa.text("received_at IS NOT NULL"),
        postgresql_where=sa.text("received_at IS NOT NULL"),
    )
    op.create_index(
        "ix_response_inbox",
        "response",
        [
            "place_id",
            "regime",
            "received_at",
            "id",
            "work_state",
            "assigned_to",
            "form_hash",
            "language",
            "channel",
        ],
        unique=False,
        sqlite_where=sa.text("received_at IS NOT NULL"),
        postgresql_where=sa.text("received_at IS NOT NULL"),
    )
    op.create_index(
        "ix_response_assigned",
        "response",
        ["place_id", "assigned_to", "received_at", "id"],
        unique=False,
        sqlite_where=sa.text("assigned_to IS NOT NULL"),
        postgresql_where=sa.text("assigned_to IS NOT NULL"),
    )
    op.create_index(
        "ix_response_state",
        "response",
        ["place_id", "work_state", "received_at", "id"],
        unique=False,
        sqlite_where=sa.text("work_state NOT IN ('new', 'done')"),
        postgresql_where=sa.text("work_state NOT IN ('new', 'done')"),
    )
    op.add_column("submission", sa.Column("amended_by", sa.String(), nullable=True))
    op.add_column("submission", sa.Column("reason", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Back."""
    op.drop_column("submission", "reason")
    op.drop_column("submission", "amended_by")
    op.drop_index(
        "ix_response_state",
        table_name="response",
        sqlite_where=sa.text("work_state NOT IN ('new', 'done')"),
        postgresql_where=sa.text("work_state NOT IN ('new', 'done')"),
    )
    op.drop_index(
        "ix_response_assigned",
        table_name="response",
        sqlite_where=sa.text("assigned_to IS NOT NULL"),
        postgresql_where=sa.text("assigned_to IS NOT NULL"),
    )
    op.drop_index(
        "ix_response_inbox",
        table_name="response",
        sqlite_where=sa.text("received_at IS NOT NULL"),
        postgresql_where=sa.text("received_at IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_response_inbox"),
        "response",
        ["place_id", "regime", "received_at", "id"],
        unique=False,
        sqlite_where=sa.text("received_at IS NOT NULL"),
        postgresql_where=sa.text("received_at IS NOT NULL"),
    )
    op.drop_column("response", "worked_at")
    op.drop_column("response", "worked_by")
    op.drop_column("response", "work_revision")
    op.drop_column("response", "assigned_to")
    op.drop_column("response", "work_state")
    op.drop_index(
        "ix_audit_target",
        table_name="audit",
        sqlite_where=sa.text("action <> 'response.submitted'"),
        postgresql_where=sa.text("action <> 'response.submitted'"),
    )
    op.drop_index("ix_staff_note_response", table_name="staff_note")
    op.drop_table("staff_note")
    op.drop_index("ix_response_need_response", table_name="response_need")
    op.drop_table("response_need")
    op.drop_index(
        "uq_referral_code_index",
        table_name="referral",
        sqlite_where=sa.text("code_index IS NOT NULL"),
        postgresql_where=sa.text("code_index IS NOT NULL"),
    )
    op.drop_index("ix_referral_response", table_name="referral")
    op.drop_index("ix_referral_partner", table_name="referral")
    op.drop_table("referral")
    op.drop_index("ix_follow_up_response", table_name="follow_up")
    op.drop_index(
        "ix_follow_up_mine",
        table_name="follow_up",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_index(
        "ix_follow_up_due",
        table_name="follow_up",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_table("follow_up")
    op.drop_index("ix_contact_entry_response", table_name="contact_entry")
    op.drop_table("contact_entry")
    op.drop_index(op.f("ix_partner_user_user_id"), table_name="partner_user")
    op.drop_table("partner_user")
    op.drop_table("partner")
