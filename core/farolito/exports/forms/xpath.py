"""Our rules as XPath, the way ODK writes it.

A missing answer is an empty text there, equal to nothing and different from everything; the translation says what our
rule means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.expressions import parse
from farolito.domain.expressions.nodes import Call, Constant, Items, Name, Node, walk

if TYPE_CHECKING:
    from collections.abc import Mapping


class Beyond(Exception):
    """A rule that XPath as ODK has it cannot say."""


LOOSE = {
    "or": 1,
    "and": 2,
    "==": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "%": 6,
}
CALLED = {
    "length": "string-length",
    "round": "round",
    "min": "min",
    "max": "max",
    "coalesce": "coalesce",
    "if": "if",
}


def xpath_of(rule: str, kinds: Mapping[str, str], own: str = "") -> str:
    """The rule for ODK. ``kinds``: of every name; ``own``: the kind of ``.``. Raises Beyond."""
    return Writer({**kinds, ".": own}).written(parse(rule).root, 0)


class Writer:
    """Writes the parts of one rule. Other languages differ in their words, not in their shape."""

    words: Mapping[str, str] = {"==": "=", "/": "div", "%": "mod"}

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.kinds = kinds

    def written(self, node: Node, level: int = 9) -> str:
        """``node``, in parentheses when it binds less tightly than ``level``."""
        if isinstance(node, Constant):
            return constant_text(node)
        if isinstance(node, Name):
            return (
                self.boolean(node) if self.kinds.get(node.name) == "boolean" else self.named(node)
            )
        if isinstance(node, Items):
            raise Beyond
        if node.operator in LOOSE and len(node.arguments) > 1:
            text = self.between(node)
            return (
                f"({text})"
                if LOOSE[node.operator] < level or (node.operator == "!=" and level)
                else text
            )
        return self.called(node)

    def boolean(self, node: Name) -> str:
        """That a yes or no question was answered with yes."""
        return f"{self.named(node)} = 'yes'"

    def is_answered(self, node: Name) -> str:
        """That there is an answer."""
        return f"{self.named(node)} != ''"

    def is_empty(self, node: Name) -> str:
        """That there is none."""
        return f"{self.named(node)} = ''"

    def named(self, node: Name) -> str:
        """The answer of a question."""
        if node.name == ".":
            return "."
        if self.kinds.get(node.name, "score") == "score":
            raise Beyond
        return f"${{{node.name}}}"

    def between(self, node: Call) -> str:
        """Something that stands between two parts."""
        operator = self.words.get(node.operator, node.operator)
        level = LOOSE[node.operator]
        parts = [
            self.written(part, level + (number > 0)) for number, part in enumerate(node.arguments)
        ]
        text = f" {operator} ".join(parts)
        if node.operator == "!=" and (asked := self.answered(node)):
            return f"{asked} and {text}"
        return text

    def answered(self, node: Node) -> str:
        """That every question in ``node`` has an answer; nothing when none can be missing."""
        names = {
            part.name: part for part in walk(node) if isinstance(part, Name) and part.name != "."
        }
        known = [name for name in names if self.kinds.get(name) != "entries"]
        return " and ".join(self.is_answered(names[name]) for name in known)

    def called(self, node: Call) -> str:
        """A function, or ``not``."""
        operator, arguments = node.operator, node.arguments
        if operator == "today":
            return "today()"
        if operator == "-":
            return f"-{self.written(arguments[0])}"
        if operator == "!":
            inside = arguments[0]
            if isinstance(inside, Call) and inside.operator == "answered":
                if isinstance(inside.arguments[0], Name):
                    return self.is_empty(inside.arguments[0])
                raise Beyond
            settled = isinstance(inside, Call) and inside.operator == "coalesce"
            asked = "" if settled else self.answered(inside)
            text = f"not({self.written(inside, 0)})"
            return f"({asked} and {text})" if asked else text
        if operator == "answered" and isinstance(arguments[0], Name):
            return self.is_answered(arguments[0])
        if operator == "in":
            return self.among(node)
        if operator == "count" and len(arguments) == 1 and isinstance(arguments[0], Name):
            kind = self.kinds.get(arguments[0].name)
            return (
                f"{'count' if kind == 'entries' else 'count-selected'}({self.named(arguments[0])})"
            )
        if operator == "sum":
            return self.total(arguments[1])
        if operator == "date":
            return f"date({self.written(arguments[0])})"
        if operator in {"days_between", "years_between", "age_on"}:
            return self.between_days(operator, arguments)
        if (
            operator == "coalesce"
            and isinstance(arguments[1], Constant)
            and arguments[1].kind == "boolean"
        ):
            return self.settled(node)
        if operator in CALLED:
            return f"{CALLED[operator]}({', '.join(self.written(part, 0) for part in arguments)})"
        raise Beyond

    def total(self, node: Node) -> str:
        """What is added up over the entries of a list: ODK goes through the lists inside of it by itself."""
        while isinstance(node, Call) and node.operator == "sum":
            node = node.arguments[1]
        if isinstance(node, Name):
            return f"sum({self.named(node)})"
        settled = isinstance(node, Call) and node.operator == "coalesce"
        counted = node.arguments[0] if isinstance(node, Call) and settled else node
        if isinstance(counted, Call) and counted.operator == "count":
            listed = counted.arguments[0]
            if isinstance(listed, Name) and self.kinds.get(listed.name) == "entries":
                return self.called(counted)
        raise Beyond

    def between_days(self, operator: str, arguments: tuple[Node, ...]) -> str:
        """The days or years between two days."""
        start, end = (self.written(part, 6) for part in arguments)
        days = f"{end} - {start}"
        return f"int({days})" if operator == "days_between" else f"int(({days}) div 365.2425)"

    def settled(self, node: Call) -> str:
        """``coalesce(a != 'x', true)`` and ``coalesce(…, false)`` are what XPath means anyway."""
        inside, when_missing = node.arguments
        assert isinstance(when_missing, Constant)  # noqa: S101 - the caller looked
        if when_missing.value is False:
            return self.written(inside)
        if isinstance(inside, Call) and inside.operator == "!=":
            left, right = (self.written(part, 4) for part in inside.arguments)
            return f"({left} != {right})"
        raise Beyond

    def among(self, node: Call) -> str:
        """Whether something is one of several."""
        first, second = node.arguments
        if isinstance(second, Name):
            return f"selected({self.named(second)}, {self.written(first)})"
        items = second.items if isinstance(second, Items) else ()
        if not items:
            return "false()"
        left = self.written(first, 4)
        return "(" + " or ".join(f"{left} = {constant_text(item)}" for item in items) + ")"


def constant_text(node: Constant) -> str:
    """A constant as these languages write it. Raises Beyond for a text with both kinds of quotes."""
    if isinstance(node.value, bool):
        return "true()" if node.value else "false()"
    if isinstance(node.value, str):
        quote = '"' if "'" in node.value else "'"
        if quote in node.value or "${" in node.value:
            raise Beyond
        return f"{quote}{node.value}{quote}"
    return str(int(node.value)) if node.value.is_integer() else repr(node.value)
