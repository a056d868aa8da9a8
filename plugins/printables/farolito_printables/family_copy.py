"""What a family takes home: one page, next steps first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_
from farolito_printables.fitting import LATIN, MM, Room, line_height, lines
from farolito_printables.sheet import form_mark, page
from farolito_printables.speech import Speech

if TYPE_CHECKING:
    from farolito.api import FamilyCopy, SummaryRow

MOST_STEPS = 5
ROWS_BESIDE_ALL_STEPS, ROWS_FOR_A_STEP = 1, 2
"""How many answers stand below five steps, and how many more for each step that there is less, if there is room."""


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
    """What the family told us, as far as it fits on the same sheet, and in large print overleaf."""
    if document.summary is None:
        return []
    rows = [row for section in document.summary.sections for row in section.rows]
    large = document.large_print
    free = MOST_STEPS - len(document.steps[:MOST_STEPS])
    most = len(rows) if large else ROWS_BESIDE_ALL_STEPS + ROWS_FOR_A_STEP * free
    sheet = 2 * HEIGHT - TURNED if large else HEIGHT
    room = Room(document.language, sheet - _taken(document))
    speech = Speech(document.language)
    return [
        row
        for row in rows[:most]
        if room.take(
            f"{row.label} {speech.line(row.answer).striptags()}", WIDTH, 18 if large else 13, more=1
        )
    ]


HEIGHT, WIDTH = 251.0, 152.0
TURNED = 70.0
"""Millimeters that stay empty at the end of the first sheet at most: a step goes overleaf as a whole."""
STEP_WIDTH = 161.0
"""Millimeters of the sheet, of a line of which half is bold, and of a line of a step."""
LABELS = "Phone: On the web:"
"""As long as the words before a number and an address in any language, or nearly."""


def _taken(document: FamilyCopy) -> float:
    """How many millimeters everything but the answers takes, at most: as print.css has it, from top to bottom."""
    tall = line_height(document.language)
    usual = 18.0 if document.large_print else 13.0
    body, title = usual * MM * tall, 1.6 if tall > LATIN else 1.25
    head = 2 * (body + 1) + 1.75 * usual * MM * title + 3.5 + 1.55 * body + 4.2
    heading = 1.2 * usual * MM * title + 1
    high = head + 3 + heading + 3 * body + 2  # whom to ask: one line, and two about the code
    high += 13 + (0.8 * body + 2 if document.unchecked else 0)  # the line for a note
    high += 3 + heading  # what you told us
    size = 18.0 if document.large_print else 14.0
    step = size * MM * {LATIN: 1.3, 1.7: 1.65, 1.9: 1.85}[tall]
    for one in document.steps[:MOST_STEPS]:
        parts = [one.title, one.detail, one.bring]
        if one.phone or one.url:
            parts.append(f"{LABELS} {one.phone or ''} {one.url or ''}")
        high += 2.8 + step * sum(lines(part, STEP_WIDTH, size) for part in parts if part)
    return high
