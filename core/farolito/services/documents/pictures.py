"""Photos on paper: small, and inside the page, since a document may load nothing from elsewhere."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING

from farolito.services import responses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.question_types import Shown
    from farolito.domain.summary import Summary
    from farolito.services.responses import ResponseRecord
    from farolito.services.work import Work

PIECES = ("photo", "file")


def with_pictures(work: Work, record: ResponseRecord, summary: Summary) -> Summary:
    """The summary, whose pictures have a ``picture`` among their ``params``: a ``data:`` address.

    Only what the summary shows is opened. The words in a second language show no picture again.
    """
    rows = [row for section in summary.sections for row in section.rows]
    wanted = {
        str(piece.params["id"]) for row in rows for piece in row.answer if piece.kind in PIECES
    }
    if not wanted:
        return summary
    there = responses.small_pictures(work, record.place.id, record.response_id, wanted)
    sections = tuple(
        replace(
            section,
            rows=tuple(
                replace(row, answer=tuple(_pictured(piece, there) for piece in row.answer))
                for row in section.rows
            ),
        )
        for section in summary.sections
    )
    return replace(summary, sections=sections)


def _pictured(piece: Shown, there: Mapping[str, bytes]) -> Shown:
    small = there.get(str(piece.params.get("id"))) if piece.kind in PIECES else None
    if small is None:
        return piece
    picture = "data:image/jpeg;base64," + base64.b64encode(small).decode()
    return replace(piece, params={**piece.params, "picture": picture})
