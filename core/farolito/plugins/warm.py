"""A warm process: it has imported Farolito, loads no plugin and serves nobody; it forks a child whenever it is asked.

    with Warm(environ) as warm:
        process = warm.fork(job, told)      # None: it has a child already, or is gone

Importing Farolito takes a second and more, and a change of plugins asks up to three children. They are as far from each
other as if each had been started from nothing: what is forked is a process that no plugin was ever in. When whoever
started it ends, however that happens, it ends too, and its child with it.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from farolito.plugins.children import live

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.plugins.children import Process

IMPORTED = (
    "farolito.cli.plugins.trial_site",
    "farolito.cli.plugins.trial_steps",
    "farolito.plugins.preflight",
    "farolito.services.plugins.preview",
    "alembic.autogenerate",
    "alembic.op",
    "alembic.runtime.environment",
)
"""What children need; by name: these parts of Farolito know more than plugins may."""

STARTING = 60.0
"""The seconds that it may take to be ready."""

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from farolito.plugins.warm import main; main(int(sys.argv[2]))"
)
_FORK, _HOW, _CLEAR, _DONE, _LIVES = b"f", b"h", b"c", b"d", "lives"


class Warm:
    """The warm process, as whoever needs children knows it. Not for several threads at once."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        """Start it with these variables; it imports while we go on."""
        self._ask, its = socket.socketpair()
        self._ask.settimeout(STARTING)
        self._has_child = False
        with its:
            self._popen = subprocess.Popen(  # noqa: S603  our own interpreter, our own words
                (sys.executable, "-c", _START, json.dumps(sys.path), str(its.fileno())),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(its.fileno(),),
                env=environ,
                start_new_session=True,
            )

    def __enter__(self) -> Warm:
        """At the end of the block it is gone."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it; it has nothing to lose."""
        self._ask.close()
        if not self._has_child:  # else it ends that first
            self._popen.kill()
        self._popen.wait()

    def fork(self, job: int, told: int) -> Process | None:
        """A child that reads its job from one file descriptor and reports to the other."""
        if self._has_child or self._popen.poll() is not None:
            return None
        try:
            socket.send_fds(self._ask, [_FORK], [job, told])
            self._has_child = self._ask.recv(1) == _FORK
        except OSError:
            self._popen.kill()  # it must not answer later
        return _Forked(self) if self._has_child else None

    def code(self, seconds: float) -> int | None:
        """How the child ended, as :class:`~farolito.plugins.children.Process` says."""
        try:
            self._ask.sendall(_HOW + json.dumps(seconds).encode() + b"\n")
            said = json.loads(_line(self._ask))
        except OSError:
            return None
        return None if said == _LIVES else int(said)

    def clear(self) -> None:
        """End the child."""
        with suppress(OSError):
            self._ask.sendall(_CLEAR)
            self._ask.recv(1)
        self._has_child = False


class _Forked:
    """One child of it."""

    def __init__(self, warm: Warm) -> None:
        self.warm = warm

    def code(self, seconds: float) -> int | None:
        return self.warm.code(seconds)

    def clear(self) -> None:
        self.warm.clear()


def main(control: int) -> None:
    """The warm process: import, then fork whenever asked, until nobody is there to ask."""
    asked = socket.socket(fileno=control)
    for name in IMPORTED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # or each child would copy all of it, looking for garbage
    while True:
        word, fds, _, _ = socket.recv_fds(asked, 1, 2)
        if word != _FORK:
            os._exit(0)
        pid = os.fork()
        if not pid:
            asked.close()
            _become(*fds)
        for fd in fds:
            os.close(fd)
        asked.sendall(_FORK)
        _look_after(pid, asked)


def _become(job: int, told: int) -> None:
    """The child: what leads elsewhere is closed, and what it is to do is done."""
    code = 1
    try:
        os.setsid()
        os.dup2(job, 0)
        os.dup2(told, 1)
        os.close(job)
        os.close(told)
        with open(0, "rb", closefd=False) as given:
            live(json.load(given))
        code = 0
    finally:
        os._exit(code)


def _look_after(pid: int, asked: socket.socket) -> None:
    """Until it is to be cleared, or nobody is there any more."""
    code: int | None = None
    while (word := asked.recv(1)) == _HOW:
        until = time.monotonic() + json.loads(_line(asked))
        while code is None:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > until:
                break
            else:
                time.sleep(0.01)
        asked.sendall(json.dumps(_LIVES if code is None else code).encode() + b"\n")
    with suppress(OSError):
        os.killpg(pid, signal.SIGKILL)
    if code is None:
        os.kill(pid, signal.SIGKILL)  # it may not lead its session yet
        os.waitpid(pid, 0)
    if not word:
        os._exit(0)
    asked.sendall(_DONE)


def _line(source: socket.socket) -> bytes:
    """Up to the end of a line, one byte at a time: what follows it is another word."""
    said = b""
    while not said.endswith(b"\n"):
        part = source.recv(1)
        if not part:
            raise ConnectionError
        said += part
    return said
