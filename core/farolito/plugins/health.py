"""Counts the failures of each plugin in each hook, and pauses a hook of a plugin that keeps failing."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 5
WINDOW = 600.0  # seconds


@dataclass(frozen=True, slots=True)
class HookFault:
    """How one hook of one plugin is doing. ``cause`` is an error class and a place in code, never a message."""

    plugin: str
    hook: str
    recent: int  # failures in the last ten minutes
    total: int  # failures since this process started
    missed: int  # calls left out while it was paused
    paused: bool
    cause: str
    seconds_ago: float


class _Record:
    __slots__ = ("cause", "missed", "paused", "times", "total")

    def __init__(self) -> None:
        self.times: deque[float] = deque(maxlen=LIMIT)
        self.total = 0
        self.missed = 0
        self.paused = False
        self.cause = ""


class Health:
    """Failure accounting of one process: 5 failures of a hook within 10 minutes pause that plugin's hook.

    Each web or worker process counts for itself and forgets when it ends, so a plugin paused in one process
    may still be called in another, and a restart clears every pause. Safe to use from several threads.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._records: dict[tuple[str, str], _Record] = {}
        self._lock = threading.Lock()

    def failed(self, plugin: str, hook: str, cause: str, *, pauses: bool = True) -> None:
        """Count one failure; the fifth within ten minutes pauses the hook, if it ``pauses``."""
        now = self._clock()
        with self._lock:
            record = self._records.setdefault((plugin, hook), _Record())
            record.times.append(now)
            record.total += 1
            record.cause = cause
            if pauses and len(record.times) == LIMIT and now - record.times[0] <= WINDOW:
                record.paused = True

    def paused(self, plugin: str, hook: str) -> bool:
        """Whether the plugin's hook is paused. Cheap: asked before every call."""
        record = self._records.get((plugin, hook))
        return record is not None and record.paused

    def missed(self, plugin: str, hook: str) -> None:
        """Count a call that was left out because the hook is paused."""
        with self._lock:
            self._records.setdefault((plugin, hook), _Record()).missed += 1

    def resume(self, plugin: str) -> None:
        """Forget the recent failures of a plugin and call all its hooks again, in this process."""
        with self._lock:
            for (name, _), record in self._records.items():
                if name == plugin:
                    record.paused = False
                    record.times.clear()

    def faults(self) -> tuple[HookFault, ...]:
        """Every plugin and hook that failed since this process started, the latest first."""
        now = self._clock()
        with self._lock:
            found = [
                HookFault(
                    plugin=plugin,
                    hook=hook,
                    recent=sum(now - at <= WINDOW for at in record.times),
                    total=record.total,
                    missed=record.missed,
                    paused=record.paused,
                    cause=record.cause,
                    seconds_ago=now - record.times[-1] if record.times else WINDOW,
                )
                for (plugin, hook), record in self._records.items()
            ]
        return tuple(sorted(found, key=lambda fault: fault.seconds_ago))

    def left_out(self, hook: str) -> tuple[str, ...]:
        """The plugins whose part of ``hook`` was recently left out: what the note for staff names."""
        return tuple(
            fault.plugin
            for fault in self.faults()
            if fault.hook == hook and (fault.paused or fault.recent)
        )
