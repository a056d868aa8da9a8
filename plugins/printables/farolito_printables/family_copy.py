"""What a family takes home: one page, next steps first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_
from farolito_printables.sheet import form_mark, page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import FamilyCopy, SummaryRow

MOST_STEPS = 5
ROWS_BESIDE_ALL_STEPS, ROWS_FOR_A_STEP = 1, 2
"""How many answers fit below five steps, and how many more for each step that there is less."""


def render(document: FamilyCopy) -> str:
    """The leave-behind as HTML. Never more than five steps; never scores, risks or what others may not see."""
    speech = Speech(document.language)
    title = speech.plain(N_("Your next steps"))
    return page(
        "family_copy.html",
        speech,
        title=f"{title} – {document.place_name}",
        foot=(
            document.place_name,
            speech.date(document.date),
            form_mark(document.form_version, document.language),
        ),
        large_print=document.large_print,
        document=document,
        steps=document.steps[:MOST_STEPS],
        told=_told(document),
        code=f"{document.code[:4]}-{document.code[4:]}" if document.code else "",
    )


def _told(document: FamilyCopy) -> list[SummaryRow]:
    """What the family told us, as far as it fits on the same sheet; large print may go on overleaf."""
    if document.summary is None:
        return []
    rows = [row for section in document.summary.sections for row in section.rows]
    free = MOST_STEPS - len(document.steps[:MOST_STEPS])
    return rows if document.large_print else rows[: ROWS_BESIDE_ALL_STEPS + ROWS_FOR_A_STEP * free]
