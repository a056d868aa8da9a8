"""The box below the numbers of a school: how many entries its guide has, and how many somebody must check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import PanelRow, gettext
from farolito_resource_guide.checked import age
from farolito_resource_guide.choosing import shown
from farolito_resource_guide.loading import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.api import PlaceView, Work


def fill(work: Work, place: PlaceView) -> Iterator[PanelRow]:
    """Nothing for a school without a guide. These are counts of places that help, not of people."""
    entries = shown(entries_of(work.session, place.id).values())
    if entries:
        today = work.today()
        old = sum(age(entry, today) != "checked" for entry in entries)
        yield PanelRow(gettext("Entries"), str(len(entries)))
        yield PanelRow(gettext("To check"), str(old))
