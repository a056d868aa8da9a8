"""One hook of one plugin, ready to be called: guarded, limited, timed, traced, its arguments picked."""

from __future__ import annotations

import inspect
import logging
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from farolito.plugins.at_work import AT_WORK
from farolito.plugins.failures import WrongResult, cause_of, passes
from farolito.sandbox.in_process import limited

if TYPE_CHECKING:
    from farolito.plugins.health import Health
    from farolito.sandbox.in_process import Limit

log = logging.getLogger("farolito.plugins")

MOST = 1000  # items of one result: a generator that never ends must not hang a page

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """A call did not work out; ``cause`` names an error class and a place in code."""

    cause: str


class MadeLate(dict[str, object]):
    """What a hook is offered, some of which is made only when the plugin is called."""

    def __init__(self, offered: Mapping[str, object], **late: Callable[[], object]) -> None:
        super().__init__(offered)
        self._late = late

    def __missing__(self, name: str) -> object:
        return self._late[name]()


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls ``function`` of ``plugin`` for ``hook`` and turns whatever it raises into a :class:`Failure`."""

    plugin: str
    hook: str
    function: Callable[..., Any]
    arguments: tuple[str, ...]
    health: Health
    limit: Limit
    trace: bool = False
    pauses: bool = True

    @property
    def paused(self) -> bool:
        """Whether this plugin's hook is paused after repeated failures."""
        return self.health.paused(self.plugin, self.hook)

    def __call__(self, check: Callable[[Any], T], offered: Mapping[str, object]) -> T | Failure:
        """Call the plugin, let ``check`` read and judge its result, and count a failure.

        Everything but Ctrl-C is contained: SystemExit, RecursionError and MemoryError too; and a call that takes
        longer, or more memory, than its :class:`Limit` is ended.
        """
        started = time.perf_counter()
        before = AT_WORK.set(self.plugin)
        result: T | Failure
        try:
            result = limited(
                lambda: check(self.function(*[offered[name] for name in self.arguments])),
                self.limit,
            )
        except BaseException as error:
            if passes(error):
                raise
            result = self.failed(cause_of(error))
        finally:
            AT_WORK.reset(before)
        took = time.perf_counter() - started
        self.health.took(self.plugin, self.hook, took)
        if self.trace:
            kind = "failed" if isinstance(result, Failure) else type(result).__name__
            sys.stderr.write(
                f"hook {self.hook} plugin {self.plugin} {took * 1000:.2f} ms -> {kind}\n"
            )
        return result

    def failed(self, cause: str) -> Failure:
        """Count and log a failure; the log line carries no message, for it may quote an answer."""
        self.health.failed(self.plugin, self.hook, cause, pauses=self.pauses)
        log.error("plugin %s: hook %s failed: %s", self.plugin, self.hook, cause)
        return Failure(cause)


def items_of(kind: type[T]) -> Callable[[object], tuple[T, ...]]:
    """A check: the result is an iterable of ``kind``; nothing at all counts as no items."""

    def check(result: object) -> tuple[T, ...]:
        if result is None:
            return ()
        if isinstance(result, (str, bytes)) or not isinstance(result, Iterable):
            raise WrongResult(f"expected several {kind.__name__}, got {type(result).__name__}")
        items = tuple(islice(result, MOST + 1))
        if len(items) > MOST:
            raise WrongResult(f"expected at most {MOST} items")
        for item in items:
            if not isinstance(item, kind):
                raise WrongResult(f"expected {kind.__name__}, got {type(item).__name__}")
        return items

    return check


def vote(result: object) -> bool | None:
    """A check: the result is True, False or None."""
    if result is None or isinstance(result, bool):
        return result
    raise WrongResult(f"expected True, False or None, got {type(result).__name__}")


def nothing(result: object) -> None:
    """A check: whatever a hook without a result returns is dropped; a coroutine that never ran is refused."""
    if inspect.isawaitable(result):
        raise WrongResult("expected nothing, got something to await")


def page_of_paper(result: object) -> str:
    """A check: the result is one page of HTML, and every character of it has bytes."""
    if not isinstance(result, str):
        raise WrongResult(f"expected a page, got {type(result).__name__}")
    result.encode()  # half a character has none
    return result
