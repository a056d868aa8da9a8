"""Every table there is, the host's and then those of the plugins that are loaded: for what must leave none out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.base import Base
from farolito.plugins.tables import metadata_of

if TYPE_CHECKING:
    from sqlalchemy import Table

    from farolito.plugins.hooks import Hooks


def every_table(hooks: Hooks) -> tuple[Table, ...]:
    """All tables, each after those on which it depends."""
    plugins = (metadata_of(loaded.name) for loaded in hooks.roster.loaded)
    return tuple(table for one in (Base.metadata, *plugins) for table in one.sorted_tables)
