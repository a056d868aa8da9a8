"""Our rules as FHIR's ``enableWhen``, as far as they reach: comparisons that all hold, or of which any holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.expressions import parse
from farolito.domain.expressions.nodes import Call, Constant, Items, Name, Node, constant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Coded = Callable[[str, str], dict[str, Any] | None]


class Beyond(Exception):
    """A rule that enableWhen cannot say."""


def enabling(
    rule: str, kinds: Mapping[str, str], links: Mapping[str, str], coded: Coded
) -> dict[str, Any]:
    """``enableWhen`` and ``enableBehavior`` for a rule.

    ``links``: linkIds by question name; ``coded``: the coding of a choice of a question. Raises Beyond.
    """
    node = _plain(parse(rule).root)
    if isinstance(node, Call) and node.operator == "in" and isinstance(node.arguments[1], Items):
        node = _spelled(node)
    joint = node.operator if isinstance(node, Call) and node.operator in {"and", "or"} else ""
    lines = list(node.arguments) if joint and isinstance(node, Call) else [node]
    found: list[dict[str, Any]] = []
    for line in lines:
        found.extend(_lines(_plain(line), kinds, coded, joint))
    for line_ in found:
        if line_["question"] not in links:
            raise Beyond
        line_["question"] = links[line_["question"]]
    several = {"enableBehavior": "any" if joint == "or" else "all"} if len(found) > 1 else {}
    return {"enableWhen": found, **several}


def _plain(node: Node) -> Node:
    """``coalesce(a != 'x', true)`` and the like mean what FHIR means without saying so."""
    if isinstance(node, Call) and node.operator == "coalesce" and len(node.arguments) == 2:
        inside, settled = node.arguments
        if isinstance(inside, Call) and settled == constant(inside.operator == "!="):
            return inside
    return node


def _lines(node: Node, kinds: Mapping[str, str], coded: Coded, joint: str) -> list[dict[str, Any]]:
    if isinstance(node, Name) and kinds.get(node.name) == "boolean":
        return [_line(node.name, "=", {"answerBoolean": True})]
    if not isinstance(node, Call):
        raise Beyond
    if node.operator == "!":
        inside = node.arguments[0]
        if isinstance(inside, Call) and inside.operator == "answered":
            return [_exists(inside, False)]
        if isinstance(inside, Name) and kinds.get(inside.name) == "boolean":
            return [_line(inside.name, "=", {"answerBoolean": False})]
        raise Beyond
    if node.operator == "answered":
        return [_exists(node, True)]
    if node.operator == "in":
        return _among(node, kinds, coded, joint)
    if node.operator in {"==", "!=", "<", "<=", ">", ">="} and isinstance(node.arguments[0], Name):
        question = node.arguments[0].name
        operator = "=" if node.operator == "==" else node.operator
        return [_line(question, operator, _answer(question, node.arguments[1], kinds, coded))]
    raise Beyond


def _spelled(node: Call) -> Node:
    """``housing in ['shelter', 'street']`` as two comparisons of which one holds."""
    first, second = node.arguments
    items = second.items if isinstance(second, Items) else ()
    parts = tuple(Call("==", (first, item)) for item in items)
    return Call("or", parts) if len(parts) > 1 else parts[0] if parts else node


def _among(node: Call, kinds: Mapping[str, str], coded: Coded, joint: str) -> list[dict[str, Any]]:
    first, second = node.arguments
    if isinstance(second, Name) and isinstance(first, Constant):
        return [_line(second.name, "=", _answer(second.name, first, kinds, coded))]
    if (
        isinstance(first, Name)
        and isinstance(second, Items)
        and (joint != "and" or len(second.items) == 1)
    ):
        return [
            _line(first.name, "=", _answer(first.name, item, kinds, coded)) for item in second.items
        ]
    raise Beyond


def _exists(node: Call, value: bool) -> dict[str, Any]:
    asked = node.arguments[0]
    if not isinstance(asked, Name):
        raise Beyond
    return _line(asked.name, "exists", {"answerBoolean": value})


def _line(question: str, operator: str, answer: dict[str, Any]) -> dict[str, Any]:
    return {"question": question, "operator": operator, **answer}


def _answer(question: str, node: Node, kinds: Mapping[str, str], coded: Coded) -> dict[str, Any]:
    kind = kinds.get(question, "")
    if (
        isinstance(node, Call)
        and node.operator == "date"
        and isinstance(node.arguments[0], Constant)
    ):
        return {"answerDate": node.arguments[0].value}
    if not isinstance(node, Constant):
        raise Beyond
    value = node.value
    if kind in {"code", "list"} and isinstance(value, str):
        coding = coded(question, value)
        if coding is None:
            raise Beyond
        return {"answerCoding": coding}
    if kind == "number" and isinstance(value, float):
        whole = value.is_integer()
        return {"answerInteger" if whole else "answerDecimal": int(value) if whole else value}
    if kind == "text" and isinstance(value, str):
        return {"answerString": value}
    raise Beyond
