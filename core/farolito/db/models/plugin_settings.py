"""What administrators set for plugins."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import NO_ROWID, Base, Name, Sealed


class PluginSetting(Base):
    """A value of a setting: at a place and everywhere below it, or for everybody where ``of_place`` is empty.

    It stays when the plugin is turned off or removed. It is no record of a place: what a school inherits from its
    county must be seen by those who work at the school alone, so the column is not called ``place_id``.
    """

    __tablename__ = "plugin_setting"
    __table_args__ = NO_ROWID

    plugin: Mapped[str] = mapped_column(Name, primary_key=True)
    of_place: Mapped[str] = mapped_column(Name, primary_key=True)
    name: Mapped[str] = mapped_column(Name, primary_key=True)
    value: Mapped[bytes] = mapped_column(Sealed)
