"""The rules of a form, wherever they stand in it, and the functions of plugins that they call."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from farolito.domain.expressions import Tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from farolito.domain.definitions import Form
    from farolito.domain.expressions import Function

T = TypeVar("T")


def bound(form: Form, functions: Mapping[str, Function]) -> Form:
    """The same form whose rules call these functions; a call of any other is missing.

    A form that uses no plugin is given back as it is.
    """
    return _bound(form, functions) if form.uses and functions else form


def rules_of(part: Any, pointer: str = "") -> Iterator[tuple[str, Tree]]:
    """Every rule in a form or a part of one, with its JSON pointer below that, in the order of the members."""
    if isinstance(part, Tree):
        yield pointer, part
    elif isinstance(part, tuple):
        for number, one in enumerate(part):
            yield from rules_of(one, f"{pointer}/{number}")
    elif is_dataclass(part):
        for member in fields(part):
            yield from rules_of(getattr(part, member.name), f"{pointer}/{member.name}")


def _bound(part: T, functions: Mapping[str, Function]) -> T:
    made: Any = part
    if isinstance(part, Tree):
        made = part.bound(functions)
    elif isinstance(part, tuple):
        parts = tuple(_bound(one, functions) for one in part)
        made = parts if any(map(_differ, part, parts)) else part
    elif is_dataclass(part) and not isinstance(part, type):
        before = {member.name: getattr(part, member.name) for member in fields(part)}
        after = {name: _bound(value, functions) for name, value in before.items()}
        changed = {name: after[name] for name in after if after[name] is not before[name]}
        made = replace(part, **changed) if changed else part
    result: T = made
    return result


def _differ(one: object, other: object) -> bool:
    return one is not other
