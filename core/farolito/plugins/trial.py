"""The trial: a plugin is loaded, migrated, opened and used in a child process before anybody is served with it.

    try_out(Wish(plugin, enabled, folders), place) -> Trial

The child has limits of memory and time and none of our keys. It says which step it is at, so a plugin that ends its
process or hangs is named as surely as one that raises. The steps are in :mod:`farolito.cli.plugins.trial_steps`.
"""

from __future__ import annotations

import json
import os
import select
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from farolito.plugins.children import start
from farolito.plugins.failures import AUTHOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from farolito.plugins.children import Child

MEMORY = 1024  # MiB that the child may map
SECONDS = 60.0
"""The most that one step may take."""

STEPS: Mapping[str, tuple[str, str]] = {
    "start": ("Starting a process to try it in", "the trial was starting"),
    "load": ("Loading it beside the plugins that are on", "it is being loaded"),
    "forms": ("Reading its forms", "its forms are being read"),
    "empty": ("Trying its migrations on an empty database", "its migrations make new tables"),
    "copy": (
        "Trying its migrations on what is stored here",
        "its migrations change what is stored",
    ),
    "site": ("Making a school to try it at", "its forms are being published"),
    "pages": ("Opening its pages", "its pages are being opened"),
    "answers": ("Sending the examples of its forms", "the examples of its forms are being sent"),
}
"""Each step: what is said while it goes on, and how the sentence on its failure ends ("… while")."""

CHILD = "farolito.cli.plugins.trial_steps:main"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be tried: ``plugin`` among ``enabled`` (in calling order), with these ``folders`` of packages.

    ``enabled`` and ``folders`` are those of the set that would come. ``steps``: only these, in their order. ``newer``:
    the migrations of the version that is left, where the tables have to go back.
    """

    plugin: str
    enabled: tuple[str, ...]
    folders: tuple[Path, ...] = ()
    steps: tuple[str, ...] = tuple(STEPS)[1:]
    newer: Path | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Where it is tried: ``private`` is an empty folder of our own, ``database`` the address for its migrations.

    Everything at that address happens in one transaction, which is undone. ``settings`` are variables.
    """

    private: Path
    database: str
    settings: Mapping[str, str] = field(default_factory=dict)
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrialFault:
    """What is wrong and what to do, one sentence each. ``step`` is one of :data:`STEPS`."""

    step: str
    says: str
    remedy: str = AUTHOR
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """How it went. ``facts`` are what the child found out, as JSON values; empty when it did not get there."""

    faults: tuple[TrialFault, ...]
    facts: Mapping[str, Any]


def try_out(
    wish: Wish,
    ground: Ground,
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    say: Callable[[str], None] = lambda words: None,
) -> Trial:
    """Try a plugin. Nothing outside ``ground.private`` is changed. Whatever the plugin does, this returns."""
    job = {
        "folders": [str(folder) for folder in wish.folders],
        "plugin": wish.plugin,
        "enabled": list(wish.enabled),
        "steps": list(wish.steps),
        "newer": str(wish.newer) if wish.newer else "",
        "private": str(ground.private),
        "database": ground.database,
        "settings": dict(ground.settings),
        "memory": memory,
        "cpu": int(seconds * 2),
    }
    with start(CHILD, job, path=ground.path or None, cwd=ground.private) as child:
        return _listen(child, seconds, say)


def _listen(child: Child, seconds: float, say: Callable[[str], None]) -> Trial:
    """Hear the child out, line by line: which step it is at, what is wrong, and in the end what it found."""
    faults: list[TrialFault] = []
    step = "start"
    for line in _lines(child.reports, seconds):
        if line is None:
            return Trial((*faults, _late(step, seconds)), {})
        said = json.loads(line)
        if "facts" in said:
            return Trial(tuple(faults), said["facts"])
        if "fault" in said:
            faults.append(TrialFault(step, *said["fault"]))
        else:
            step = said["step"]
            say(STEPS[step][0])
    return Trial((*faults, _ended(step, child)), {})


def _lines(reports: int, seconds: float) -> Iterator[bytes | None]:
    """Each line of the child; None, once, when it says nothing for too long."""
    rest = b""
    while True:
        if b"\n" in rest:
            line, _, rest = rest.partition(b"\n")
            yield line
            continue
        ready, _, _ = select.select([reports], [], [], seconds)
        if not ready:
            yield None
            return
        part = os.read(reports, 1 << 16)
        if not part:
            return
        rest += part


def _late(step: str, seconds: float) -> TrialFault:
    return TrialFault(step, f"It was not done after {seconds:g} seconds while {STEPS[step][1]}.")


def _ended(step: str, child: Child) -> TrialFault:
    return TrialFault(step, f"It ends the whole program while {STEPS[step][1]} ({child.ending()}).")
