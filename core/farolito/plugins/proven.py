"""Plugins that were loaded in a child process and did well, so that the next start need not try them there again.

proven(folder, names) -> bool            remember(folder, names) -> None

What counts is what would be imported: another version, a file that was touched, another Python, anything installed
or removed beside it, and all of them are tried anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from farolito import __version__
from farolito.plugins import discovery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FILE = "plugins-proven"


def proven(folder: Path, names: Sequence[str]) -> bool:
    """Whether these plugins, as they are now, were all loaded without harm before."""
    try:
        return (folder / FILE).read_text("ascii") == _fingerprint(names)
    except (OSError, ValueError):
        return False


def remember(folder: Path, names: Sequence[str]) -> None:
    """They did well. Where that can not be written down, they are tried again at the next start."""
    file = folder / FILE
    with contextlib.suppress(OSError):
        new = file.with_suffix(f".{os.getpid()}")
        new.write_text(_fingerprint(names), encoding="ascii")
        new.replace(file)


def _fingerprint(names: Sequence[str]) -> str:
    found = discovery.by_name(discovery.installed())
    facts = [__version__, sys.version, *_ages(sys.path)]
    for name in names:
        for entry in found.get(name, ()):
            facts += [
                name,
                entry.value,
                *discovery.distribution(entry),
                *_ages(_files(entry.value)),
            ]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _files(value: str) -> Iterator[str]:
    """Every file of the package that an entry point names; nothing of it is run."""
    spec = find_spec(value.partition(":")[0].partition(".")[0])
    for place in (spec.submodule_search_locations or [spec.origin or ""]) if spec else ():
        if os.path.isdir(place):
            yield from map(str, sorted(Path(place).rglob("*.py")))
        else:
            yield place


def _ages(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        with contextlib.suppress(OSError):
            about = os.stat(path)
            yield f"{path} {about.st_size} {about.st_mtime_ns}"
