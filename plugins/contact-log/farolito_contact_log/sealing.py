"""JSON values in sealed columns: each bound to the key of its row, which must stand before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect

from farolito.api import open_text, seal_text

if TYPE_CHECKING:
    from farolito.api import PluginModel, Work


def seal(work: Work, row: PluginModel, column: str, value: Any) -> None:
    """Put a value into a sealed column of a row."""
    attribute = getattr(type(row), column)
    setattr(row, column, seal_text(work, attribute, _key(row), json.dumps(value)))


def unseal(work: Work, row: PluginModel, column: str) -> Any:
    """What was put there; None for nothing."""
    sealed = getattr(row, column)
    attribute = getattr(type(row), column)
    return None if sealed is None else json.loads(open_text(work, attribute, _key(row), sealed))


def _key(row: PluginModel) -> tuple[str, ...]:
    mapper: Any = inspect(type(row))
    return tuple(getattr(row, column.key) for column in mapper.primary_key)
