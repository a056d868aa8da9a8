"""Which plugin is at work right now: its own words are asked before the host's (:mod:`farolito.web.i18n`)."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_WORK: ContextVar[str] = ContextVar("plugin at work", default="")
"""Its name; "" while the host is at work by itself."""


@contextmanager
def at_work(plugin: str) -> Iterator[None]:
    """Until the block ends, ``plugin`` is at work: in its hooks, on its pages, while its labels are shown."""
    before = AT_WORK.set(plugin)
    try:
        yield
    finally:
        AT_WORK.reset(before)
