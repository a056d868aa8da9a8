"""Journeys that were computed a moment ago: most pages are asked for right after the save that led to them.

A response and its revision stand for exactly one draft, so nothing kept here is ever wrong. No answers are kept:
a journey names pages.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from farolito.domain.journey import journey

if TYPE_CHECKING:
    from datetime import date

    from farolito.domain.journey import Journey
    from farolito.services.responses import ResponseDraft
    from farolito.services.work import Work

MOST_KEPT = 500  # about 5 kB each


def journey_of(work: Work, handle: ResponseDraft) -> Journey:
    """The journey of a response, computed."""
    draft = handle.draft
    return journey(handle.form, draft.answers, work.types, work.today(), draft.raw)


class Journeys:
    """The latest journeys by response, revision and day. One per app and process."""

    def __init__(self) -> None:
        """Empty."""
        self._kept: OrderedDict[tuple[str | None, int, date], Journey] = OrderedDict()

    def of_stored(self, work: Work, handle: ResponseDraft) -> Journey:
        """The journey of a response as it is stored; not of one that this work has changed, which may be undone."""
        key = (handle.response_id, handle.revision, work.today())
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = journey_of(work, handle)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return found
