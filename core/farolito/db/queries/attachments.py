"""Photos and files of one response. Small statements read no bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, select

from farolito.db.base import table_of
from farolito.db.models import Attachment

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Delete

_attachment = table_of(Attachment)
_of_response = (
    _attachment.c.place_id == bindparam("of_place"),
    _attachment.c.response_id == bindparam("of_response"),
)

ADD = insert(_attachment)
IDS = select(_attachment.c.id).where(*_of_response)
HOW_MANY = select(func.count()).select_from(_attachment).where(*_of_response)

CONTENT = select(_attachment.c.content).where(*_of_response, _attachment.c.id == bindparam("of_id"))
SMALL = select(_attachment.c.small).where(*_of_response, _attachment.c.id == bindparam("of_id"))
ALL_SMALL = select(_attachment.c.id, _attachment.c.small).where(
    *_of_response, _attachment.c.small.is_not(None)
)


def remove_but(ids: Collection[str]) -> Delete:
    """Remove what is not among ``ids``."""
    kept: Any = _attachment.c.id.not_in(sorted(ids))
    return delete(_attachment).where(*_of_response, *((kept,) if ids else ()))
