"""Reads the hook implementations of a plugin class and says what is wrong with them, before any is called."""

from __future__ import annotations

import difflib
import inspect
from typing import TYPE_CHECKING, Any

from farolito.plugins.catalogue import CATALOGUE, PROJECT, HookSpec
from farolito.plugins.deprecations import MARKED
from farolito.plugins.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from farolito.plugins.manifest import Plugin

_MARK = f"{PROJECT}_impl"
_SILENT = (Kind.JOIN, Kind.NOTIFY, Kind.DECIDE)
_OPTIONS = ("tryfirst", "trylast", "wrapper", "hookwrapper", "optionalhook", "specname")


def implementations(plugin: Plugin) -> dict[str, Callable[..., Any]]:
    """Method name to function for everything marked with ``@hookimpl``; runs no code of the plugin."""
    return {name: function for name, function in _methods(plugin) if hasattr(function, _MARK)}


def wrong_with(plugin: Plugin) -> list[tuple[str, str]]:
    """Every fault of the plugin's hooks as (code, sentence); empty when all are as they should be."""
    faults: list[tuple[str, str]] = []
    for name, function in _methods(plugin):
        if hasattr(function, _MARK):
            faults.extend(_faults(name, function))
        elif name in CATALOGUE:
            faults.append(
                ("unmarked", f"The method `{name}` has the name of a hook but lacks @hookimpl.")
            )
    return faults


def _methods(plugin: Plugin) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Functions found on the class and its bases, without touching properties."""
    for name in dir(type(plugin)):
        found = inspect.getattr_static(type(plugin), name)
        if isinstance(found, (staticmethod, classmethod)):
            found = found.__func__
        if inspect.isfunction(found):
            yield name, found


def _faults(name: str, function: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    spec = CATALOGUE.get(name)
    if spec is None and name in MARKED:
        return  # farolito.plugins.deprecations says what to write instead
    if spec is None:
        yield "unknown_hook", f"hook `{name}` unknown{_near(name, tuple(CATALOGUE))}"
        return
    for option in _OPTIONS:
        if getattr(function, _MARK).get(option):
            yield (
                "order",
                f"hook `{name}` uses {option}; plugins are called in the order of the enabled list, write "
                "@hookimpl alone",
            )
    yield from _wrong_arguments(spec, function)
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        yield "wrong_signature", f"hook `{name}` is an async function; write a plain one"
    elif inspect.isgeneratorfunction(function) and spec.kind in _SILENT:
        yield "wrong_signature", f"hook `{name}` uses yield, so it would never run; use return"


def _wrong_arguments(spec: HookSpec, function: Callable[..., Any]) -> Iterator[tuple[str, str]]:
    offers = f"it offers: {', '.join(spec.arguments) or 'nothing'}"
    parameters = list(inspect.signature(function).parameters.values())
    for parameter in parameters[1:]:  # the first is self
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            yield (
                "wrong_signature",
                f"hook `{spec.name}` takes *{parameter.name}; name the arguments",
            )
        elif parameter.kind is parameter.KEYWORD_ONLY:
            yield (
                "wrong_signature",
                f"hook `{spec.name}` has the keyword-only argument `{parameter.name}`; leave out the *",
            )
        elif f"{spec.name}({parameter.name})" in MARKED and parameter.name not in spec.arguments:
            continue  # the same
        elif parameter.name not in spec.arguments:
            near = _near(parameter.name, spec.arguments)
            yield (
                "wrong_signature",
                f"hook `{spec.name}` has no argument `{parameter.name}`{near}; {offers}",
            )
        elif parameter.default is not parameter.empty:
            yield (
                "default",
                f"hook `{spec.name}` gives `{parameter.name}` a default; leave the default out, or the "
                "argument",
            )


def _near(name: str, names: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, names, n=1)
    return f", did you mean `{near[0]}`?" if near else ""
