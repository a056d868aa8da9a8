"""Ids: UUIDs of version 7, whose time part keeps an index compact and is never trusted nor secret.

What is anonymous gets one of version 4 instead: it has no time part.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

if TYPE_CHECKING:
    from datetime import datetime


def new_id(at: datetime) -> str:
    """A new id with 74 random bits; ids of a later millisecond sort after it.

    ``at`` shows in the id: round it first where the time of day must not be known.
    """
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    random = secrets.randbits(74)
    high, low = random >> 62, random & (1 << 62) - 1
    return str(UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))


def timeless_id() -> str:
    """A new id of 122 random bits that tells neither when it was made nor what was made before it."""
    return str(uuid4())
