"""Pass slips, eight on a sheet. A pass says "Wellbeing Center" and never what for (research: domain 1.1, row 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import N_, clock_words
from farolito_wellbeing_centers.paper import laid_out, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

TITLE = N_("Wellbeing Center")
SHEET = N_("Passes")
LABELS = {"name": N_("Name"), "day": N_("Day"), "time": N_("Time"), "signed": N_("Signed")}
ON_A_SHEET = 8


def sheet(
    place_name: str,
    room: str,
    day: date | None,
    times: Sequence[tuple[str, str]],
    language: str,
    translate: Callable[[str, str], str],
) -> tuple[str, str]:
    """The HTML of as many sheets as the passes need, and their title: one for each time (clock, room), the rest empty.

    The name is written by hand: a sheet of names with the center's beside them must not lie at a printer.
    """
    empty = -len(times) % ON_A_SHEET or (0 if times else ON_A_SHEET)
    slips = [
        {
            "day": short_day(day, language),
            "time": clock_words(clock, language),
            "room": where or room,
        }
        for clock, where in times
        if day
    ]
    slips += [{"day": "", "time": "", "room": room}] * empty
    title = translate(SHEET, language)
    heading = translate(TITLE, language)
    if (
        heading != TITLE
    ):  # in some languages the English stands behind it; here it has a line of its own
        heading = heading.replace(f"({TITLE})", "").strip()
    html = laid_out(
        "passes.html",
        language,
        title=title,
        heading=heading,
        english=TITLE if heading != TITLE else "",
        labels={name: translate(words, language) for name, words in LABELS.items()},
        place=place_name,
        sheets=[slips[start : start + ON_A_SHEET] for start in range(0, len(slips), ON_A_SHEET)],
    )
    return html, title
