"""From docstrings and signatures to Markdown."""

from __future__ import annotations

import dataclasses
import inspect
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_ROLE = re.compile(r":\w+:`~?(?:[\w.]+\.)?(\w+)`")


def prose(docstring: str) -> str:
    """A docstring as Markdown: roles and double backticks become code."""
    return _ROLE.sub(r"`\1`", docstring).replace("``", "`").strip()


def said_of(thing: object) -> str:
    """The docstring of a class or function; nothing when it says no more than Python does."""
    text = inspect.getdoc(thing) or ""
    made_up = f"{getattr(thing, '__name__', '')}("
    return "" if text.startswith(made_up) or text == inspect.getdoc(type(thing)) else prose(text)


def call(thing: Any, name: str) -> str:
    """How it is called, as it is written: annotations stay as they are in the source."""
    signature = inspect.signature(thing)
    parameters = [
        one.replace(default=_shown(one.default), annotation=_annotated(one.annotation))
        for one in signature.parameters.values()
        if one.name != "self"
    ]
    result = signature.return_annotation
    gives = "" if inspect.isclass(thing) or result is signature.empty else f" -> {result}"
    shown = str(signature.replace(parameters=parameters, return_annotation=inspect.Signature.empty))
    line = f"{name}{shown}{gives}"
    if len(line) <= 100:
        return line
    stars = [one.name for one in parameters if one.kind is one.KEYWORD_ONLY][:1]
    rows = []
    for one in parameters:
        rows += ["    *,"] if one.name in stars and "*, " in shown else []
        rows.append(f"    {one},")
    return "\n".join([f"{name}(", *rows, f"){gives}"])


class _Verbatim:
    """Shows itself as these words."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __repr__(self) -> str:
        return self.words


def _annotated(annotation: Any) -> Any:
    return annotation if annotation is inspect.Parameter.empty else _Verbatim(str(annotation))


def _shown(value: Any) -> Any:
    """A default value; what would be long, or an address in memory, is left to the words."""
    short = isinstance(value, str | int | float | bool | tuple | None)
    return value if short or value is inspect.Parameter.empty else _Verbatim("…")


def code(text: str) -> str:
    """A block of Python."""
    return f"```python\n{text}\n```"


def members(kind: type) -> Iterator[tuple[str, str]]:
    """What the properties and methods of a class are for: name and first paragraph."""
    fields = (
        {one.name for one in dataclasses.fields(kind)} if dataclasses.is_dataclass(kind) else set()
    )
    for name, found in vars(kind).items():
        if name.startswith("_") or name in fields:
            continue
        if isinstance(found, property):
            yield name, said_of(found.fget)
        elif inspect.isfunction(found):
            yield call(found, name), said_of(found)


def section(name: str, thing: Any, level: str = "###") -> str:
    """A whole section about a class or a function."""
    parts = [f"{level} `{name}`"]
    if (
        inspect.isclass(thing)
        and not dataclasses.is_dataclass(thing)
        and "__init__" not in vars(thing)
    ):
        pass  # nobody makes one by hand
    elif callable(thing):
        parts.append(code(call(thing, name)))
    if words := said_of(thing):
        parts.append(words)
    if inspect.isclass(thing):
        found = [f"- `{_flat(line)}`: {_first(words)}" for line, words in members(thing)]
        parts += ["\n".join(found)] if found else []
    return "\n\n".join(parts)


def _flat(line: str) -> str:
    return " ".join(line.split()).replace("( ", "(").replace(", )", ")")


def _first(words: str) -> str:
    return " ".join(words.split("\n\n")[0].split())


def public(module: Any) -> Iterator[tuple[str, Callable[..., object]]]:
    """The functions and classes that a module itself has for others, in the order of its source."""
    found = [
        (name, one)
        for name, one in vars(module).items()
        if not name.startswith("_")
        and (inspect.isfunction(one) or inspect.isclass(one))
        and one.__module__ == module.__name__
    ]
    return iter(sorted(found, key=lambda pair: inspect.getsourcelines(pair[1])[1]))
