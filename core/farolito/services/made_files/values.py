"""What is told of a file that takes long to make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Row

    from farolito.domain.views import PlaceView

State = Literal["waiting", "making", "ready", "failed", "gone"]

KEPT = timedelta(hours=1)
"""How long a file that was made waits to be taken."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file: ``label`` on our disk, saved as ``name``. ``many``: how many responses are in it."""

    label: str
    name: str
    many: int = 0
    language: str = ""
    taken: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A response that could not be in it, and a code that says why."""

    response_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MadeFile:
    """What somebody asked for, and how far it is. ``error`` is a code: why there is no file, or no longer one."""

    id: str
    place: PlaceView
    kind: str
    about: Mapping[str, Any]
    state: State
    done: int
    total: int
    parts: tuple[Part, ...]
    left_out: tuple[LeftOut, ...]
    error: str
    asked_at: datetime
    until: datetime | None  # when it is gone, of one that is ready


def file_of(row: Row[Any], place: PlaceView) -> MadeFile:
    """A row, as it is told."""
    return MadeFile(
        id=row.id,
        place=place,
        kind=row.kind,
        about=row.about,
        state=row.state,
        done=row.done,
        total=row.total,
        parts=tuple(Part(**one) for one in row.parts),
        left_out=tuple(LeftOut(*one) for one in row.left_out),
        error=row.error or "",
        asked_at=row.asked_at,
        until=row.touched_at + KEPT if row.state == "ready" else None,
    )
