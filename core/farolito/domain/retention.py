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


NOBODY_KNOWS_MONTHS = 3
"""How long something is kept of which nobody knows the form: the shortest time that a form that ships keeps names."""
ALWAYS_DAYS = 30
"""For so long at least it waits for a person: schools have holidays, and a form may keep names for no month at all."""


def due_undecided(kept: Retention | None, received_at: datetime, *, anonymous: bool) -> datetime:
    """When what a tablet sent must go though nobody has decided about it. ``kept`` None: nobody knows its form.

    It is sealed as a whole, so it goes when the names in it must.
    """
    if kept is None:
        months = NOBODY_KNOWS_MONTHS
    elif anonymous:
        months = kept.answers_months
    else:
        months = min(kept.identity_months, kept.answers_months)
    return max(months_after(received_at, months), received_at + timedelta(days=ALWAYS_DAYS))


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
