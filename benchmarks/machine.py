"""The machine that the figures were made on."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.servers import CORES
from farolito.db.engine import sqlite_driver
from farolito.db.guard_sqlite import file_system


def facts(folder: Path) -> dict[str, str]:
    """What a reader must know to compare; ``folder`` is where the databases lie."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cores": str(len(CORES)),
        "CPU": _cpu(),
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        "SQLite": str(sqlite_driver().sqlite_version),
        "disk": file_system(str(folder)) or "unknown",
        "load before": f"{os.getloadavg()[0]:.2f}",
    }


def _cpu() -> str:
    """The model that the kernel names."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() in ("model name", "Model"):
            return value.strip()
    return platform.machine()
