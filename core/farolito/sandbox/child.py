"""The life of a child: prepare, wait for one job, bind oneself to its limits, do it, say what came of it, end."""

from __future__ import annotations

import contextlib
import os
import pickle
import socket
import sys
from typing import TYPE_CHECKING, NoReturn

from farolito.sandbox import lockdown, replies
from farolito.sandbox.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable


READY = b"!"
"""What a child says when it is prepared."""


def request(function: Callable[..., object], args: tuple[object, ...]) -> bytes:
    """A job as bytes. Raises ValueError when a child could not find the function again."""
    name = getattr(function, "__qualname__", "")
    if getattr(function, "__module__", "") == "__main__" or "<" in name:
        message = (
            f"{name or function!r} must be defined at the top of a module that can be imported."
        )
        raise ValueError(message)
    job = pickle.dumps((sys.path, pickle.dumps((function, args), protocol=5)), protocol=5)
    return len(job).to_bytes(8) + job


def live(line: socket.socket, prepare: Callable[[], None]) -> NoReturn:
    """Wait for one job on ``line`` and do it. Called right after a fork; never returns."""
    try:
        os.setpgid(0, 0)
        with contextlib.suppress(Exception):  # the job will meet the same fault and name it
            prepare()
        with line:
            line.send(READY)
            packed, descriptors, _, _ = socket.recv_fds(line, Limits.FORMAT.size, 1)
        if descriptors:
            with socket.socket(fileno=descriptors[0]) as waiting:
                _work(waiting, Limits.unpacked(packed))
    except MemoryError:
        os._exit(replies.OUT_OF_MEMORY)
    finally:
        os._exit(0)


def _work(waiting: socket.socket, limits: Limits) -> None:
    job = _exactly(waiting, int.from_bytes(_exactly(waiting, 8)))
    limits.set()
    lockdown.lock_down()
    try:
        sys.path[:], call = pickle.loads(job)  # noqa: S301 - it comes from the process that started us
        function, args = pickle.loads(call)  # noqa: S301
        reply = replies.result(function(*args))
    except BaseException as error:
        reply = replies.failure(error)
    with contextlib.suppress(OSError):  # nobody waits any more
        waiting.sendall(reply)


def _exactly(source: socket.socket, size: int) -> bytes:
    parts = bytearray()
    while len(parts) < size:
        part = source.recv(min(size - len(parts), 1 << 20))
        if not part:
            os._exit(1)  # the one who asked is gone
        parts += part
    return bytes(parts)
