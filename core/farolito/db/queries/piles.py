"""Which responses a pile of family copies is made of."""

from __future__ import annotations

from sqlalchemy import bindparam, select

from farolito.db.base import table_of
from farolito.db.models import Response

_response = table_of(Response)

COPIES = (
    select(_response.c.id, _response.c.code, _response.c.language, _response.c.form_hash)
    .where(
        _response.c.place_id == bindparam("place_id"),
        _response.c.regime == bindparam("regime"),
        _response.c.received_at >= bindparam("since"),
        _response.c.received_at < bindparam("before"),
        _response.c.status.in_(("completed", "amended")),
        _response.c.consent_path.in_(bindparam("paths", expanding=True)),
    )
    .order_by(_response.c.received_at, _response.c.id)
    .limit(bindparam("most"))
)
"""What was sent in some days, of one regime, and is not a student's own."""

CODES = select(_response.c.id, _response.c.code).where(
    _response.c.place_id == bindparam("place_id"),
    _response.c.id.in_(bindparam("ids", expanding=True)),
    _response.c.received_at.is_not(None),
)
"""The codes of these, sealed."""
