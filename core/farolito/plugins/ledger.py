"""What the processes of one site know together about the hooks of plugins: a small file in the data folder.

Whichever web worker answers, and after a restart too, a paused hook is paused and the repairs page knows why. The file
is written when a hook fails and otherwise at most once a minute, never synchronously with the disk: losing it loses
counts and pauses, nothing else. It holds names, numbers and places in code, never an answer.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import time
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

log = logging.getLogger("farolito.plugins")

FILE, LOCK = "plugin-health.json", "plugin-health.lock"
LIMIT = 5
WINDOW = 600.0  # seconds

Key = tuple[str, str]
"""Plugin and hook."""


@dataclass(slots=True)
class Record:
    """How one hook of one plugin fares, or what is to be added to that. Times of failures are seconds since 1970."""

    version: str = ""
    times: list[float] = field(default_factory=list)  # the last failures, at most LIMIT
    total: int = 0
    missed: int = 0
    pauses: bool = True  # whether it may be paused at all
    paused: bool = False
    cause: str = ""
    calls: int = 0
    seconds: float = 0.0  # of all calls together
    slowest: float = 0.0

    def add(self, more: Record) -> None:
        """Add what happened since; another version of the plugin begins anew."""
        if more.version != self.version:
            for one in fields(self):
                setattr(self, one.name, getattr(Record(more.version), one.name))
        self.times = sorted([*self.times, *more.times])[-LIMIT:]
        self.total += more.total
        self.missed += more.missed
        self.pauses = self.pauses and more.pauses
        self.paused = self.paused or more.paused or self._too_often(more)
        self.cause = more.cause or self.cause
        self.calls += more.calls
        self.seconds += more.seconds
        self.slowest = max(self.slowest, more.slowest)

    def forgive(self) -> None:
        """Forget the failures; how long calls take is kept."""
        self.times, self.total, self.missed, self.paused, self.cause = [], 0, 0, False, ""

    def _too_often(self, more: Record) -> bool:
        """Whether all processes together saw too many failures."""
        return (
            self.pauses
            and bool(more.times)
            and len(self.times) == LIMIT
            and self.times[-1] - self.times[0] <= WINDOW
        )


class Ledger:
    """The file. Whatever is wrong with it or its folder counts as nothing written, and is logged once.

    Without the folder there is no site yet, and nothing to say.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        self._lock = folder / LOCK
        self._complained = False

    def stamp(self) -> tuple[int, int]:
        """Something else whenever the file was written."""
        try:
            found = os.stat(self.path)
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_ino

    def read(self) -> dict[Key, Record]:
        """What is written there now."""
        try:
            found = json.loads(self.path.read_bytes())
            return {(one.pop("plugin"), one.pop("hook")): Record(**one) for one in found}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
            self._complain(error)
            return {}

    def change(
        self, apply: Callable[[dict[Key, Record]], None], patience: float = 0.0
    ) -> dict[Key, Record] | None:
        """Let ``apply`` change what is written there; what is written then.

        None when another process is writing and does not end within ``patience`` seconds, or nothing can be written.
        """
        try:
            with self._lock.open("a", encoding="ascii") as lock:
                if not _locked(lock.fileno(), patience):
                    return None
                records = self.read()
                apply(records)
                self._write(records)
        except OSError as error:
            if self.path.parent.is_dir():
                self._complain(error)
            return None
        return records

    def _write(self, records: Mapping[Key, Record]) -> None:
        rows: list[dict[str, Any]] = [
            {"plugin": plugin, "hook": hook, **asdict(record)}
            for (plugin, hook), record in records.items()
        ]
        new = self.path.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps(rows), encoding="utf-8")
        new.replace(self.path)

    def _complain(self, error: Exception) -> None:
        if not self._complained:
            self._complained = True
            log.warning("%s can not be used: %s", self.path, type(error).__name__)


def _locked(file: int, patience: float) -> bool:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.005)
        else:
            return True
