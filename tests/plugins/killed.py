"""Runs a command of Farolito and ends it with SIGKILL at its n-th step that the outside can notice.

    python -m tests.plugins.killed <n> <file> plugins install …

With n = 0 it runs to its end; then <file> gets the number of steps. A step is a file that is made, renamed or
removed, a lock, a process that is started, a statement to the database or a commit.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import Engine, event

from farolito.cli import cli

NOTICED = (
    "os.rename",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "shutil.",
    "tempfile.",
    "fcntl.",
    "subprocess.Popen",
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    """Count, and end when it is time."""
    last, file = int(sys.argv[1]), Path(sys.argv[2])
    steps = 0

    def step() -> None:
        nonlocal steps
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(name: str, arguments: tuple[object, ...]) -> None:
        writes = name == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
        if writes or name.startswith(NOTICED):
            step()

    event.listen(Engine, "before_cursor_execute", lambda *_: step())
    event.listen(Engine, "commit", lambda _: step())
    sys.addaudithook(heard)
    try:
        cli(sys.argv[3:], standalone_mode=False)
    finally:
        counted = steps
        file.write_text(str(counted))


if __name__ == "__main__":
    main()
