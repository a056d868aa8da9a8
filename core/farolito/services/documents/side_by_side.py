"""Several pages at once: each is set in a child of its own, and handed on in the order in which it was begun."""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_AT_ONCE = 4
AHEAD = 2
"""Pages that wait for each child, so that none waits for us."""

About = TypeVar("About")
Made = TypeVar("Made")


def processors() -> int:
    """How many children work at once here."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(there or 1, MOST_AT_ONCE))


def in_order(
    tasks: Iterable[tuple[About, Callable[[], Made]]], at_once: int | None = None
) -> Iterator[tuple[About, Made]]:
    """What each task gives, with what it is about. They are taken one by one in this thread, and done in others.

    Raises what a task raises; those that wait are not begun then.
    """
    workers = at_once or processors()
    waiting: deque[tuple[About, Future[Made]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for about, task in tasks:
                waiting.append((about, pool.submit(task)))
                if len(waiting) > workers * AHEAD:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        finally:
            for _, future in waiting:
                future.cancel()


def _next(waiting: deque[tuple[About, Future[Made]]]) -> tuple[About, Made]:
    about, future = waiting.popleft()
    return about, future.result()
