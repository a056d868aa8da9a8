"""Our end of the helper process: start it when it is first needed, give it jobs, end it with us."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import weakref
from typing import TYPE_CHECKING, TypeVar, cast

from farolito.errors import LimitExceeded
from farolito.sandbox.child import request
from farolito.sandbox.in_process import off_the_clock
from farolito.sandbox.limits import LARGEST_REPLY, Limits
from farolito.sandbox.nursery import END_SIZE, ENDS
from farolito.sandbox.replies import ChildFailed, outcome

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from farolito.sandbox.nursery import main; main(int(sys.argv[2]), *sys.argv[3:])"
)
START_SECONDS = 20  # a helper may have to import a large library on a slow, cold machine
# What the helper may know of our environment: how to find programs, libraries and fonts, and no setting of ours.
KEPT = {"PATH", "HOME", "TMPDIR", "LANG", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH"}
KEPT_PREFIXES = ("LC_", "FONTCONFIG_", "XDG_", "DYLD_")
KINDS = {mark[0]: kind for kind, mark in ENDS.items()}


class Sandbox:
    """A helper process of our own, started by the first call, ended by :meth:`close` or with this process.

    ``once`` and ``each`` (``"module:function"``) make it a warm one: the first is called in the helper when it starts,
    the second in every child before it is given a job, while nobody waits. One child is always kept ready.
    Safe to use from several threads, and in processes forked from this one, which get helpers of their own.
    """

    def __init__(self, *, once: str = "", each: str = "") -> None:
        self._warming = [once, each]
        self._lock = threading.Lock()
        self._control: socket.socket | None = None
        self._end: weakref.finalize[[int, socket.socket, subprocess.Popen[bytes]], Sandbox] | None
        self._end = None
        self._owner = 0

    def run(
        self,
        function: Callable[..., Result],
        *args: object,
        memory: int,
        cpu: int,
        wall: float,
    ) -> Result:
        """As :func:`farolito.sandbox.run`."""
        limits = Limits(memory, cpu, wall)
        job = request(function, args)
        with off_the_clock():
            reply, kind, status = self._ask(job, limits)
        if kind == "large":
            raise LimitExceeded(limits.words("reply"))
        return cast("Result", outcome(reply, kind, status, limits))

    def _ask(self, job: bytes, limits: Limits) -> tuple[bytes, str, int]:
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._give(theirs, limits)
            ours.settimeout(START_SECONDS + limits.wall)
            try:
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    ours.sendall(job)
                return _answer(ours)
            except TimeoutError:
                self.close()
                raise LimitExceeded(limits.words("wall")) from None

    def start(self) -> None:
        """Start the helper now, so that the first call finds it ready."""
        with self._lock:
            self._line()

    def close(self) -> None:
        """End the helper and every child of it."""
        with self._lock:
            if self._end is not None:
                self._end()
            self._end = self._control = None

    def _give(self, theirs: socket.socket, limits: Limits) -> None:
        with self._lock:
            try:
                socket.send_fds(self._line(), [limits.packed()], [theirs.fileno()])
            except OSError:  # the helper is gone: the next one gets the job
                if self._end is not None:
                    self._end()
                self._control = None
                socket.send_fds(self._line(), [limits.packed()], [theirs.fileno()])

    def _line(self) -> socket.socket:
        if self._control is not None and self._owner == os.getpid():
            return self._control
        if self._end is not None:
            self._end()
        control, theirs = socket.socketpair()
        with theirs:
            path = json.dumps([place or os.getcwd() for place in sys.path])
            helper = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
                [sys.executable, "-c", START, path, str(theirs.fileno()), *self._warming],
                pass_fds=[theirs.fileno()],
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._owner = os.getpid()
        self._end = weakref.finalize(self, _end, self._owner, control, helper)
        self._control = control
        return control


def _environment() -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in KEPT or name.startswith(KEPT_PREFIXES)
    }
    return kept | {"MALLOC_ARENA_MAX": "2"}  # address space is limited; glibc reserves it freely


def _answer(ours: socket.socket) -> tuple[bytes, str, int]:
    received = bytearray()
    with contextlib.suppress(ConnectionResetError):
        while part := ours.recv(1 << 18):
            received += part
            if len(received) > LARGEST_REPLY + END_SIZE:
                return b"", "large", 0
    if len(received) < END_SIZE or received[-END_SIZE] not in KINDS:
        message = "The sandbox's helper process ended. Try again."
        raise ChildFailed(message)
    end = received[-END_SIZE:]
    return bytes(received[:-END_SIZE]), KINDS[end[0]], int.from_bytes(end[1:])


def _end(owner: int, control: socket.socket, helper: subprocess.Popen[bytes]) -> None:
    control.close()
    if owner != os.getpid():  # a copy of the owner's: the helper is not ours to end
        helper.returncode = 0
        return
    try:
        helper.wait(timeout=2)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()
