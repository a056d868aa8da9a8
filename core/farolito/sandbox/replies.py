"""How a result or an exception travels from a child to us, so that reading it can never run the child's code.

A child that was taken over by hostile input may answer anything. Results are therefore pickles read with an allow-list:
plain values, dates, and dataclasses, enumerations and named tuples of Farolito and its plugins, all of them from
modules already imported here. Exceptions travel as a name and plain arguments.
"""

from __future__ import annotations

import builtins
import dataclasses
import datetime
import decimal
import enum
import errno
import io
import pickle
import signal
import sys
import traceback
from typing import TYPE_CHECKING

from farolito.errors import FarolitoError, LimitExceeded
from farolito.sandbox.limits import LARGEST_REPLY

if TYPE_CHECKING:
    from farolito.sandbox.limits import Limits

PLAIN = frozenset(
    {bytearray, complex, frozenset, range, set, slice, decimal.Decimal}
    | {datetime.date, datetime.datetime, datetime.time, datetime.timedelta, datetime.timezone}
)
OUT_OF_MEMORY = 86  # exit status of a child that has no memory left to say so


class ChildFailed(FarolitoError):
    """A function in a sandbox ended in a way that has no better name; the message says how."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> object:
        found = getattr(sys.modules.get(module), name, None)
        if isinstance(found, type) and found.__module__ == module:
            if found in PLAIN:
                return found
            ours = module.partition(".")[0].partition("_")[0] == "farolito"
            if ours and (dataclasses.is_dataclass(found) or issubclass(found, enum.Enum | tuple)):
                return found
        message = f"A sandbox may not return {module}.{name}."
        raise ChildFailed(message)


def result(value: object) -> bytes:
    """The reply that stands for a result."""
    reply = b"=" + pickle.dumps(value, protocol=5)
    return reply if len(reply) <= LARGEST_REPLY else limit("reply")


def limit(name: str) -> bytes:
    """The reply of a child that noticed itself which limit it reached."""
    return b"#" + name.encode()


def failure(error: BaseException) -> bytes:
    """The reply that stands for what the function raised."""
    if isinstance(error, MemoryError):
        return limit("memory")
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return limit("file")
    frames = [
        f"{frame.name} ({frame.filename}:{frame.lineno})"
        for frame in traceback.extract_tb(error.__traceback__, limit=-3)
    ]
    where = "in a sandbox, in " + ", ".join(frames)
    kind = type(error)
    state = error.__dict__ if kind.__module__ != "builtins" else {}
    named = kind.__module__, kind.__qualname__, _text(error), where
    try:
        parts = pickle.dumps((*named, error.args, state), protocol=5)
        if len(parts) <= LARGEST_REPLY:
            return b"!" + parts
    except Exception:  # noqa: S110 - the arguments may be anything at all, and then are left out
        pass
    return b"!" + pickle.dumps((*named, None, {}), protocol=5)


def outcome(reply: bytes, ended: str, status: int, limits: Limits) -> object:
    """The result in ``reply``, or raise what it and the child's end stand for."""
    if ended == "wall":
        raise LimitExceeded(limits.words("wall"))
    if ended == "signal":
        if status == signal.SIGXCPU:
            raise LimitExceeded(limits.words("cpu"))
        if status == signal.SIGALRM:
            raise LimitExceeded(limits.words("wall"))
        message = f"The process crashed ({signal.Signals(status).name})."
        raise ChildFailed(message)
    if status == OUT_OF_MEMORY:
        raise LimitExceeded(limits.words("memory"))
    kind, body = reply[:1], reply[1:]
    if status or kind not in {b"=", b"#", b"!"}:
        message = f"The process ended without a result (exit status {status})."
        raise ChildFailed(message)
    if kind == b"#":
        raise LimitExceeded(limits.words(body.decode()))
    try:
        value = _Reader(io.BytesIO(body)).load()
    except ChildFailed:
        raise
    except Exception as error:
        message = "The process answered something that cannot be read."
        raise ChildFailed(message) from error
    if kind == b"=":
        return value
    raise _error(*value)


def _error(
    module: str, name: str, text: str, where: str, args: tuple[object, ...] | None, state: object
) -> Exception:
    holder = builtins if module == "builtins" else sys.modules.get(module)
    kind = getattr(holder, name, None)
    error: Exception = ChildFailed(f"{name}: {text}")
    if isinstance(kind, type) and args is not None:
        if module == "builtins" and issubclass(kind, Exception):
            error = kind(*args)
        elif issubclass(kind, FarolitoError) and isinstance(state, dict):
            error = kind.__new__(kind, *args)  # its own __init__ may want other arguments
            error.__dict__.update(state)
    error.add_note(where)
    return error


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "(it cannot be shown)"
