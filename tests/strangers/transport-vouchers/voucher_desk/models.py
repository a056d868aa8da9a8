"""The vouchers: asked for, and given."""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from farolito.api import PluginModel
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column


class Voucher(PluginModel, plugin="voucher_desk"):
    """One for each response that asked. ``number`` is printed on the voucher; a place gives each number once."""

    __tablename__ = "plugin_voucher_desk_voucher"
    __table_args__ = (UniqueConstraint("place_id", "number"),)

    place_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(primary_key=True)
    people: Mapped[int]
    language: Mapped[str]
    asked_on: Mapped[date]
    number: Mapped[str | None]
    given_on: Mapped[date | None]
