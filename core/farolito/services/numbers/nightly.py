"""The night's look at which rounds are over, as a job: it also shows those of places where nobody answers any more.

Then it tells what became of those that were over some time ago.
"""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM
from farolito.services import nights
from farolito.services.numbers.afterwards import tell_due
from farolito.services.numbers.closing import close_due

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from farolito.services.work import Works

KIND = "show_numbers"
HOUR = time(0, 10)
"""When the day before is over."""


def plan(works: Works) -> None:
    """Plan the job of the coming night, unless it is planned."""
    nights.plan(works, KIND, HOUR)


def run(works: Works, payload: Mapping[str, Any]) -> None:
    """The handler of the job."""
    with works.open(SYSTEM) as work:
        close_due(work)
        tell_due(work)
    plan(works)
