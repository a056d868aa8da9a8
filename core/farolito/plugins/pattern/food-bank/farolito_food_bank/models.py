"""The one table of this plugin."""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from farolito.api import PluginModel
from sqlalchemy.orm import Mapped, mapped_column


class Waiting(PluginModel, plugin="food_bank"):
    """A response that asked for help. Ids and days only: whose it is, the host knows, and who may read it."""

    __tablename__ = "plugin_food_bank_waiting"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(primary_key=True)
    asked_on: Mapped[date]
    done_on: Mapped[date | None]
