"""Conditions and validators of SurveyJS as our rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.imports.fhir.parts import parts, shown, text
from farolito.imports.outline import Asked, Rule
from farolito.imports.rules.languages import surveyjs
from farolito.imports.rules.terms import Broken, Term, const, every

if TYPE_CHECKING:
    from farolito.domain.carrying import Report
    from farolito.imports.surveyjs.questions import Questions

CONDITIONS = {"visibleIf": "relevant", "requiredIf": "required", "expression": "calculation"}
OWN = Term("own")


def conditions(part: dict[str, Any], where: str, kept: Any, report: Report) -> dict[str, Rule]:
    """The rules of an element. ``kept`` are rules of ours with what they were exported as; unchanged, they return."""
    found: dict[str, Rule] = {}
    stored = dict(kept) if isinstance(kept, dict) else {}
    if True in (part.get("isRequired"), part.get("isAllRowRequired")):
        found["required"] = Rule(where, "isRequired", const(True))
    for key, ours in CONDITIONS.items():
        said = text(part.get(key))
        own = stored.pop(ours, None)
        if isinstance(own, list) and len(own) == 2 and own[1] == said:
            if own[0]:
                found[ours] = Rule(f"{where}/{key}", said, own=str(own[0]))
            continue
        if own is not None:
            changed = f"The file's rule is taken; before it was changed there, it was: {own[0]}"
            report.note(f"{where}/{key}", ours, changed, "changed")
        if said:
            try:
                found[ours] = Rule(f"{where}/{key}", said, surveyjs(said))
            except Broken as broken:
                report.left_out(f"{where}/{key}", ours, f"The rule cannot be read: {broken}", said)
    if "constraint" in stored and isinstance(stored["constraint"], list):
        found["constraint"] = Rule(where, "constraint", own=str(stored["constraint"][0]))
    return found


def validators(asked: Asked, part: dict[str, Any], reader: Questions) -> None:
    """Validators become limits of the type or one constraint; patterns are named."""
    terms: list[Term] = []
    said: list[str] = []
    for number, validator in enumerate(parts(part.get("validators"))):
        where = f"{asked.where}/validators/{number}"
        term = _validated(asked, validator, where, reader.report)
        if term:
            terms.append(term)
            said.append(shown(validator))
            if words := reader.words(validator.get("text"), where):
                asked.members.setdefault("constraint_message", words)
    most = part.get("maxSelectedChoices")
    if asked.type == "ranking" and isinstance(most, int):
        part = {key: value for key, value in part.items() if key != "maxSelectedChoices"}
        asked.members |= {"most": most} if 0 < most <= len(asked.choices) else {}
    for key, sign in (("maxSelectedChoices", "<="), ("minSelectedChoices", ">=")):
        if isinstance(part.get(key), int) and part[key] > 0:
            terms.append(Term(sign, (Term("call", (OWN,), "count"), const(float(part[key])))))
            said.append(f"{key} {part[key]}")
    if joined := every(terms):
        asked.rules["constraint"] = Rule(asked.where, "; ".join(said), joined)


def _validated(asked: Asked, validator: dict[str, Any], where: str, report: Report) -> Term | None:
    kind = text(validator.get("type"))
    if kind == "email" and asked.type in {"text", "email"}:
        asked.type = "email"
        return None
    if kind == "expression":
        try:
            return surveyjs(text(validator.get("expression")))
        except Broken as broken:
            report.left_out(
                where, "validator", f"The rule cannot be read: {broken}", shown(validator)
            )
            return None
    subject = {
        "numeric": OWN,
        "text": Term("call", (OWN,), "string-length"),
        "answercount": Term("call", (OWN,), "count"),
    }
    limits = {
        "minValue": ">=",
        "maxValue": "<=",
        "minLength": ">=",
        "maxLength": "<=",
        "minCount": ">=",
        "maxCount": "<=",
    }
    found = [
        Term(sign, (subject[kind], const(float(validator[key]))))
        for key, sign in limits.items()
        if kind in subject and isinstance(validator.get(key), int | float) and validator[key] > 0
    ]
    if not found:
        report.left_out(
            where,
            f"validator {kind}",
            "Question types check what is typed; our rules have no patterns.",
            shown(validator),
        )
    return every(found)
