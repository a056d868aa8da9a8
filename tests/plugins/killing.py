"""What can be typed about one plugin, in turn, and points over the true length of each command to kill it at."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .killed import COUNTS, SET
from .life import make_version
from .packages_site import ROOT, Site

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping
    from pathlib import Path

HEADS = {"1.0": "0001", "2.1": "0002"}
"""Where the tables of each version are."""


@dataclass(frozen=True, slots=True)
class Course:
    """How a command goes when nobody is in its way: when its steps happen and when it ends, in seconds.

    ``counts`` is the step that commits the next plugin set.
    """

    times: tuple[float, ...]
    end: float
    counts: int

    def at(self, when: float) -> tuple[int, float]:
        """A moment as a step, from 1, and the seconds after it."""
        step = sum(time <= when for time in self.times)
        return step, when - self.times[step - 1]

    def point(self, number: int, dice: random.Random) -> tuple[int, float]:
        """The point for the n-th kill: in turn after the change counts, at any time, and at any step."""
        if number % 3 == 0:
            return COUNTS, dice.uniform(0, self.end - self.times[self.counts])
        if number % 3 == 1:
            return self.at(dice.uniform(0, self.end))
        return dice.randint(1, len(self.times)), 0.0


class Changes:
    """What is typed next, until each kind of change was killed as often as its share."""

    def __init__(
        self, site: Site, folder: Path, dice: random.Random, shares: Mapping[str, int]
    ) -> None:
        self.site, self.dice, self.shares = site, dice, shares
        self.steps = folder / "steps"
        self.first, self.second = make_version(folder, "1.0"), make_version(folder, "2.1")
        self.exported = self.missed = 0
        self.killed = Counter[str]()
        self.courses: dict[str, Course] = {}

    @property
    def version(self) -> str | None:
        """Which version the set names now."""
        found = self.site.state()["set"]
        packages = found.plugins.packages if found else ()
        return packages[0].version if packages else None

    @property
    def loaded(self) -> str | None:
        """Which version a process that starts now has to load."""
        found = self.site.state()["set"]
        return self.version if found and "lanterns" in found.plugins.names else None

    def would_load(self, kind: str, before: Mapping[str, Any]) -> str | None:
        """Which version is loaded after a change of this kind, made from this state."""
        if kind == "enable":
            return str(before["set"].plugins.packages[0].version)
        return {"install": "1.0", "upgrade": "2.1", "rollback": "1.0"}.get(kind)

    def next(self) -> tuple[str, ...] | None:
        """A command to kill, of those that change something now; None when all had their share.

        What has had its share, or is only on the way to what has not, is run to its end; so is a new kind, to time it.
        """
        while any(map(self.lacks, self.shares)):
            kind = self.towards(max(self.shares, key=self.lacks))
            command = self.typed(kind)
            if not self.lacks(kind):
                assert self.run(0, 0.0, command).wait() == 0, command
            elif kind not in self.courses:
                self.courses[kind] = self.measure(command)
            else:
                return command
        return None

    def towards(self, wanted: str) -> str:
        """The kind of change that comes next, if this one is wanted: itself where it changes something now."""
        version, loaded = self.version, self.loaded
        if version is None:
            return "install"
        if loaded is None:
            return "enable"
        other = "upgrade" if version == "1.0" else "rollback"
        ways = {"install": "remove", "enable": "disable", "upgrade": other, "rollback": other}
        return ways.get(wanted, wanted)

    def lacks(self, kind: str) -> float:
        """Which part of its share is still to come."""
        share = self.shares.get(kind, 0)
        return max(0, share - self.killed[kind]) / share if share else 0.0

    def typed(self, kind: str) -> tuple[str, ...]:
        """The words for it."""
        if kind == "install":
            self.forget()
            return ("install", str(self.first), "--enable")
        if kind == "upgrade":
            return ("upgrade", str(self.second), "--yes")
        return (kind, "lanterns") if kind in ("enable", "disable") else (kind, "lanterns", "--yes")

    def forget(self) -> None:
        """Delete what a removed plugin stored, so that its first version can come again."""
        if self.site.state()["version"] is not None:
            self.exported += 1
            file = str(self.site.folder / f"{self.exported}.zip")
            words = ("--export", file, "--delete", "--now", "--confirm", "lanterns")
            self.site.told("data", "lanterns", *words)

    def measure(self, command: tuple[str, ...]) -> Course:
        """Run a command to its end and see how it goes."""
        assert self.run(0, 0.0, command).wait() == 0, command
        end = time.monotonic()
        lines = [line.split() for line in self.steps.read_text().splitlines()]
        times, names = [float(when) for when, _ in lines], [name for _, name in lines]
        counts = names.index("commit", names.index(SET))
        return Course(tuple(when - times[0] for when in times), end - times[0], counts)

    def run_and_kill(self, command: tuple[str, ...]) -> int:
        """Type it and kill it at the next point; how the process ended."""
        kind = command[0]
        number = self.killed[kind] + list(self.shares).index(kind)
        step, seconds = self.courses[kind].point(number, self.dice)
        # what was faster than the point is killed sooner the next time
        ended = self.run(step, seconds / (1 + self.missed), command).wait()
        self.missed = 0 if ended < 0 else self.missed + 1
        return ended

    def run(self, last: int, seconds: float, command: tuple[str, ...]) -> subprocess.Popen[bytes]:
        """Type a command in a process of its own, which ends so long after its step ``last``; 0: not before its end."""
        return subprocess.Popen(
            (sys.executable, "-m", "tests.plugins.killed", str(last), str(seconds), str(self.steps),
             "plugins", *command),
            cwd=ROOT, env=os.environ | self.site.environ,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def end_with(self, version: str) -> None:
        """Type what leads to this version, turned on, with nobody in the way."""
        while self.loaded != version:
            self.site.told(*self.typed(self.towards("upgrade")))
