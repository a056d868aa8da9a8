"""Which modules a module needs, and all of them as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.web.scripts.names import Module, module
from farolito.web.scripts.tokens import parsed
from farolito.web.scripts.writing import written

if TYPE_CHECKING:
    from collections.abc import Callable


def joined(entry: str, read: Callable[[str], str]) -> str:
    """The module ``entry`` with all that it imports, each before whoever imports it. It exports what ``entry`` does.

    ``read`` gives the source of a module by its name, such as ``tablet/main.js``. :class:`ValueError` for modules that
    are not written as ours are, import each other in a ring, or import what is not there.
    """
    return written(_needed(entry, read, {}, ()), entry)


def _needed(
    name: str, read: Callable[[str], str], found: dict[str, Module], importers: tuple[str, ...]
) -> dict[str, Module]:
    if name in importers:
        raise ValueError(f"{' > '.join((*importers, name))}: a ring.")
    if name in found:
        return found
    try:
        made = module(parsed(read(name)))
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    for ours, (source, theirs) in made.imports.items():
        other = _address(name, source)
        _needed(other, read, found, (*importers, name))
        if theirs not in found[other].exported:
            raise ValueError(f"{name}: {other} exports no {theirs}.")
        made.imports[ours] = other, theirs
    found[name] = made
    return found


def _address(name: str, source: str) -> str:
    """What ``source`` in an import of the module ``name`` means: ``./a.js``, ``../a.js``."""
    parts = name.split("/")[:-1]
    for one in source.split("/"):
        if one == "..":
            parts.pop()
        elif one != ".":
            parts.append(one)
    return "/".join(parts)
