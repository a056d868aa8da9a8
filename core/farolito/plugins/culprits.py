"""Plugins that end their process or hang while they are loaded, as they were found in a child process.

remember(folder, checked, found) -> None      known(folder) -> plugin to the reason

A web worker must not find out for itself: it would end, and each one that is started after it. So what the start of the
server found, or its reload, is written down in the data folder. Another version of the plugin is tried anew.
"""

from __future__ import annotations

import json
import logging
import os
from typing import TYPE_CHECKING

from farolito.plugins import discovery

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

log = logging.getLogger("farolito.plugins")

FILE = "plugin-culprits.json"


def known(folder: Path) -> dict[str, str]:
    """Plugin to the reason for which it must not even be imported; without those that are another version by now."""
    versions = _versions()
    return {
        name: reason
        for name, (version, reason) in _read(folder).items()
        if versions.get(name) == version
    }


def remember(folder: Path, checked: Iterable[str], found: Mapping[str, str]) -> None:
    """Write down what was found; the others that were checked are no culprits any more."""
    versions, before = _versions(), _read(folder)
    now = {name: one for name, one in before.items() if name not in set(checked)}
    now |= {name: (versions.get(name, ""), reason) for name, reason in found.items()}
    if now == before:
        return
    file = folder / FILE
    try:
        new = file.with_suffix(f".{os.getpid()}")
        new.write_text(json.dumps(now), encoding="utf-8")
        new.replace(file)
    except OSError as error:
        log.warning("%s can not be written: %s", file, type(error).__name__)


def _read(folder: Path) -> dict[str, tuple[str, str]]:
    try:
        found = json.loads((folder / FILE).read_bytes())
        return {str(name): (str(version), str(reason)) for name, (version, reason) in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _versions() -> dict[str, str]:
    return {
        name: discovery.distribution(entry_points[0])[1]
        for name, entry_points in discovery.by_name(discovery.installed()).items()
    }
