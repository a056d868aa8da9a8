"""A child process in which a plugin is loaded: how it ended, and that nothing of it is left."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from typing import Any


def ending(child: subprocess.Popen[Any], seconds: float = 2) -> str:
    """How a child that fell silent ended: a signal, an exit code, or without a word."""
    try:
        code = child.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return "without a word"
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def clear(child: subprocess.Popen[Any]) -> None:
    """End a child that leads a session of its own, with whatever it started."""
    with contextlib.suppress(OSError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
