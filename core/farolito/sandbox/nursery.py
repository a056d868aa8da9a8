"""The helper process: it keeps a prepared child ready, hands each job to one, and watches over those at work.

The helper itself never reads a job. It gets a socket to the one who waits and the limits, passes both on to the ready
child, and writes how the child ended onto that socket. It ends when the process that started it is gone.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from farolito.sandbox.child import READY, live
from farolito.sandbox.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET = 0.05
"""Seconds without work after which the next child is made ready: not during a job, nor between two of a pile."""

LONGEST_PREPARATION = 15.0

ENDS = {"exit": b"E", "signal": b"S", "wall": b"W"}
END_SIZE = 5


@dataclass
class Job:
    """A child at work: whom to tell, and until when it may work."""

    waiting: socket.socket
    deadline: float
    overdue: bool = False


class Nursery:
    """All children of one helper."""

    def __init__(self, control: socket.socket, prepare: Callable[[], None]) -> None:
        self.control = control
        self.prepare = prepare
        self.parent = os.getppid()
        self.jobs: dict[int, Job] = {}
        self.ready: tuple[int, socket.socket] | None = None
        self.woken, self.wake = os.pipe()
        for end in (self.woken, self.wake):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # only to be woken
        signal.set_wakeup_fd(self.wake, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Work until the parent is gone, then leave nothing behind."""
        self.ready = self.bear(self.prepare)
        while os.getppid() == self.parent:
            watched = [self.control.fileno(), self.woken]
            heard, _, _ = select.select(watched, [], [], self.patience())
            if self.woken in heard:
                os.read(self.woken, 4096)
            self.stop_overdue()
            self.bury()
            if watched[0] in heard and not self.take_job():
                break
            if not (heard or self.jobs or self.ready):
                self.ready = self.bear(self.prepare)
        for pid in [*self.jobs, *([self.ready[0]] if self.ready else [])]:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)

    def patience(self) -> float:
        """How many seconds may pass before we look around, if nothing happens."""
        if not self.jobs and not self.ready:
            return QUIET
        next_deadline = min((job.deadline for job in self.jobs.values()), default=float("inf"))
        return min(5.0, max(0.0, next_deadline - time.monotonic()))

    def bear(self, prepare: Callable[[], None]) -> tuple[int, socket.socket]:
        """Fork a child that prepares itself and then waits for its one job."""
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for other in (ours, self.control, *(job.waiting for job in self.jobs.values())):
                other.close()
            os.close(self.woken)
            os.close(self.wake)
            live(theirs, prepare)
        theirs.close()
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)  # the child does it too; whoever is first
        return pid, ours

    def take_job(self) -> bool:
        """Hand the next job to the ready child, or to one that must do without; False at the end of all jobs."""
        packed, descriptors, _, _ = socket.recv_fds(self.control, Limits.FORMAT.size, 1)
        if not packed or not descriptors:
            return False
        waiting = socket.socket(fileno=descriptors[0])
        for _ in range(2):
            pid, line = self.ready or self.bear(nothing)
            self.ready = None
            with line:
                line.settimeout(LONGEST_PREPARATION)
                try:
                    if line.recv(1) == READY:
                        socket.send_fds(line, [packed], [waiting.fileno()])
                        deadline = time.monotonic() + Limits.unpacked(packed).wall
                        self.jobs[pid] = Job(waiting, deadline)
                        return True
                except OSError:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(pid, signal.SIGKILL)
            self.prepare = nothing  # the child died of it, or hangs; others would too
        waiting.close()
        return True

    def stop_overdue(self) -> None:
        """Kill whoever works too long, with all that it started."""
        for pid, job in self.jobs.items():
            if not job.overdue and time.monotonic() >= job.deadline:
                job.overdue = True
                job.deadline = float("inf")
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(pid, signal.SIGKILL)

    def bury(self) -> None:
        """Take leave of children that ended, and tell who waits for them how."""
        while True:
            try:  # looked at first, and left a zombie: so its group's number is still its own
                dead = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if dead is None:
                return
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(dead.si_pid, signal.SIGKILL)
            os.waitpid(dead.si_pid, 0)
            if self.ready and self.ready[0] == dead.si_pid:
                self.ready[1].close()
                self.ready = None
                self.prepare = nothing  # it died of it; the others would too
            job = self.jobs.pop(dead.si_pid, None)
            if job is None:
                continue
            kind = "exit" if dead.si_code == os.CLD_EXITED else "signal"
            end = ENDS["wall" if job.overdue else kind] + dead.si_status.to_bytes(END_SIZE - 1)
            with job.waiting, contextlib.suppress(OSError):
                job.waiting.settimeout(5)
                job.waiting.sendall(end)


def nothing() -> None:
    """What a child does that is not prepared."""


def main(control: int, once: str, each: str) -> NoReturn:
    """Be the helper: call ``once`` here and now, ``each`` in every child before it waits (``module:function``)."""
    with contextlib.suppress(Exception):  # the child that needs it will say what is wrong
        named(once)()
    gc.collect()
    gc.freeze()  # what the children share stays shared
    Nursery(socket.socket(fileno=control), lambda: named(each)()).serve()
    os._exit(0)


def named(name: str) -> Callable[[], None]:
    """The function ``module:function``; nothing to do when there is no name."""
    if not name:
        return nothing
    module, _, function = name.partition(":")
    found: Callable[[], None] = getattr(importlib.import_module(module), function)
    return found
