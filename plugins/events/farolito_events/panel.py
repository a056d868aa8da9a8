"""The box below the numbers of a school: what took place this school year, and how many came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import PanelRow, counts_words, gettext, keyed, month_words, shown_counts, spoken
from farolito_events import counting
from farolito_events.kinds import KINDS
from farolito_events.staff_words import PILLARS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.api import PlaceView, Work

FEEDBACK, QUESTION = "event-feedback", "useful"


def rows(work: Work, place: PlaceView) -> Iterator[PanelRow]:
    """Events by kind with how many came, then events by pillar; none where nothing took place yet."""
    small = shown_counts(work, place.slug, FEEDBACK, QUESTION).small

    def order(cell: str) -> str:
        return keyed(work, place.id, "order", cell)

    year = counting.year(work.session, place.id, work.today(), small, order)
    for name in counting.COUNTED:
        if name in year.events:
            number, label = year.events[name], gettext(KINDS[name].words)
            people = counts_words(year.people[name], small)
            value = str(number)
            if year.people[name].high:
                value += " · " + gettext(
                    "%(people)s came (up to %(month)s)",
                    people=people,
                    month=month_words(year.until, spoken()),
                )
            yield PanelRow(label, value)
    for name, label in PILLARS.items():
        if name in year.pillars:
            yield PanelRow(gettext(label), str(year.pillars[name]))
