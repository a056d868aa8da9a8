"""Agencies, offers, meetings with their harvest, and decisions about referrals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0600"
down_revision = None
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _name(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "plugin_partners_agency",
        _name("place_id"),
        _name("partner_id"),
        _name("kind"),
        _text("formerly"),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("no_records", sa.Boolean(), nullable=False),
        _name("regime"),
        _text("services"),
        sa.Column("signatory", sa.LargeBinary(), nullable=True),
        sa.Column("ab1584", sa.Boolean(), nullable=False),
        _text("link"),
        _text("source"),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "partner_id", name=op.f("pk_plugin_partners_agency")),
    )
    op.create_table(
        "plugin_partners_offer",
        _name("place_id"),
        _name("id"),
        _name("partner_id"),
        _text("title"),
        _text("about"),
        _text("ready"),
        sa.Column("lead_days", sa.Integer(), nullable=True),
        _text("cost"),
        _text("blackout"),
        _name("pillar"),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("review_by", sa.Date(), nullable=True),
        sa.Column("checked_on", sa.Date(), nullable=True),
        _text("source"),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_partners_offer")),
    )
    op.create_table(
        "plugin_partners_meeting",
        _name("place_id"),
        _name("id"),
        _text("name"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("tables", sa.Integer(), nullable=False),
        _text("questions"),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_partners_meeting")),
    )
    op.create_table(
        "plugin_partners_harvest",
        _name("place_id"),
        _name("id"),
        _name("meeting_id"),
        sa.Column("table", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        _name("kind"),
        _text("theme"),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_plugin_partners_harvest")),
    )
    op.create_index(
        op.f("ix_plugin_partners_harvest_meeting"),
        "plugin_partners_harvest",
        ["place_id", "meeting_id", "id"],
    )
    op.create_table(
        "plugin_partners_decision",
        _name("place_id"),
        _name("referral_id"),
        _name("response_id"),
        _name("decided"),
        sa.Column("on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint(
            "place_id", "referral_id", name=op.f("pk_plugin_partners_decision")
        ),
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("plugin_partners_decision")
    op.drop_index(
        op.f("ix_plugin_partners_harvest_meeting"),
        table_name="plugin_partners_harvest",
    )
    for name in ("harvest", "meeting", "offer", "agency"):
        op.drop_table(f"plugin_partners_{name}")
