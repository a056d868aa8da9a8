"""What plugins do every night, as one job: each in a transaction of its own; one that fails costs the others nothing.

plan(works) -> None                    # the job of the coming night
do(works) -> list[str]                 # what could not be done, as sentences
"""

from __future__ import annotations

import logging
from datetime import time
from typing import TYPE_CHECKING

from farolito.services import nights
from farolito.services.plugins.lending import call_each

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from farolito.services.work import Works

KIND = "plugins_night"
HOUR = time(2, 30)
"""After the host's own erasing."""

log = logging.getLogger("farolito.plugins")


def plan(works: Works) -> None:
    """Plan the job of the coming night, unless it is planned."""
    nights.plan(works, KIND, HOUR)


def run(works: Works, payload: Mapping[str, Any]) -> None:
    """The handler of the job."""
    for said in do(works):
        log.error("%s", said)
    plan(works)


def do(works: Works) -> list[str]:
    """Call what every plugin brought for the night."""
    failed = call_each(works, "night", lambda brought: [part.run for part in brought.nightly])
    return [
        f"The plugin {name} could not do its work of the night ({cause})." for name, cause in failed
    ]
