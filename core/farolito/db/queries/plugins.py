"""The plugin sets."""

from __future__ import annotations

from sqlalchemy import bindparam, func, insert, select

from farolito.db.base import table_of
from farolito.db.models import PluginSet

_set = table_of(PluginSet)

CURRENT = select(_set).order_by(_set.c.number.desc()).limit(1)
"""The one that counts."""

NUMBERED = select(_set).where(_set.c.number == bindparam("number"))

LATEST = select(_set).order_by(_set.c.number.desc()).limit(bindparam("limit"))
"""The latest ones, newest first."""

LAST_NUMBER = select(func.max(_set.c.number))
ADD = insert(_set)
