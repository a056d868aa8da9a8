"""By when something is due: so many days, or working days, after a step was done; or by a day that is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLY = "apply"
"""The step from whose day most clocks run."""


@dataclass(frozen=True)
class DeadlineRule:
    """``days`` after the day on which the step ``after`` was done, or by ``on``. ``only``: "expedited" families."""

    days: int = 0
    after: str = APPLY
    working: bool = False
    on: date | None = None
    only: str = ""

    @classmethod
    def read(cls, written: Mapping[str, Any]) -> DeadlineRule:
        """As it is written in a checklist: {"days": 45, "from": "apply", "working": true, "only": …} or {"on": day}."""
        return cls(
            days=written.get("days", 0),
            after=written.get("from", APPLY),
            working=written.get("working", False),
            on=date.fromisoformat(written["on"]) if "on" in written else None,
            only=written.get("only", ""),
        )

    def due(self, done: Mapping[str, date]) -> date | None:
        """The last day, where ``done`` is the day of each step that was done; None while its clock does not run."""
        if self.on is not None:
            return self.on
        start = done.get(self.after)
        if start is None:
            return None
        return (
            working_days_after(start, self.days) if self.working else start + timedelta(self.days)
        )


def working_days_after(day: date, days: int) -> date:
    """So many days from Monday to Friday later. Holidays are not known here: then the county has a day more."""
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            days -= 1
    return day
