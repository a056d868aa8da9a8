"""Households, their people, and what was said about which belong together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0010"
down_revision = "20261126_0000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "household",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("head_id", sa.String(), nullable=False),
        sa.Column("regime", sa.String(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_household_place_id")),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_household")),
    )
    op.create_index("ix_household_head", "household", ["place_id", "head_id"], unique=False)

    op.create_table(
        "household_verdict",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "how IN ('session', 'opened', 'staff')", name=op.f("ck_household_verdict_how")
        ),
        sa.CheckConstraint(
            "verdict IN ('same', 'different')", name=op.f("ck_household_verdict_verdict")
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "household_id"],
            ["household.place_id", "household.id"],
            name=op.f("fk_household_verdict_place_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "other_id"],
            ["household.place_id", "household.id"],
            name=op.f("fk_household_verdict_place_id_other_id"),
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["user.id"], name=op.f("fk_household_verdict_said_by")
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["user.id"], name=op.f("fk_household_verdict_undone_by")
        ),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_household_verdict")),
    )
    op.create_index(
        "ix_household_verdict_household",
        "household_verdict",
        ["place_id", "household_id"],
        unique=False,
    )
    op.create_index(
        "ix_household_verdict_other", "household_verdict", ["place_id", "other_id"], unique=False
    )

    op.create_table(
        "person",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("told_at_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("form_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("facts", sa.LargeBinary(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role IN ('respondent', 'member', 'student')", name=op.f("ck_person_role")
        ),
        sa.ForeignKeyConstraint(
            ["form_hash"], ["form_version.hash"], name=op.f("fk_person_form_hash")
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "household_id"],
            ["household.place_id", "household.id"],
            name=op.f("fk_person_place_id_household_id"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_person_place_id")),
        sa.ForeignKeyConstraint(["told_at_id"], ["place.id"], name=op.f("fk_person_told_at_id")),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_person")),
    )
    op.create_index("ix_person_household", "person", ["place_id", "household_id"], unique=False)
    op.create_index("ix_person_response", "person", ["told_at_id", "response_id"], unique=False)

    op.create_table(
        "enrollment",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["place_id", "person_id"],
            ["person.place_id", "person.id"],
            name=op.f("fk_enrollment_place_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "person_id", name=op.f("pk_enrollment")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "household_response",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("response_id", sa.String(), nullable=False),
        sa.Column("household_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "household_id"],
            ["household.place_id", "household.id"],
            name=op.f("fk_household_response_place_id_household_id"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id", "response_id"],
            ["response.place_id", "response.id"],
            name=op.f("fk_household_response_place_id_response_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "response_id", name=op.f("pk_household_response")),
    )
    op.create_index(
        "ix_household_response_household",
        "household_response",
        ["place_id", "household_id"],
        unique=False,
    )

    op.create_table(
        "person_key",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id", "person_id"],
            ["person.place_id", "person.id"],
            name=op.f("fk_person_key_place_id_person_id"),
        ),
        sa.PrimaryKeyConstraint("place_id", "value", "person_id", name=op.f("pk_person_key")),
    )
    op.create_index("ix_person_key_person", "person_key", ["place_id", "person_id"], unique=False)


def downgrade() -> None:
    """Back."""
    op.drop_index("ix_person_key_person", table_name="person_key")

    op.drop_table("person_key")
    op.drop_index("ix_household_response_household", table_name="household_response")

    op.drop_table("household_response")
    op.drop_table("enrollment")
    op.drop_index("ix_person_response", table_name="person")
    op.drop_index("ix_person_household", table_name="person")

    op.drop_table("person")
    op.drop_index("ix_household_verdict_other", table_name="household_verdict")
    op.drop_index("ix_household_verdict_household", table_name="household_verdict")

    op.drop_table("household_verdict")
    op.drop_index("ix_household_head", table_name="household")

    op.drop_table("household")
