"""A child process in which a plugin is loaded: started, heard out, and that nothing of it is left.

start("farolito.plugins.preflight:main", given) -> Child     # calls that with ``given``, a JSON value, and ends
with kept_warm(): ...    # children are forked from one process meanwhile, which has imported Farolito already

A child is a process of its own either way: it leads a session, knows none of our settings, and what a plugin does in
it, no other child and nobody here ever sees.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from farolito.plugins.warm import Warm

_START = (
    "import json, sys; job = json.load(sys.stdin); sys.path[:] = job['path'];"
    "from farolito.plugins.children import live; live(job)"
)


class Process(Protocol):
    """A child as whoever started it knows it."""

    def code(self, seconds: float) -> int | None:
        """How it ended: its exit code, or minus the signal; None when it has not after so many seconds."""

    def clear(self) -> None:
        """End it, with whatever it started."""


class Child:
    """A child: what it says can be read from the file descriptor ``reports``. To be used in a ``with``."""

    def __init__(self, process: Process, reports: int) -> None:
        """A process, and where to hear of it."""
        self.reports = reports
        self._process = process

    def __enter__(self) -> Child:
        """At the end of the block nothing of it is left."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it, with whatever it started."""
        self._process.clear()
        os.close(self.reports)

    def ending(self, seconds: float = 2) -> str:
        """How a child that fell silent ended: a signal, an exit code, or without a word."""
        code = self._process.code(seconds)
        if code is None:
            return "without a word"
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def start(
    call: str, given: object, *, path: Sequence[str] | None = None, cwd: Path | None = None
) -> Child:
    """Start a child that calls ``call``, ``module:function``, with ``given``. What it writes to stdout are reports.

    ``path``: its ``sys.path``; ours, without one. It starts in ``cwd``, or where we are.
    """
    environ = {n: v for n, v in os.environ.items() if not n.startswith("FAROLITO_")}
    job = {
        "call": call,
        "given": given,
        "path": list(sys.path if path is None else path),
        "environ": environ,
        "cwd": str(cwd or os.getcwd()),
    }
    (job_read, job_write), (reports, told) = os.pipe(), os.pipe()
    try:
        process = _process(job_read, told, environ)
    except BaseException:
        os.close(job_write)
        os.close(reports)
        raise
    finally:
        os.close(job_read)
        os.close(told)
    with contextlib.suppress(BrokenPipeError), os.fdopen(job_write, "wb") as tell:
        tell.write(json.dumps(job).encode())
    return Child(process, reports)


def live(job: Mapping[str, Any]) -> None:
    """In the child: do what is called."""
    os.chdir(job["cwd"])
    os.environ.clear()
    os.environ.update(job["environ"])
    sys.path[:] = job["path"]
    importlib.invalidate_caches()
    module, _, function = job["call"].partition(":")
    getattr(importlib.import_module(module), function)(job["given"])


@contextmanager
def kept_warm() -> Iterator[None]:
    """While the block lasts, children are forked from one process, which the first of them starts.

    It has imported Farolito's own code and no plugin, and holds no keys. A block inside another one changes nothing.
    """
    if _keeping.block is not None:
        yield
        return
    _keeping.block = contextlib.ExitStack()
    try:
        yield
    finally:
        block, _keeping.block, _keeping.warm = _keeping.block, None, None
        block.close()


class _Keeping:
    """The block that is open, and the warm process once there is one."""

    block: contextlib.ExitStack | None = None
    warm: Warm | None = None
    lock = threading.Lock()


_keeping = _Keeping()


def _process(job: int, told: int, environ: Mapping[str, str]) -> Process:
    """Forked where one is kept warm and has no other child now; else started from nothing."""
    with _keeping.lock:
        if _keeping.block is not None and _keeping.warm is None:
            from farolito.plugins.warm import Warm  # hardly any process needs it

            _keeping.warm = _keeping.block.enter_context(Warm(environ))
        forked = _keeping.warm.fork(job, told) if _keeping.warm is not None else None
    return forked or _Cold(job, told, environ)


class _Cold:
    """A process of its own from the beginning, which imports everything itself."""

    def __init__(self, job: int, told: int, environ: Mapping[str, str]) -> None:
        self.popen = subprocess.Popen(  # noqa: S603  our own interpreter, our own words
            (sys.executable, "-c", _START),
            stdin=job,
            stdout=told,
            stderr=subprocess.DEVNULL,
            env=environ,
            start_new_session=True,
        )

    def code(self, seconds: float) -> int | None:
        try:
            return self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def clear(self) -> None:
        with contextlib.suppress(OSError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()
