"""Journeys that were computed a moment ago: most pages are asked for right after the save that led to them.

A stamp belongs to exactly one draft, saved or undone, so nothing kept here is ever wrong. No answers are kept:
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

MOST_STEPS = 4_000  # about 200 bytes each; a journey is asked for within seconds, or never


def journey_of(work: Work, handle: ResponseDraft) -> Journey:
    """The journey of a response, computed."""
    draft = handle.draft
    return journey(handle.form, draft.answers, work.types, work.today(), draft.raw)


class Journeys:
    """The latest journeys by response, stamp and day. One per app and process."""

    def __init__(self) -> None:
        """Empty."""
        self._kept: OrderedDict[tuple[str | None, bytes, date], Journey] = OrderedDict()
        self._steps = 0

    def of(self, work: Work, handle: ResponseDraft) -> Journey:
        """The journey of a response as it was loaded or saved."""
        found = self._kept.get((handle.response_id, handle.stamp, work.today()))
        return found if found is not None else self.keep(work, handle, journey_of(work, handle))

    def keep(self, work: Work, handle: ResponseDraft, found: Journey) -> Journey:
        """Keep the journey of this very draft; the ones that were kept first make room."""
        key = (handle.response_id, handle.stamp, work.today())
        self._steps += len(found) - len(self._kept.pop(key, ()))
        self._kept[key] = found
        while self._steps > MOST_STEPS and len(self._kept) > 1:
            self._steps -= len(self._kept.popitem(last=False)[1])
        return found
