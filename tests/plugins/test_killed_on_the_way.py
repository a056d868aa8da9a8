"""Whoever changes plugins may be killed at any point: the site starts with the old plugins or with the new ones."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from .life import make_version
from .packages_site import LONG, ROOT, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POINTS = {"sqlite": 50 if LONG else 4, "postgresql": 50 if LONG else 2}
ONWARDS = 0.4 if LONG else 0.0


@pytest.fixture
def site(tmp_path: Path, engine_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.chdir(tmp_path)
    one = Site(tmp_path, engine_url)
    yield one
    one.works.close()


class Changes:
    """What can be typed next: install, then upgrade, then back or away, and again from the beginning."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self.first, self.second = make_version(folder, "1.0"), make_version(folder, "2.1")
        self.exported = 0

    def next(self, random_one: random.Random) -> tuple[str, ...]:
        """A command that changes something now."""
        version = self.version
        if version is None:
            self.forget()
            return ("install", str(self.first), "--enable")
        if version == "1.0":
            return ("upgrade", str(self.second), "--yes")
        return (random_one.choice(("rollback", "remove")), "lanterns", "--yes")

    @property
    def version(self) -> str | None:
        """Which version the set names now."""
        found = self.site.state()["set"]
        packages = found.plugins.packages if found else ()
        return packages[0].version if packages else None

    def forget(self) -> None:
        """Delete what a removed plugin stored, so that its first version can come again."""
        if self.site.state()["version"] is not None:
            self.exported += 1
            file = str(self.site.folder / f"{self.exported}.zip")
            words = ("--export", file, "--delete", "--now", "--confirm", "lanterns")
            self.site.told("data", "lanterns", *words)

    def measure(self) -> tuple[int, float]:
        """How many steps and seconds an install takes when nobody is in its way; the others take about as many."""
        began = time.monotonic()
        assert self.run(0, "install", str(self.first), "--enable").wait() == 0
        return int((self.site.folder / "steps").read_text()), time.monotonic() - began

    def run(self, last: int, *command: str) -> subprocess.Popen[bytes]:
        """Type a command in a process of its own, which ends at its step number ``last``; 0: not before its end."""
        return subprocess.Popen(
            (sys.executable, "-m", "tests.plugins.killed", str(last), str(self.site.folder / "steps"),
             "plugins", *command),
            cwd=ROOT, env=os.environ | self.site.environ,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


def test_the_site_starts_with_the_old_plugins_or_with_the_new_ones(
    site: Site, tmp_path: Path
) -> None:
    engine = site.works.engine.dialect.name
    dice = random.Random(f"killed {engine}")  # noqa: S311  points, not secrets
    changes = Changes(site, tmp_path)
    steps, seconds = changes.measure()
    site.told("remove", "lanterns", "--yes")
    ends = []
    for number in range(POINTS[engine]):
        command = changes.next(dice)
        before, old = site.state(), changes.version
        if number % 3 == 2:  # in between too, where no step is counted
            child = changes.run(0, *command)
            time.sleep(dice.uniform(0.7, 1) * seconds)
            child.send_signal(signal.SIGKILL)
        else:
            first = 1 if number % 3 == 0 else steps * 4 // 5  # in the end the database is changed
            child = changes.run(dice.randint(first, steps), *command)
        child.wait()

        stands, after = site.ask("stand", "0"), site.state()
        new = {"install": "1.0", "upgrade": "2.1", "rollback": "1.0", "remove": None}[command[0]]
        moved = after["set"] != before["set"]
        assert stands["version"] == (new if moved else old), (command, stands)
        assert stands["fit"], (command, stands)
        if not moved:
            assert (after["tables"], after["version"]) == (before["tables"], before["version"])
        ends.append((command[0], moved))
        if not moved and dice.random() < ONWARDS:  # or the same command would be killed for ever
            assert changes.run(0, *command).wait() == 0

    for name in dict.fromkeys(name for name, _ in ends):
        moves = [moved for one, moved in ends if one == name]
        print(f"{engine} {name}: killed {len(moves)} times, {sum(moves)} in the new state")  # noqa: T201
    if changes.version == "2.1":
        site.told("remove", "lanterns", "--yes")
    while changes.version != "2.1":  # nothing that was left behind is in the way
        site.told(*changes.next(dice))
    assert not [one for one in site.packages.iterdir() if one.name.startswith(".draft")]
