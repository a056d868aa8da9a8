"""A tiny XPath machine with ODK's ways: a missing answer is an empty text. It judges our translations."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.imports.rules.terms import Term


def truth(term: Term, answers: Mapping[str, Any], own: Any = "") -> bool:
    """What ODK would take the rule to be."""
    return _true(_value(term, answers, own))


def _true(value: Any) -> bool:
    if isinstance(value, float):
        return not math.isnan(value) and value != 0
    return bool(value)


def _number(value: Any) -> float:
    if isinstance(value, bool):
        return float(value)
    try:
        return float(value)
    except ValueError:
        return math.nan


def _value(term: Term, answers: Mapping[str, Any], own: Any) -> Any:
    def part(number: int) -> Any:
        return _value(term.args[number], answers, own)

    match term.op:
        case "const":
            return term.value
        case "own":
            return own
        case "name":
            answer = answers.get(str(term.value), "")
            return " ".join(answer) if isinstance(answer, list) else answer
        case "and":
            return all(_true(_value(each, answers, own)) for each in term.args)
        case "or":
            return any(_true(_value(each, answers, own)) for each in term.args)
        case "==" | "!=":
            left, right = part(0), part(1)
            if isinstance(left, int | float) or isinstance(right, int | float):
                left, right = _number(left), _number(right)
            return (left == right) is (term.op == "==")
        case "<" | "<=" | ">" | ">=":
            left, right = _number(part(0)), _number(part(1))
            return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[
                term.op
            ]
        case "+" | "-" | "*":
            left, right = _number(part(0)), _number(part(1))
            return {"+": left + right, "-": left - right, "*": left * right}[term.op]
        case "negative":
            return -_number(part(0))
        case "call":
            arguments = [_value(each, answers, own) for each in term.args]
            match term.value:
                case "not":
                    return not _true(arguments[0])
                case "selected":
                    return arguments[1] in str(arguments[0]).split()
                case "count-selected":
                    return float(len(str(arguments[0]).split()))
                case "coalesce":
                    return arguments[0] if arguments[0] != "" else arguments[1]
                case "if":
                    return arguments[1] if _true(arguments[0]) else arguments[2]
                case "true" | "false":
                    return term.value == "true"
                case "string-length":
                    return float(len(str(arguments[0])))
    raise AssertionError(term)
