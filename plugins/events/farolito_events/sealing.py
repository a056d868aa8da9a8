"""Values in sealed columns of this plugin: anything that JSON can say, bound to its row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from farolito.api import open_text, seal_text

if TYPE_CHECKING:
    from farolito.api import Work
    from farolito_events.models import Action, Event, SignUp


def seal(work: Work, row: Action | Event | SignUp, column: str, value: Any) -> None:
    """Put a value into a sealed column; the key of the row must stand."""
    sealed = seal_text(work, getattr(type(row), column), _key(row), json.dumps(value))
    setattr(row, column, sealed)


def unseal(work: Work, row: Action | Event | SignUp, column: str) -> Any:
    """What :func:`seal` put there; None for nothing."""
    sealed = getattr(row, column)
    if sealed is None:
        return None
    return json.loads(open_text(work, getattr(type(row), column), _key(row), sealed))


def _key(row: Action | Event | SignUp) -> tuple[str, ...]:
    return tuple(str(getattr(row, one.key)) for one in row.__table__.primary_key)
