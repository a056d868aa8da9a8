"""Functions of plugins for rules: what they must keep to, and how one that fails gives missing and is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.domain.expressions import FUNCTION_KINDS, MOST_TAKES, Function, Value, fits, known
from farolito.plugins.callers import Caller, Failure
from farolito.plugins.failures import Unwelcome, WrongResult
from farolito.plugins.kinds import FUNCTION, LIMITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.domain.expressions import FunctionKind
    from farolito.plugins.health import Health
    from farolito.plugins.parts import PluginFunction
    from farolito.sandbox.in_process import Limit

MOST_SOURCE = 16_000  # bytes
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.DOTALL)
_IMPURE = re.compile(
    r"\b(Date|Function|Intl|Promise|RegExp|WebSocket|Worker|XMLHttpRequest|async|await|console|crypto|document|eval"
    r"|fetch|globalThis|import|indexedDB|localStorage|navigator|performance|random|require|self|sessionStorage"
    r"|setInterval|setTimeout|this|window)\b"
)
"""Words with which a function would see or do more than its arguments: clock, chance, page, network, storage."""


def check_functions(functions: Sequence[PluginFunction]) -> None:
    """Raise Unwelcome for the first function that does not keep to its promises."""
    for number, one in enumerate(functions):
        name = str(one.name)[:64]
        if not isinstance(one.name, str) or not _NAME.fullmatch(one.name):
            raise _bad(name, "needs a name of small letters, digits and underscores")
        if any(one.name == before.name for before in functions[:number]):
            raise Unwelcome("duplicate", f"It brings two functions with the name `{name}`.")
        kinds = ", ".join(FUNCTION_KINDS)
        if not set(one.takes) <= set(FUNCTION_KINDS) or one.gives not in FUNCTION_KINDS:
            raise _bad(name, f"takes or gives something else than {kinds}")
        if len(one.takes) > MOST_TAKES:
            raise _bad(name, f"takes more than {MOST_TAKES} arguments")
        if not callable(one.python):
            raise _bad(name, "has no `python` that can be called")
        _check_source(name, one)


def guarded(
    plugin: str,
    one: PluginFunction,
    health: Health,
    trace: bool = False,
    limit: Limit = LIMITS[FUNCTION],
) -> Function:
    """The function as rules call it: what it raises and a wrong result are missing, and failures of the plugin."""
    arguments = tuple(map(str, range(len(one.takes))))
    caller = Caller(plugin, f"{one.name}(…)", one.python, arguments, health, limit, trace)

    def result_of(result: object) -> Value:
        value = known(result)
        if result is not None and not fits(value, one.gives):
            raise WrongResult(f"expected {one.gives} or None, got {type(result).__name__}")
        return value

    def call(*values: Value) -> Value:
        if caller.paused:
            health.missed(plugin, caller.hook)
            return None
        result = caller(result_of, dict(zip(arguments, values, strict=True)))
        return None if isinstance(result, Failure) else result

    takes: tuple[FunctionKind, ...] = tuple(one.takes)
    return Function(takes, one.gives, call)


def _check_source(name: str, one: PluginFunction) -> None:
    try:
        source = one.source
    except (OSError, ValueError) as error:
        why = f"has no JavaScript that can be read ({type(error).__name__})"
        raise _bad(name, why) from error
    if len(source.encode()) > MOST_SOURCE:
        raise _bad(name, f"has more than {MOST_SOURCE:,} bytes of JavaScript")
    code = _COMMENT.sub(" ", source)
    if code.count("export") != 1 or "export default" not in code:
        raise _bad(name, "must be a JavaScript module with one `export default`")
    if found := _IMPURE.search(code):
        raise _bad(name, f"is not pure: its JavaScript says `{found[0]}`")


def _bad(name: str, what: str) -> Unwelcome:
    return Unwelcome("bad_function", f"Its function `{name}` {what}.")
