"""The one table of this plugin."""

from __future__ import annotations

from datetime import date  # noqa: TC003  SQLAlchemy reads annotations when it runs

from sqlalchemy.orm import Mapped, mapped_column

from farolito.api import PluginModel


class Visit(PluginModel, plugin="wellbeing_centers"):
    """How many visits named a service line at a place on a day. Nothing here leads to a person."""

    __tablename__ = "plugin_wellbeing_centers_visit"

    place_id: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    service_line: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
