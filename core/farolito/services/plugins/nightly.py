"""What plugins do every night, as one job: each in a transaction of its own; one that fails costs the others nothing.

plan(works) -> None                    # the job of the coming night
do(works) -> list[str]                 # what could not be done, as sentences
"""

from __future__ import annotations

import logging
from datetime import time
from functools import partial
from typing import TYPE_CHECKING

from farolito.domain.access import SYSTEM
from farolito.services import nights
from farolito.services.plugins.lending import lent_to

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from farolito.plugins.parts import Nightly
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
    refused = []
    for loaded in works.hooks.roster.loaded:
        for part in works.hooks.brought(loaded.name).nightly:
            cause = works.hooks.night(loaded.name, partial(_run, works, loaded.name, part))
            if cause is not None:
                refused.append(
                    f"The plugin {loaded.name} could not do its work of the night ({cause})."
                )
    return refused


def _run(works: Works, plugin: str, part: Nightly) -> None:
    with works.open(SYSTEM) as work, lent_to(work, plugin):
        part.run(work)
