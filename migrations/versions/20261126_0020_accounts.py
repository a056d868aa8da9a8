"""Accounts: one-time links, second factors, what a session showed, events with a PIN."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261126_0020"
down_revision = "20261126_0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _table(name: str, *columns: sa.Column | sa.Constraint) -> None:
    op.create_table(name, *columns, sqlite_with_rowid=False)


def _user_of(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{table}_user_id"))


def upgrade() -> None:
    """Forward. Sessions that are alive showed a password, and nothing more."""
    _table(
        "password_link",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        _user_of("password_link"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_password_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_link_token_hash")),
    )
    _table(
        "totp",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        _user_of("totp"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_totp")),
    )
    _table(
        "recovery_code",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        _user_of("recovery_code"),
        sa.PrimaryKeyConstraint("user_id", "code_hash", name=op.f("pk_recovery_code")),
    )
    _table(
        "passkey",
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("challenged_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _user_of("passkey"),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("id", name=op.f("uq_passkey_id")),
    )
    op.add_column("session", sa.Column("device", sa.String(), nullable=True))
    op.add_column("session", sa.Column("second_factor_at", MOMENT, nullable=True))
    op.add_column("session", sa.Column("proved_at", MOMENT, nullable=True))
    _table(
        "event",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("pin_hash", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_event_place_id")),
        sa.PrimaryKeyConstraint("place_id", "id", name=op.f("pk_event")),
    )
    _table(
        "event_helper",
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_event_helper_place_id")),
        sa.ForeignKeyConstraint(
            ["place_id", "event_id"],
            ["event.place_id", "event.id"],
            name=op.f("fk_event_helper_place_id_event_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["session.id"], name=op.f("fk_event_helper_session_id")
        ),
        sa.PrimaryKeyConstraint("place_id", "session_id", name=op.f("pk_event_helper")),
        sa.UniqueConstraint("session_id", name=op.f("uq_event_helper_session_id")),
    )


def downgrade() -> None:
    """Back."""
    for table in ("event_helper", "event", "passkey", "recovery_code", "totp", "password_link"):
        op.drop_table(table)
    for column in ("proved_at", "second_factor_at", "device"):
        op.drop_column("session", column)
