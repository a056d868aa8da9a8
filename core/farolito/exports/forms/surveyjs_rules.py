"""Our rules in the language of SurveyJS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.expressions import parse
from farolito.domain.expressions.nodes import Call, Constant, Items, Name
from farolito.exports.forms.xpath import Beyond, Writer, constant_text

if TYPE_CHECKING:
    from collections.abc import Mapping

CALLED = {"round": "round", "min": "min", "max": "max", "if": "iif"}


def surveyjs_of(
    rule: str, kinds: Mapping[str, str], own: str = "", inside: Mapping[str, str] | None = None
) -> str:
    """The rule for SurveyJS. ``own``: the question that ``.`` means; ``inside``: questions of the repeat around.

    Raises Beyond for what SurveyJS cannot say.
    """
    return _Writer(kinds, own, inside or {}).written(parse(rule).root, 0)


class _Writer(Writer):
    words: Mapping[str, str] = {"==": "=", "/": "/", "%": "%"}

    def __init__(self, kinds: Mapping[str, str], own: str, inside: Mapping[str, str]) -> None:
        super().__init__({**kinds, ".": kinds.get(own, "text")})
        self.own, self.inside = own, inside

    def named(self, node: Name) -> str:
        name = self.own if node.name == "." else node.name
        if self.kinds.get(name, "score") == "score":
            raise Beyond
        return f"{{panel.{name}}}" if name in self.inside else f"{{{name}}}"

    def boolean(self, node: Name) -> str:
        return f"{self.named(node)} = true"

    def is_answered(self, node: Name) -> str:
        return f"{self.named(node)} notempty"

    def is_empty(self, node: Name) -> str:
        return f"{self.named(node)} empty"

    def called(self, node: Call) -> str:
        operator, arguments = node.operator, node.arguments
        first = arguments[0] if arguments else None
        if operator == "!" and isinstance(first, Name) and self.kinds.get(first.name) == "boolean":
            return f"{self.named(first)} = false"
        if operator == "date" and isinstance(first, Constant):
            return constant_text(first)
        if operator == "count" and len(arguments) == 1 and isinstance(first, Name):
            return f"{self.named(first)[:-1]}.length}}"
        if operator == "sum" and isinstance(first, Name) and isinstance(arguments[1], Name):
            return f"sumInArray({self.named(first)}, '{arguments[1].name}')"
        if (
            operator == "age_on"
            and isinstance(arguments[1], Call)
            and arguments[1].operator == "today"
        ):
            return f"age({self.written(arguments[0])})"
        if operator in {"today", "!", "-", "answered", "in", "coalesce"}:
            return super().called(node)
        if operator in CALLED:
            return f"{CALLED[operator]}({', '.join(self.written(part, 0) for part in arguments)})"
        raise Beyond

    def among(self, node: Call) -> str:
        first, second = node.arguments
        if isinstance(second, Name):
            return f"{self.named(second)} contains {self.written(first)}"
        items = second.items if isinstance(second, Items) else ()
        return (
            f"{self.written(first, 4)} anyof [{', '.join(constant_text(item) for item in items)}]"
        )
