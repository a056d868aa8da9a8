"""Tables of plugins: the host's naming convention, and a registry of its own for each plugin."""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import FromClause, MetaData, Table
from sqlalchemy.orm import registry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""As in the host's own tables; a contract test keeps the two the same."""

_REGISTRIES: dict[str, registry] = {}


class PluginModel:
    """Base of every table of a plugin: ``class Visit(PluginModel, plugin="wellbeing_centers")``.

    ``__tablename__`` begins with ``plugin_<name>_``. A table about a place has ``place_id`` first in its
    primary key. Ids of the host are kept as plain values: its rows come and go without asking plugins.
    Each plugin has a registry of its own, so a mapping that is wrong breaks no query but the plugin's.
    """

    metadata: ClassVar[MetaData]
    __table__: ClassVar[FromClause]

    def __init__(self, **values: Any) -> None:
        """A row; raises TypeError for a name that is no column."""
        for name, value in values.items():
            if not hasattr(type(self), name):
                raise TypeError(f"{type(self).__name__} has no column {name!r}")
            setattr(self, name, value)

    def __init_subclass__(cls, *, plugin: str, **options: Any) -> None:
        super().__init_subclass__(**options)
        own = _REGISTRIES.setdefault(plugin, registry(metadata=MetaData(naming_convention=NAMING)))
        cls.metadata = own.metadata
        own.mapped(cls)


def is_of(table: str, plugin: str, others: Iterable[str]) -> bool:
    """Whether a table is a plugin's, by its name. If ``others`` have ``food_bank``, its tables are not ``food``'s."""
    longer = tuple(f"plugin_{other}_" for other in others if other.startswith(f"{plugin}_"))
    return table.startswith(f"plugin_{plugin}_") and not table.startswith(longer)


def declaring() -> Collection[str]:
    """The plugins that declared tables in this process."""
    return _REGISTRIES.keys()


def metadata_of(plugin: str) -> MetaData:
    """The tables that were declared with :class:`PluginModel` for a plugin so far; empty when it has none."""
    found = _REGISTRIES.get(plugin)
    return found.metadata if found else MetaData()


def tables_in(package: str) -> tuple[str, ...]:
    """The names of all tables that the imported modules of a package map, whatever base they use."""
    names: set[str] = set()
    for name, module in list(sys.modules.items()):
        if name != package and not name.startswith(f"{package}."):
            continue
        for found in list(vars(module).values()):
            if isinstance(found, type) and found.__module__ == name:
                table = inspect.getattr_static(found, "__table__", None)
                if isinstance(table, Table):
                    names.add(table.name)
    return tuple(sorted(names))
