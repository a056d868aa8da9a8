"""Starts gunicorn with sync workers, as ``farolito run`` does, and reads what its processes used (Linux)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parents[1]
STARTING = 60  # seconds that a server may take
CORES = sorted(os.sched_getaffinity(0))
SERVER_CORES, CLIENT_CORES = {CORES[0]}, set(CORES[1:]) or {CORES[0]}
"""While something is measured the server has a core for itself, and whoever loads it the others."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers. ``started_in``: seconds from the command to the first good page."""

    port: int
    process: subprocess.Popen[bytes]
    started_in: float

    def workers(self) -> list[int]:
        """Process ids of the web workers: the children that the master forked, not those it started anew."""
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        return [int(pid) for pid in children if _command(int(pid)) == _command(master)]

    def cpu(self) -> float:
        """CPU seconds the web workers have used so far, user and system; exact while they are idle."""
        return sum(time.clock_gettime(_clock_of(pid)) for pid in self.workers())

    def memory(self) -> list[float]:
        """Proportional set size of the master and of each web worker, in MB (10^6 bytes)."""
        return [_pss(pid) / 1e6 for pid in (self.process.pid, *self.workers())]


@contextmanager
def serving(
    app: str, path: str, environment: Mapping[str, str], *, workers: int = 1, pinned: bool = True
) -> Iterator[Server]:
    """``app`` (``module:callable``) behind gunicorn until the block ends; ready when ``path`` answers 200."""
    port = free_port()
    command = (
        "gunicorn", "--workers", str(workers), "--worker-class", "sync", "--bind", f"127.0.0.1:{port}",
        "--log-level", "warning", "--no-control-socket", app,
    )  # fmt: skip
    with _running(command, port, path, environment) as server:
        for pid in server.workers() if pinned else ():
            os.sched_setaffinity(pid, SERVER_CORES)
        yield server


@contextmanager
def farolito_run(path: str, environment: Mapping[str, str], *, workers: int) -> Iterator[Server]:
    """``farolito run``, as ``./run`` types it, until the block ends."""
    port = free_port()
    settings = {"HOST": "127.0.0.1", "PORT": str(port), "FAROLITO_WORKERS": str(workers)}
    with _running(("farolito.cli", "run"), port, path, {**environment, **settings}) as server:
        yield server


@contextmanager
def _running(
    module: Sequence[str], port: int, path: str, environment: Mapping[str, str]
) -> Iterator[Server]:
    begin = time.perf_counter()
    process = subprocess.Popen(
        (sys.executable, "-m", *module),
        cwd="/",  # where no farolito.toml lies
        env=clean({"PYTHONPATH": str(ROOT), **environment}),
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}{path}", process)
        yield Server(port, process, time.perf_counter() - begin)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=STARTING)


def clean(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment for a child: none of the caller's settings of ours, compiled modules kept as usual."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FAROLITO_") and name != "PYTHONDONTWRITEBYTECODE"
    }
    return {**kept, **environment}


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until ``url`` answers 200. Ends the whole run when that takes too long or the process ends."""
    end = time.monotonic() + STARTING
    asked = Request(url, headers={"Accept-Language": "es"})  # noqa: S310  our own address
    while time.monotonic() < end:
        if process.poll() is not None:
            sys.exit(f"The server for {url} ended with status {process.returncode}.")
        try:
            with urlopen(asked, timeout=STARTING) as answer:  # noqa: S310  our own address
                if answer.status == 200:
                    return
        except (URLError, ConnectionError):
            time.sleep(0.005)
    sys.exit(f"No answer from {url} within {STARTING} seconds.")


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _clock_of(pid: int) -> int:
    """The id of another process's CPU clock, as clock_getcpuclockid(3) makes it on Linux."""
    return (~pid << 3) | 2


def _command(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def _pss(pid: int) -> int:
    """Bytes, of which shared ones are counted in parts."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
