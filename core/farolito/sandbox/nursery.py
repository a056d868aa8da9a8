"""The helper process: it keeps one prepared child ready, hands each job to it, and watches over those at work.

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

from farolito.sandbox.child import live
from farolito.sandbox.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

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
        while os.getppid() == self.parent:
            if self.ready is None:
                self.ready = self.bear()
            watched = [self.control.fileno(), self.woken]
            heard, _, _ = select.select(watched, [], [], self.patience())
            if self.woken in heard:
                os.read(self.woken, 4096)
            self.stop_overdue()
            self.bury()
            if watched[0] in heard and not self.take_job():
                break
        for pid in [*self.jobs, *([self.ready[0]] if self.ready else [])]:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)

    def patience(self) -> float:
        """How many seconds may pass before we look around, if nothing happens."""
        next_deadline = min((job.deadline for job in self.jobs.values()), default=float("inf"))
        return min(5.0, max(0.0, next_deadline - time.monotonic()))

    def bear(self) -> tuple[int, socket.socket]:
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
            live(theirs, self.prepare)
        theirs.close()
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)  # the child does it too; whoever is first
        return pid, ours

    def take_job(self) -> bool:
        """Hand the next job to the ready child; False when there will be no more jobs."""
        packed, descriptors, _, _ = socket.recv_fds(self.control, Limits.FORMAT.size, 1)
        if not packed or not descriptors:
            return False
        waiting = socket.socket(fileno=descriptors[0])
        for _ in range(2):  # the ready child may have died of its preparation
            pid, line = self.ready or self.bear()
            self.ready = None
            with line:
                try:
                    socket.send_fds(line, [packed], [waiting.fileno()])
                except OSError:
                    continue
            self.jobs[pid] = Job(waiting, time.monotonic() + Limits.unpacked(packed).wall)
            return True
        waiting.close()
        return True

    def stop_overdue(self) -> None:
        """Kill whoever works too long, with all that it started."""
        for pid, job in self.jobs.items():
            if not job.overdue and time.monotonic() >= job.deadline:
                job.overdue = True
                job.deadline = float("inf")
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
            job = self.jobs.pop(dead.si_pid, None)
            if job is None:
                continue
            kind = "exit" if dead.si_code == os.CLD_EXITED else "signal"
            end = ENDS["wall" if job.overdue else kind] + dead.si_status.to_bytes(END_SIZE - 1)
            with job.waiting, contextlib.suppress(OSError):
                job.waiting.settimeout(5)
                job.waiting.sendall(end)


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
        return lambda: None
    module, _, function = name.partition(":")
    found: Callable[[], None] = getattr(importlib.import_module(module), function)
    return found
