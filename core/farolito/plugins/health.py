"""Counts the failures of each plugin in each hook, pauses a hook that keeps failing, and knows how long calls take."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.errors import Conflict
from farolito.plugins.ledger import LIMIT, WINDOW, Record
from farolito.sandbox.in_process import off_the_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from farolito.plugins.ledger import Key, Ledger

__all__ = ["LIMIT", "WINDOW", "Health", "HookFault", "HookTime"]

LOOK = 1.0  # seconds until a process looks again for what the others wrote
KEEP = 60.0  # seconds until it writes what is only good to know: how long calls took
PATIENCE = 2.0  # seconds that a person who pressed a button waits for another process


@dataclass(frozen=True, slots=True)
class HookFault:
    """How one hook of one plugin is doing. ``cause`` is an error class and a place in code, never a message."""

    plugin: str
    hook: str
    recent: int  # failures in the last ten minutes, at most five
    total: int  # failures of this version, since it was last called again
    missed: int  # calls left out while it was paused
    paused: bool
    cause: str
    seconds_ago: float


@dataclass(frozen=True, slots=True)
class HookTime:
    """How long one hook of one plugin takes, in milliseconds."""

    plugin: str
    hook: str
    calls: int
    mean: float
    slowest: float


class Health:
    """Failure accounting of a site: 5 failures of a hook within 10 minutes pause that plugin's hook.

    With a :class:`~farolito.plugins.ledger.Ledger` all processes of a site count together, and a pause holds for all
    of them, after a restart too, until :meth:`resume` or another version of the plugin. Without, each process counts
    for itself and forgets. Safe to use from several threads.
    """

    def __init__(
        self, clock: Callable[[], float] = time.time, ledger: Ledger | None = None
    ) -> None:
        self._clock = clock
        self._ledger = ledger
        self._versions: Mapping[str, str] = {}
        self._records: dict[Key, Record] = {}
        self._unwritten: dict[Key, Record] = {}
        self._stamp = (-1, -1)  # of nothing
        self._next_look = 0.0
        self._next_write = time.monotonic() + KEEP
        self._urgent = False
        self._lock = threading.RLock()

    def know(self, versions: Mapping[str, str]) -> None:
        """The versions of the plugins that are loaded: what another version did is not theirs."""
        self._versions = versions

    def failed(self, plugin: str, hook: str, cause: str, *, pauses: bool = True) -> None:
        """Count one failure; the fifth within ten minutes pauses the hook, if it ``pauses``."""
        failure = Record(times=[self._clock()], total=1, cause=cause, pauses=pauses)
        self._add((plugin, hook), failure, urgent=True)

    def paused(self, plugin: str, hook: str) -> bool:
        """Whether the plugin's hook is paused. Cheap: asked before every call."""
        if self._ledger is not None and time.monotonic() >= self._next_look:
            self._look()
        record = self._records.get((plugin, hook))
        return record is not None and record.paused

    def missed(self, plugin: str, hook: str) -> None:
        """Count a call that was left out because the hook is paused."""
        self._add((plugin, hook), Record(missed=1))

    def took(self, plugin: str, hook: str, seconds: float) -> None:
        """Count a call and how long it took."""
        with self._lock:
            for records in (self._records, self._unwritten):
                record = records.get((plugin, hook))
                if record is None:
                    record = records[plugin, hook] = Record(self._versions.get(plugin, ""))
                record.calls += 1
                record.seconds += seconds
                record.slowest = max(record.slowest, seconds)

    def resume(self, plugin: str, hook: str = "") -> None:
        """Forget the failures of a plugin, or of one of its hooks, and call it again, in every process.

        Raises Conflict when another process is writing just now.
        """

        def forgive(records: dict[Key, Record]) -> None:
            for (name, one), record in records.items():
                if name == plugin and hook in ("", one):
                    record.forgive()

        with self._lock:
            forgive(self._unwritten)
            if self._ledger is not None and self._ledger.change(forgive, PATIENCE) is None:
                raise Conflict("Somebody else changes this just now. Try again.")
            self._next_look, self._stamp = 0.0, (-1, -1)
            forgive(self._records)

    def faults(self) -> tuple[HookFault, ...]:
        """Every plugin and hook that failed, the latest first."""
        now = self._clock()
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
            for (plugin, hook), record in self._now().items()
            if record.total or record.missed or record.paused
        ]
        return tuple(sorted(found, key=lambda fault: fault.seconds_ago))

    def times(self) -> tuple[HookTime, ...]:
        """How long the hooks of each plugin take, the slowest first."""
        found = [
            HookTime(
                plugin,
                hook,
                record.calls,
                record.seconds / record.calls * 1000,
                record.slowest * 1000,
            )
            for (plugin, hook), record in self._now().items()
            if record.calls
        ]
        return tuple(sorted(found, key=lambda one: -one.slowest))

    def left_out(self, hook: str) -> tuple[str, ...]:
        """The plugins whose part of ``hook`` was recently left out: what the note for staff names."""
        if not any(one.total or one.missed for one in self._records.values()):
            return ()
        return tuple(
            fault.plugin
            for fault in self.faults()
            if fault.hook == hook and (fault.paused or fault.recent)
        )

    def write(self) -> None:
        """Write down what is not written yet, if there is anything; for a process that has time."""
        if self._unwritten:
            with self._lock:
                self._write()

    def _add(self, key: Key, more: Record, *, urgent: bool = False) -> None:
        with self._lock:
            more.version = self._versions.get(key[0], "")
            self._records.setdefault(key, Record(more.version)).add(more)
            self._unwritten.setdefault(key, Record(more.version)).add(more)
            self._urgent = self._urgent or urgent
            if urgent:
                self._write()

    def _now(self) -> dict[Key, Record]:
        """What all processes together know now."""
        with self._lock:
            if self._ledger is not None:
                self._write()
                self._look()
            return dict(self._records)

    def _look(self) -> None:
        """Take over what other processes wrote since, and write what is due; never waits for them."""
        with self._lock:
            now = time.monotonic()
            self._next_look = now + LOOK
            if self._urgent or (self._unwritten and now >= self._next_write):
                self._write()
            if self._ledger is None or self._ledger.stamp() == self._stamp:
                return
            with off_the_clock():
                self._stamp = self._ledger.stamp()
                self._take(self._ledger.read())

    def _write(self) -> None:
        if self._ledger is None:
            self._unwritten.clear()
            return
        if not self._unwritten:
            return

        def add(records: dict[Key, Record]) -> None:
            for key, more in self._unwritten.items():
                records.setdefault(key, Record(more.version)).add(more)

        with off_the_clock():
            written = self._ledger.change(add)
            if written is None:
                return
            self._unwritten.clear()
            self._urgent = False
            self._next_write = time.monotonic() + KEEP
            self._take(written)

    def _take(self, records: dict[Key, Record]) -> None:
        """What is written, without what other versions of the plugins did, and with what is not written yet."""
        known = {
            key: record
            for key, record in records.items()
            if self._versions.get(key[0], record.version) == record.version
        }
        for key, more in self._unwritten.items():
            known.setdefault(key, Record(more.version)).add(more)
        self._records = known
