"""The night's purge as a job: planned once for each night, whoever plans it, and planned again when it is done."""

from __future__ import annotations

import logging
from datetime import time
from typing import TYPE_CHECKING

from farolito.services import nights
from farolito.services.retention.purging import purge

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from farolito.services.work import Works

log = logging.getLogger("farolito.retention")

KIND = "purge"
HOUR = time(3, 0)
"""When schools sleep."""


def plan(works: Works) -> None:
    """Plan the purge of the coming night, unless it is planned."""
    nights.plan(works, KIND, HOUR)


def run(works: Works, payload: Mapping[str, Any]) -> None:
    """The handler of the job: purge, then plan the next night."""
    done = purge(works)
    erased, held = sum(done.erased.values()), sum(done.held.values())
    log.info("purge: %d erased, %d held, %d undecided from tablets", erased, held, done.undecided)
    plan(works)
