"""Runs a tool that builds or brings packages: quietly, with nothing to read, for so long and no longer."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def run(
    command: Sequence[str], where: Path, environ: Mapping[str, str], seconds: float
) -> subprocess.CompletedProcess[str] | None:
    """How it ended and what it said; None when it took longer, and was stopped."""
    try:
        return subprocess.run(  # noqa: S603  our own words
            command,
            cwd=where,
            env=environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None


def last_words(done: subprocess.CompletedProcess[str], lines: int) -> str:
    """The last lines of what a tool complained of."""
    return "\n".join(done.stderr.strip().splitlines()[-lines:])
