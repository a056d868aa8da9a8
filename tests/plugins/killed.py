"""Runs a command of Farolito and ends it with SIGKILL some time after its n-th step that the outside can notice.

    python -m tests.plugins.killed <n> <seconds> <file> plugins install …

With n = 0 it runs to its end; with n = -1 the step is the commit that counts, that of the next plugin set, when it is
done. A step is a file that is made, renamed or removed, a lock, a process that is started, a statement to the database
or a commit; the first is that it begins. <file> gets a line for each as it happens: what time it is by
``time.monotonic``, and what it is.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

from farolito.cli import cli

if TYPE_CHECKING:
    from typing import TextIO

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
SET = "set"
"""The statement that stores the next plugin set; the commit after it is the one that counts."""
COUNTS = -1
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    """Count, and end when it is time."""
    last, seconds = int(sys.argv[1]), float(sys.argv[2])
    with Path(sys.argv[3]).open("w") as file:
        _count(last, seconds, file)
        cli(sys.argv[4:], standalone_mode=False)


def _count(last: int, seconds: float, file: TextIO) -> None:
    steps, stored, counts = 0, False, False
    commit: Any = DefaultDialect.do_commit

    def step(name: str) -> None:
        nonlocal steps, stored, counts
        steps += 1
        os.write(file.fileno(), f"{time.monotonic():.4f} {name}\n".encode())
        counts = stored and name == "commit"
        stored = name == SET or (stored and not counts)
        if steps == last:
            _end_in(seconds)

    def committed(dialect: Any, connection: Any) -> None:
        commit(dialect, connection)
        if counts and last == COUNTS:
            _end_in(seconds)

    def heard(name: str, arguments: tuple[object, ...]) -> None:
        writes = name == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
        if writes or name.startswith(NOTICED):
            step(name)

    def stated(statement: str) -> None:
        step(SET if statement.startswith("INSERT INTO plugin_set") else "statement")

    step("begin")
    event.listen(Engine, "before_cursor_execute", lambda *given: stated(given[2]))
    event.listen(Engine, "commit", lambda _: step("commit"))
    DefaultDialect.do_commit = committed  # type: ignore[method-assign]
    sys.addaudithook(heard)


def _end_in(seconds: float) -> None:
    """Be killed so much later, by a process beside this one: a thread would stop where Python winds up."""
    whom = os.getpid()
    if not seconds:
        os.kill(whom, signal.SIGKILL)
    if os.fork() == 0:
        time.sleep(seconds)
        if os.getppid() == whom:  # it did not end by itself
            os.kill(whom, signal.SIGKILL)
        os._exit(0)


if __name__ == "__main__":
    main()
