"""What there is to mend: one list for the host and its plugins, for the repairs page and ``farolito repairs``.

repairs(work, thorough=False) -> tuple[Repair, ...]     # the most urgent first; thorough: reads every audit as well
call_again(work, plugin, hook="") -> None               # forget its failures; every process calls it again
try_again(work) -> int                                  # jobs that were given up wait again; how many

The route asks for ``plugins.view``, what changes something for ``plugins.repair``.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from farolito.plugins.failures import cause_of, passes
from farolito.services import audit, jobs, places
from farolito.services.repairs.host import of_the_host
from farolito.services.repairs.kinds import SEVERITIES, Repair, repair
from farolito.services.repairs.of_plugins import of_plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

log = logging.getLogger("farolito.services")

PERMISSION = "plugins.repair"

__all__ = ["Repair", "call_again", "repairs", "try_again"]


def repairs(work: Work, *, thorough: bool = False) -> tuple[Repair, ...]:
    """Everything that is wrong and known to be, the most urgent first; looking changes nothing."""
    found = [*of_the_host(work, thorough=thorough), *_contained(of_plugins, work)]
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.severity)))


def _contained(look: Callable[[Work], Iterator[Repair]], work: Work) -> list[Repair]:
    """What is found until a plugin's own code breaks even looking: then that is what there is to mend."""
    found: list[Repair] = []
    try:
        found.extend(look(work))
    except BaseException as error:
        if passes(error):
            raise
        cause = cause_of(error)
        log.error("looking for what is wrong with plugins failed: %s", cause)
        found.append(repair("unreadable", cause=cause, line="./run farolito plugins check"))
    return found


def call_again(work: Work, plugin: str, hook: str = "") -> None:
    """Forget the failures of a plugin, or of one hook of it. Raises Conflict when it can not be written just now."""
    work.hooks.health.resume(plugin, hook)
    for place in _highest(work):
        audit.record(work, place.id, "plugin.called_again", f"plugin/{plugin}/{hook}".rstrip("/"))


def try_again(work: Work) -> int:
    """Let every job that was given up wait again, from its first try."""
    many = sum(jobs.retry(work, job.id) for job in jobs.failed(work, limit=1000))
    for place in _highest(work):
        audit.record(work, place.id, "jobs.tried_again", f"jobs/{many}")
    return many


def _highest(work: Work) -> tuple[PlaceView, ...]:
    """The highest place for which whoever does this was asked to look after plugins: its audit keeps it."""
    return places.where(work, PERMISSION)[:1]
