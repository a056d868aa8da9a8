"""Which plugins are there and on: every state there ever was."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads annotations when it runs
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from farolito.db.base import Base, Json, Moment, Name


class PluginSet(Base):
    """One complete state; the highest ``number`` is the one that counts. Triggers refuse to change or remove a row.

    ``content`` is what :func:`farolito.plugins.sets.written` writes. ``made_by`` is "user:<id>", or "system" for
    whoever types commands on the machine.
    """

    __tablename__ = "plugin_set"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(Name)
    action: Mapped[str] = mapped_column(Name)
    content: Mapped[Any] = mapped_column(Json)
