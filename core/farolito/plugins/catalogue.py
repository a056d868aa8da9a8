"""The list of hooks: name, kind, arguments, since. Filled by :mod:`farolito.plugins.hookspecs`.

The documentation test, the facade, the loader and ``farolito plugins hooks`` all read this one list.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import pluggy

if TYPE_CHECKING:
    from farolito.plugins.kinds import Kind

PROJECT = "farolito"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a method of a plugin as the answer to the hook of the same name. Takes no options."""

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class HookSpec:
    """One hook. ``signature`` is the line that a plugin author copies; ``promise`` is its docstring."""

    name: str
    kind: Kind
    since: str
    arguments: tuple[str, ...]
    signature: str
    promise: str

    @property
    def summary(self) -> str:
        """The first sentence of the promise."""
        return self.promise.split("\n\n")[0].replace("\n", " ")


CATALOGUE: dict[str, HookSpec] = {}


def hook(kind: Kind, *, since: str) -> Callable[[F], F]:
    """Declare a hook: the function's name, arguments and docstring are the promise to plugin authors."""

    def declare(function: F) -> F:
        name = function.__name__
        signature = inspect.signature(function)
        CATALOGUE[name] = HookSpec(
            name=name,
            kind=kind,
            since=since,
            arguments=tuple(signature.parameters),
            signature=f"{name}{signature}".replace("'", ""),
            promise=inspect.getdoc(function) or "",
        )
        return hookspec(function)

    return declare
