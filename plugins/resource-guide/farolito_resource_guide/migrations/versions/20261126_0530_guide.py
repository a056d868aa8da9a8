"""The guide: entries with their places, hours and phones, imports, and what people say is different."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0530"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_resource_guide_guide",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_plugin_resource_guide_guide")),
    )
    op.create_table(
        "plugin_resource_guide_organization",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "id", name=op.f("pk_plugin_resource_guide_organization")
        ),
    )
    op.create_table(
        "plugin_resource_guide_service",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("interpretation", sa.String(), nullable=False),
        sa.Column("application", sa.String(), nullable=False),
        sa.Column("fees", sa.String(), nullable=False),
        sa.Column("eligibility", sa.String(), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("alert", sa.String(), nullable=False),
        sa.Column("alert_until", sa.Date(), nullable=True),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("assurer", sa.String(), nullable=False),
        sa.Column("assurer_email", sa.String(), nullable=False),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("source_as_of", sa.Date(), nullable=True),
        sa.Column("modified_at", sa.String(), nullable=False),
        sa.Column("translations", sa.JSON(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("imported_as", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_resource_guide_service")),
        sa.UniqueConstraint(
            "place_id", "number", name=op.f("uq_plugin_resource_guide_service_place_id_number")
        ),
    )
    op.create_table(
        "plugin_resource_guide_location",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("transportation", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_resource_guide_location")),
    )
    op.create_table(
        "plugin_resource_guide_service_at_location",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("location_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "id", name=op.f("pk_plugin_resource_guide_service_at_location")
        ),
    )
    op.create_table(
        "plugin_resource_guide_address",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("of_id", sa.String(), nullable=False),
        sa.Column("address_1", sa.String(), nullable=False),
        sa.Column("address_2", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("postal_code", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_resource_guide_address")),
    )
    op.create_table(
        "plugin_resource_guide_phone",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("of_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("extension", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("languages", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_resource_guide_phone")),
    )
    op.create_table(
        "plugin_resource_guide_schedule",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("of_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("byday", sa.String(), nullable=False),
        sa.Column("bymonthday", sa.String(), nullable=False),
        sa.Column("interval", sa.Integer(), nullable=False),
        sa.Column("dtstart", sa.Date(), nullable=True),
        sa.Column("opens_at", sa.Time(), nullable=True),
        sa.Column("closes_at", sa.Time(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_resource_guide_schedule")),
    )
    op.create_table(
        "plugin_resource_guide_language",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_resource_guide_language")),
    )
    op.create_table(
        "plugin_resource_guide_required_document",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "id", name=op.f("pk_plugin_resource_guide_required_document")
        ),
    )
    op.create_table(
        "plugin_resource_guide_attribute",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("taxonomy", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_resource_guide_attribute")),
    )
    op.create_table(
        "plugin_resource_guide_import",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_resource_guide_import")),
    )
    op.create_table(
        "plugin_resource_guide_proposal",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("says", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_resource_guide_proposal")),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_resource_guide_proposal")
    op.drop_table("plugin_resource_guide_import")
    op.drop_table("plugin_resource_guide_attribute")
    op.drop_table("plugin_resource_guide_required_document")
    op.drop_table("plugin_resource_guide_language")
    op.drop_table("plugin_resource_guide_schedule")
    op.drop_table("plugin_resource_guide_phone")
    op.drop_table("plugin_resource_guide_address")
    op.drop_table("plugin_resource_guide_service_at_location")
    op.drop_table("plugin_resource_guide_location")
    op.drop_table("plugin_resource_guide_service")
    op.drop_table("plugin_resource_guide_organization")
    op.drop_table("plugin_resource_guide_guide")
