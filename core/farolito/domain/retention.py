"""When what is kept must go: names first, then the answers, and drafts soonest.

Source: research domain 4.3 (5 CCR 16020-16027; Cal. Educ. Code 49073.1) and each form's own promise to families.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from farolito.domain.definitions import Retention

Part = Literal["names", "all"]


@dataclass(frozen=True, slots=True)
class Due:
    """A part of a response, and from when on it must be gone."""

    part: Part
    at: datetime


def due(kept: Retention, saved_at: datetime, received_at: datetime | None) -> tuple[Due, ...]:
    """When the parts of a response must go, the soonest first. ``received_at`` None: it was never sent."""
    if received_at is None:
        return (Due("all", saved_at + timedelta(days=kept.draft_days)),)
    gone = Due("all", months_after(received_at, kept.answers_months))
    if kept.identity_months >= kept.answers_months:
        return (gone,)
    return (Due("names", months_after(received_at, kept.identity_months)), gone)


def months_after(moment: datetime, months: int) -> datetime:
    """The same day so many calendar months later, or the last day of a month that has no such day."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def shortened(told: Retention, wanted: Retention) -> bool:
    """Whether a place may keep answers like this: never for longer than the form told families."""
    return (
        wanted.draft_days <= told.draft_days
        and wanted.identity_months <= told.identity_months
        and wanted.answers_months <= told.answers_months
        and wanted.identity_months <= wanted.answers_months
    )
