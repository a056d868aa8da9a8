"""Kinds that hold expressions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from farolito.domain.expressions import MAX_TEXT, parse
from farolito.domain.shapes.kinds import Flag, Kind, Line

if TYPE_CHECKING:
    from farolito.domain.expressions import Tree
    from farolito.domain.shapes.kinds import Schema

parsed = lru_cache(maxsize=4_096)(parse)
"""The tree of a rule that was accepted once: stored forms are built again and again."""


@dataclass(frozen=True)
class Rule(Line):
    """An expression."""

    most: int = MAX_TEXT
    says: str = "an expression in double quotes, like \"food == 'often'\""
    called: str = "rule"

    def build(self, value: Any) -> Tree:
        return parsed(value)


@dataclass(frozen=True)
class FlagOrRule(Kind):
    """Always, never, or when an expression holds."""

    def expected(self) -> str:
        return f"true, false or {Rule.says}"

    def short(self) -> str:
        return "true, false or rule"

    def blank(self) -> bool:
        return False

    def schema(self) -> Schema:
        return {"anyOf": [Flag().schema(), Rule().schema()]}

    def accepts(self, value: Any) -> bool:
        return isinstance(value, bool) or Rule().accepts(value)

    def build(self, value: Any) -> Any:
        return value if isinstance(value, bool) else parsed(value)
