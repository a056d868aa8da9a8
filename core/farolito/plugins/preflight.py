"""Loads plugins in a child process first: one that ends its process or hangs is named, and takes nobody along.

The loader contains whatever a plugin raises. It cannot contain ``os._exit``, a crash in compiled code or an
endless loop; a child process with a time limit can.
"""

from __future__ import annotations

import contextlib
import os
import select
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

from farolito.plugins import discovery
from farolito.plugins.children import start
from farolito.plugins.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SECONDS = 20.0
"""The most that one plugin may take."""

CHILD = "farolito.plugins.preflight:main"


def check(
    names: Sequence[str] | None = None,
    *,
    installed: Iterable[EntryPoint] | None = None,
    seconds: float = SECONDS,
) -> dict[str, str]:
    """The plugins that end their process or hang while they are loaded, each with the reason in one sentence.

    ``names`` and ``installed`` are as in :func:`farolito.plugins.loader.load`. One child process loads all of them,
    one more is started after each culprit. A plugin that merely raises, or is not installed, is none: the loader
    names it.
    """
    found = discovery.by_name(discovery.installed() if installed is None else installed)
    wanted = discovery.BUNDLED if names is None else names
    waiting = [
        (name, found[name][0].value)
        for name in dict.fromkeys(wanted)
        if len(found.get(name, ())) == 1
    ]
    culprits: dict[str, str] = {}
    while waiting:
        done, reason = _attempt(waiting, seconds)
        if reason:
            culprits[waiting[done][0]] = reason
        waiting = waiting[done + 1 :]
    return culprits


def _attempt(waiting: Sequence[tuple[str, str]], seconds: float) -> tuple[int, str]:
    """Load them in one child: how many went well, and what became of the next one (nothing: all went well)."""
    done = 0
    with start(CHILD, waiting) as child:
        while done < len(waiting):
            said = _next(child.reports, seconds)
            if said is None:
                return done, f"It was still not loaded after {seconds:g} seconds."
            if not said:
                how = child.ending()
                return done, f"It ends the whole program while it is being loaded ({how})."
            done += len(said)
    return done, ""


def _next(reports: int, seconds: float) -> bytes | None:
    """One byte for each plugin that was loaded since; nothing when the child is gone, None when it is late."""
    ready, _, _ = select.select([reports], [], [], seconds)
    return os.read(reports, 1) if ready else None


def main(waiting: Sequence[Sequence[str]]) -> None:
    """The child: load each plugin, write one byte after each. Its own output leads nowhere."""
    report = os.dup(1)
    os.dup2(2, 1)
    for name, value in waiting:
        with contextlib.suppress(BaseException):
            load([name], installed=[EntryPoint(name, value, discovery.GROUP)])
        os.write(report, b".")
    os._exit(0)
