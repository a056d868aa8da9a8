"""The card that a young person takes along: "Meeting", a day, a time, a room. Nothing else, and no name (ux 4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, clock_words
from farolito_margarets_place.paper import laid_out, week_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

MEETING = N_("Meeting")
TITLE = N_("Card")
ROOM = N_("Room")
COLUMNS, ROWS = 2, 5
"""Ten cards of 85 × 54 mm on a Letter sheet: the one that was asked for, the others empty to write on."""


def sheet(
    day: date | None, clock: str, room: str, language: str, translate: Callable[[str, str], str]
) -> tuple[str, str]:
    """The HTML of a sheet of cards, and its title."""
    when = [week_day(day, language)] if day else []
    when += [clock_words(clock, language)] if clock else []
    filled = {"when": when, "room": room}
    empty: dict[str, object] = {"when": [], "room": ""}
    cards = [filled, *[empty] * (COLUMNS * ROWS - 1)]
    title = translate(TITLE, language)
    html = laid_out(
        "cards.html",
        language,
        title=title,
        meeting=translate(MEETING, language),
        room_label=translate(ROOM, language),
        rows=[cards[start : start + COLUMNS] for start in range(0, len(cards), COLUMNS)],
    )
    return html, title
