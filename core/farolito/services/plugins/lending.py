"""A work of the host, lent to a plugin for one call: it reaches its own tables and what it asked for, nothing else.

lent_to(work, plugin)                          # for as long as the block runs
reading_above(work, place)                     # the same: the tables of plugins are read at the places above it too
every_row(work)                                # the same: no row is kept back by the database, whoever asks
call_each(works, kind, calls) -> [(plugin, cause)]     # what nobody waits for, plugin by plugin
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Literal

from farolito.db.row_security import ALONE, EVERYTHING
from farolito.domain.access import SYSTEM
from farolito.plugins.own_tables import lent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from farolito.domain.views import PlaceView
    from farolito.plugins.brought import Brought
    from farolito.services.work import Work, Works


@contextmanager
def lent_to(work: Work, plugin: str) -> Iterator[Work]:
    """``work`` as the plugin's, until the block ends. What it did is undone when it raises; the work goes on."""
    before = work.plugin
    session = work.transaction.session
    with work.connection.begin_nested(), lent(session, plugin):
        work.plugin = plugin
        try:
            yield work
            session.flush()
        finally:
            work.plugin = before


@contextmanager
def reading_above(work: Work, place: PlaceView) -> Iterator[None]:
    """Until the block ends the database shows, of the tables of plugins, the rows of the places above as well.

    To be read, not written, and nothing that lies beside: what a plugin keeps at a district is for its schools.
    """
    before = work.transaction.places
    if before != EVERYTHING:
        work.transaction.see(",".join((before, *(ALONE + one for one in place.above))))
    try:
        yield
    finally:
        work.transaction.see(before)


@contextmanager
def every_row(work: Work) -> Iterator[None]:
    """Until the block ends the database shows the rows of all places. Whoever uses this decides itself who may know."""
    before = work.transaction.places
    work.transaction.see(EVERYTHING)
    try:
        yield
    finally:
        work.transaction.see(before)


def call_each(
    works: Works,
    kind: Literal["demo", "night"],
    calls: Callable[[Brought], Iterable[Callable[[Work], object]]],
) -> list[tuple[str, str]]:
    """Make each of a plugin's ``calls`` in a transaction of its own; of those that failed, the plugin and the cause.

    One that fails costs the others nothing.
    """

    def alone(plugin: str, call: Callable[[Work], object]) -> None:
        with works.open(SYSTEM) as work, lent_to(work, plugin):
            call(work)

    failed = []
    for loaded in works.hooks.roster.loaded:
        for call in calls(works.hooks.brought(loaded.name)):
            cause = works.hooks.apart(loaded.name, kind, partial(alone, loaded.name, call))
            if cause is not None:
                failed.append((loaded.name, cause))
    return failed
