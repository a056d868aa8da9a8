"""What goes away: marked here once, warned about by machine, refused from its version on.

A hook is marked as ``next_steps``, an argument of it as ``next_steps(response)``, a name that plugins import as
``api.NavItem``. A row stays when what it names is gone, so that a plugin which was asleep for years still learns what
to write instead.
"""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.plugins.versions import within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from farolito.plugins.manifest import Plugin

API = "farolito.api"


@dataclass(frozen=True, slots=True)
class Deprecation:
    """``since`` is the host version that first warned, ``gone`` the one that refuses. ``instead`` is a sentence."""

    since: str
    gone: str
    instead: str


MARKED: dict[str, Deprecation] = {}
"""Everything that goes away or went. The next major version is the earliest ``gone`` (docs/hooks.md)."""


def verdict(
    plugin: Plugin, hooks: Mapping[str, Callable[..., object]], host_version: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What of the plugin will stop working, and what has: two lists of sentences. Runs none of its code.

    ``hooks`` are its implementations by name.
    """
    if not MARKED:
        return (), ()
    soon, gone = [], []
    for key in dict.fromkeys(_used(plugin, hooks)):
        mark = MARKED[key]
        if within(host_version, f">={mark.gone}"):
            gone.append(f"{_what(key)} is gone since Farolito {mark.gone}. {mark.instead}")
        else:
            soon.append(
                f"{_what(key)} goes away in Farolito {mark.gone} (marked since {mark.since}). {mark.instead}"
            )
    return tuple(soon), tuple(gone)


def _what(key: str) -> str:
    hook, bracket, argument = key.rstrip(")").partition("(")
    if bracket:
        return f"argument `{argument}` of hook `{hook}`"
    if key.startswith("api."):
        return f"`{key.removeprefix('api.')}` of {API}"
    return f"hook `{key}`"


def _used(plugin: Plugin, hooks: Mapping[str, Callable[..., object]]) -> Iterator[str]:
    """The marked things that a plugin uses."""
    for name, function in hooks.items():
        arguments = [f"{name}({one})" for one in inspect.signature(function).parameters]
        yield from (key for key in (name, *arguments) if key in MARKED)
    names = {key.removeprefix("api.") for key in MARKED if key.startswith("api.")}
    if names:
        for source in _sources(plugin):
            yield from (f"api.{name}" for name in _imported(source) if name in names)


def _sources(plugin: Plugin) -> Iterable[str]:
    """The text of every Python file of the package; of a module alone when it is in no package."""
    here = Path(inspect.getfile(type(plugin)))
    depth = type(plugin).__module__.count(".")
    whole = plugin.package != type(plugin).__module__ and depth
    found = here.parents[depth - 1].rglob("*.py") if whole else [here]
    return (path.read_text("utf-8", "replace") for path in sorted(found))


def _imported(source: str) -> Iterator[str]:
    """The names that a file takes from the API: imported by name, or read from the module."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    modules = {API}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == API:
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "farolito":
            modules |= {one.asname or one.name for one in node.names if one.name == "api"}
        elif isinstance(node, ast.Import):
            modules |= {one.asname for one in node.names if one.name == API and one.asname}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in modules:
            yield node.attr
