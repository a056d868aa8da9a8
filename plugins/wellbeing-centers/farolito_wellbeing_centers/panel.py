"""The box below the numbers of a school: which service lines were named how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import PanelRow, counts_words, gettext, shown_counts
from farolito_wellbeing_centers.counter import FORM, LINES
from farolito_wellbeing_centers.service_lines import SERVICE_LINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.api import PlaceView, Work


def rows(work: Work, place: PlaceView) -> Iterator[PanelRow]:
    """One line for each service line that may be shown; none where nothing was counted yet."""
    found = shown_counts(work, place.slug, FORM, LINES)
    for line, label in SERVICE_LINES.items():
        if line in found.cells:
            yield PanelRow(gettext(label), counts_words(found.cells[line], found.small))
