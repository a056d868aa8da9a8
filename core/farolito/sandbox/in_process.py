"""What a call in this very process may take: so many seconds, and so much memory more than there was.

    limited(call, Limit(2.0, 256))       the call's result; raises TookTooLong or MemoryError in the middle of it
    with off_the_clock(): ...            work inside of such a call that has limits of its own

For what can not go to a child: code of plugins that stands in the middle of a page and of a transaction.

The clock is an alarm of the system (SIGALRM) and the ceiling a limit of the process (RLIMIT_AS, where the size of the
process can be read: Linux), so both hold in the main thread only: that is where gunicorn's workers, the worker for
what may wait and the command line call plugins. In another thread nothing is limited. What compiled code does between
two steps of Python can not be interrupted; the server's own time-out ends the process then (docs/operating.md).
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # no stubs
import os
import resource
import signal
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

T = TypeVar("T")

MIB = 1024 * 1024
AGAIN = 0.25
"""Seconds until the alarm rings again, for code that swallowed the first."""

SOON = 0.001
FRESH = 0.1  # seconds for which the size of the process is taken as known
_ALARM = int(signal.SIGALRM)
_PAGE = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Limit:
    """``seconds`` on the clock on the wall; ``memory`` in MiB, beyond what the process has when the call begins."""

    seconds: float
    memory: int


class TookTooLong(BaseException):
    """The time is over. No :class:`Exception`: code that goes on whatever happens shall not go on after this.

    ``of`` is the call further out whose time it was; None when it was that of the call that raises this.
    """

    def __init__(self, of: object) -> None:
        super().__init__()
        self.of = of


class _Call:
    """One limited call that is under way."""

    __slots__ = ("handler", "memory", "outer", "timer", "until")

    def __init__(self, outer: _Call | None, seconds: float) -> None:
        self.outer = outer
        self.until = time.monotonic() + seconds
        self.handler: Callable[[int, FrameType | None], object] | None = None
        self.timer = (0.0, 0.0)  # when somebody else's alarm would have rung, and how often then
        self.memory: tuple[int, int] | None = None  # the limits as they were


_innermost: _Call | None = None


def limited(call: Callable[[], T], limit: Limit) -> T:
    """Call, and raise :class:`TookTooLong` in the middle of it when the time is over.

    A call within a call never has more time than the outer one has left. Whatever is raised passes through.
    """
    if threading.get_ident() != threading.main_thread().ident:
        return call()
    mine = _Call(_innermost, limit.seconds)
    try:
        try:
            _begin(mine, limit)
            return call()
        finally:
            _end(mine)
    except TookTooLong as error:
        _end(mine)  # the alarm may have rung while the first end was at work
        if error.of is mine:
            error.of = None
        raise


def is_of_another(error: BaseException) -> bool:
    """Whether the time that is over is that of a call further out: only that one may count it."""
    return isinstance(error, TookTooLong) and error.of is not None


@contextmanager
def off_the_clock() -> Iterator[None]:
    """Let the host do something that has limits of its own, in the middle of a plugin's call: nothing runs out."""
    if _innermost is None or threading.get_ident() != threading.main_thread().ident:
        yield
        return
    began, inside = time.monotonic(), _innermost
    signal.setitimer(signal.ITIMER_REAL, 0)
    before = _outermost(inside).memory
    ceiling = resource.getrlimit(resource.RLIMIT_AS)
    if before is not None:
        _set_memory(before)
    try:
        yield
    finally:
        if before is not None:
            _set_memory(ceiling)
        passed = time.monotonic() - began
        one: _Call | None = inside
        while one is not None:
            one.until += passed
            one = one.outer
        _wind(inside)


def _begin(mine: _Call, limit: Limit) -> None:
    global _innermost
    if mine.outer is None:
        # signal.getsignal makes an enum of it, which costs more than all of this
        before = _signal.getsignal(_ALARM)
        if before is not _ring:
            _signal.signal(_ALARM, _ring)
            # ours stays instead of the system's own, which would end the process: changing it back costs the most
            mine.handler = before if callable(before) else None
        _innermost = mine
        remaining, again = signal.setitimer(signal.ITIMER_REAL, limit.seconds, AGAIN)
        if remaining:
            mine.timer = (time.monotonic() + remaining, again)
        size = _size()
        if size:
            soft, hard = resource.getrlimit(resource.RLIMIT_AS)
            ceiling = size + limit.memory * MIB
            if soft == resource.RLIM_INFINITY or ceiling < soft:
                mine.memory = (soft, hard)
                _set_memory((ceiling, hard))
    else:
        mine.until = min(mine.until, mine.outer.until)
        _innermost = mine
        _wind(mine)


def _end(mine: _Call) -> None:
    """Put everything back as it was; once more does no harm."""
    global _innermost
    if _innermost is not mine:
        return
    if mine.outer is not None:
        _innermost = mine.outer
        _wind(mine.outer)
        return
    signal.setitimer(signal.ITIMER_REAL, 0)
    _innermost = None
    if mine.memory is not None:
        _set_memory(mine.memory)
    if mine.handler is not None:
        _signal.signal(_ALARM, mine.handler)
    at, again = mine.timer
    if at:
        signal.setitimer(signal.ITIMER_REAL, max(at - time.monotonic(), SOON), again)


def _ring(_number: int, _frame: FrameType | None) -> None:
    """Raise in the middle of the call that is under way; its time may be that of a call further out."""
    now, one = time.monotonic(), _innermost
    over: _Call | None = None
    while one is not None:
        if one.until <= now:
            over = one
        one = one.outer
    if over is not None:
        raise TookTooLong(over)


def _wind(call: _Call) -> None:
    left = max(call.until - time.monotonic(), SOON)
    signal.setitimer(signal.ITIMER_REAL, left, AGAIN)


def _outermost(call: _Call) -> _Call:
    while call.outer is not None:
        call = call.outer
    return call


def _set_memory(limits: tuple[int, int]) -> None:
    with suppress(ValueError, OSError):  # where there is no such limit, there is none
        resource.setrlimit(resource.RLIMIT_AS, limits)


_file = (0, -1)  # /proc/self/statm of which process, and where it is open
_sized = (-1.0, 0)  # when this process was measured, and its size


def _size() -> int:
    """The address space of this process in bytes, as it was a moment ago; 0 where nobody says so."""
    global _file, _sized
    now = time.monotonic()
    if _file[0] == os.getpid() and now - _sized[0] < FRESH:
        return _sized[1]
    try:
        if _file[0] != os.getpid():
            _file = (os.getpid(), os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC))
        size = int(os.pread(_file[1], 32, 0).split(b" ", 1)[0]) * _PAGE
    except (OSError, ValueError):
        return 0
    _sized = (now, size)
    return size
