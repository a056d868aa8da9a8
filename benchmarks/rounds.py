"""Measuring things side by side: in turns, several times, so that what disturbs one disturbs all."""

from __future__ import annotations

import gc
import os
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from benchmarks.servers import CLIENT_CORES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

T = TypeVar("T")


def interleaved(
    contestants: Mapping[str, Callable[[int], T]], rounds: int, warm_up: int = 1
) -> dict[str, list[T]]:
    """What each gave in every round; ``contestant(n)`` is told how often it was called before.

    The first ``warm_up`` rounds are thrown away, and the order is turned round from one to the next.
    """
    results: dict[str, list[T]] = {name: [] for name in contestants}
    order = list(contestants)
    for number in range(warm_up + rounds):
        for name in order:
            result = contestants[name](number)
            if number >= warm_up:
                results[name].append(result)
        order.reverse()
    return results


def ratio(ours: Sequence[float], floor: Sequence[float]) -> float:
    """The median of the ratios of the rounds."""
    return median(one / other for one, other in zip(ours, floor, strict=True))


@contextmanager
def apart() -> Iterator[None]:
    """Stay off the core of the server that is measured, and let no garbage be collected meanwhile."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, CLIENT_CORES)
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        os.sched_setaffinity(0, before)
