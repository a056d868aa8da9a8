"""``enableWhen`` as a rule: each line is a comparison, joined by ``enableBehavior``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from farolito.imports.fhir.parts import parts, shown, text, valued
from farolito.imports.outline import Rule
from farolito.imports.rules.terms import Term, const, name

if TYPE_CHECKING:
    from farolito.domain.carrying import Report
    from farolito.imports.fhir.parts import Part

OPERATORS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def as_text(item: Part) -> str:
    """The lines of an item as one text that can be compared."""
    kept = {key: item[key] for key in ("enableWhen", "enableBehavior") if key in item}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False) if kept else ""


def enabled_when(item: Part, where: str, kept: Any, report: Report) -> Rule | None:
    """The rule of an item. ``kept`` is a rule of ours with the lines it was exported as: unchanged, it comes back."""
    said = as_text(item)
    if isinstance(kept, list) and len(kept) == 2:
        if kept[1] == said:
            return Rule(where, said, own=str(kept[0]))
        report.note(
            f"{where}/enableWhen",
            "relevant",
            f"The lines are taken; before, the rule was: {kept[0]}",
            "changed",
        )
    lines = parts(item.get("enableWhen"))
    if not lines:
        return None
    terms = [
        _term(line, f"{where}/enableWhen/{number}", report) for number, line in enumerate(lines)
    ]
    if None in terms:
        report.note(
            f"{where}/enableWhen", "relevant", "Without its rule this is always asked.", "changed"
        )
        return None
    found = [term for term in terms if term]
    joint = "or" if item.get("enableBehavior") == "any" else "and"
    return Rule(
        f"{where}/enableWhen", said, found[0] if len(found) == 1 else Term(joint, tuple(found))
    )


def _term(line: Part, where: str, report: Report) -> Term | None:
    asked, operator, answer = (
        name(text(line.get("question"))),
        text(line.get("operator")),
        valued(line, "answer"),
    )
    if answer is None or (operator != "exists" and operator not in OPERATORS):
        report.left_out(where, "enableWhen", "It compares with nothing.", shown(line))
        return None
    kind, value = answer
    if operator == "exists":
        empty = Term("empty", (asked,))
        return Term("not", (empty,)) if value is True else empty
    if kind == "Coding" and isinstance(value, dict):
        chosen = Term("selected", (asked, const(text(value.get("code")))))
        return {"==": chosen, "!=": Term("not", (chosen,))}.get(OPERATORS[operator])
    if kind in {"Boolean", "String", "Date", "Integer", "Decimal"} and isinstance(
        value, str | int | float
    ):
        constant = value if isinstance(value, bool | str) else float(value)
        if kind == "String" and operator in {"=", "!="}:
            chosen = Term("selected", (asked, const(constant)))
            return chosen if operator == "=" else Term("not", (chosen,))
        return Term(OPERATORS[str(operator)], (asked, const(constant)))
    report.left_out(where, "enableWhen", f"Our rules cannot compare a {kind}.", shown(line))
    return None
