"""A work of the host, lent to a plugin for one call: it reaches its own tables and what it asked for, nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from farolito.plugins.own_tables import lent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from farolito.services.work import Work


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
