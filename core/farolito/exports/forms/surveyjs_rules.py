"""Our rules in the language of SurveyJS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import sections
from farolito.domain.expressions import parse
from farolito.domain.expressions.nodes import Call, Constant, Items, Name
from farolito.domain.parts import questions_in
from farolito.domain.question_types.matrix import row_name
from farolito.exports.forms.parts import kinds_of
from farolito.exports.forms.xpath import Beyond, Writer, constant_text

if TYPE_CHECKING:
    from collections.abc import Mapping

CALLED = {"round": "round", "min": "min", "max": "max", "if": "iif"}


@dataclass(frozen=True)
class Known:
    """What a rule may name: kinds, the lists in which questions and lists stand, and what rows are called there."""

    kinds: Mapping[str, str]
    within: Mapping[str, tuple[str, ...]]
    rows: Mapping[str, str]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Known:
        """Everything in a definition."""
        kinds, within, rows = kinds_of(document), {}, {}
        for _, section, around in sections(document):
            lists = tuple(one["repeat"]["name"] for one in around)
            if "repeat" in section:
                within[section["repeat"]["name"]] = lists
                lists = (*lists, section["repeat"]["name"])
            for page in section["pages"]:
                for question in questions_in(page):
                    within[question["name"]] = lists
                    for row in question.get("rows", ()) if question["type"] == "matrix" else ():
                        name = row_name(question["name"], row["name"])
                        rows[name] = f"{question['name']}.{row['name']}"
                        kinds[name], within[name] = "code", lists
        return cls(kinds, within, rows)


def surveyjs_of(rule: str, known: Known, own: str = "", around: tuple[str, ...] = ()) -> str:
    """The rule for SurveyJS. ``own``: the question that ``.`` means; ``around``: the lists that the rule stands in.

    Raises Beyond for what SurveyJS cannot say.
    """
    return _Writer(known, own, around).written(parse(rule).root, 0)


INSIDE = ("panel.", "parentPanel.")
"""Before a question of the entry that the rule is in, and of the entry around that one."""


class _Writer(Writer):
    words: Mapping[str, str] = {"==": "=", "/": "/", "%": "%"}

    def __init__(self, known: Known, own: str, around: tuple[str, ...]) -> None:
        super().__init__({**known.kinds, ".": known.kinds.get(own, "text")})
        self.known, self.own, self.around = known, own, around

    def named(self, node: Name) -> str:
        name = self.own if node.name == "." else node.name
        if self.kinds.get(name, "score") == "score":
            raise Beyond
        lists = self.known.within.get(name, ())
        out = len(self.around) - len(lists)
        if lists != self.around[: len(lists)] or (lists and out >= len(INSIDE)):
            raise Beyond
        return f"{{{INSIDE[out] if lists else ''}{self.known.rows.get(name, name)}}}"

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
