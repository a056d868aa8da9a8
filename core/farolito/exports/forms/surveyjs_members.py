"""Members of SurveyJS that questions, panels and pages have: words, rules, limits, choices, scales."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.exports.forms.parts import Part, rest
from farolito.exports.forms.surveyjs_rules import Known, surveyjs_of
from farolito.exports.forms.xpath import Beyond

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.carrying import Report

KEPT = "farolito"
CONDITIONS = {"relevant": "visibleIf", "required": "requiredIf", "calculation": "expression"}
SCALE = {
    "from": "rateMin",
    "to": "rateMax",
    "from_label": "minRateDescription",
    "to_label": "maxRateDescription",
}


class Members:
    """Writes members of one form; what SurveyJS has none for is told to ``report``."""

    def __init__(self, document: Mapping[str, Any], report: Report) -> None:
        self.report = report
        self.source = document["languages"][0]
        self.known = Known.of(document)
        self.around: tuple[str, ...] = ()  # the lists that are being written

    def told(self, where: str, key: str) -> None:
        """SurveyJS does not see a member that only ours has."""
        self.report.note(
            where, key, "It is kept in the member “farolito”; SurveyJS does not see it.", "changed"
        )

    def words(self, words: Mapping[str, str]) -> Any:
        """A text: one string, or one per language."""
        if set(words) == {self.source}:
            return words[self.source]
        default = {"default": words[self.source]} if self.source in words else {}
        return {**default, **{tag: text for tag, text in words.items() if tag != self.source}}

    def rule(
        self,
        made: Part,
        part: Mapping[str, Any],
        kept: Part,
        where: str,
        keys: Mapping[str, str] = CONDITIONS,
    ) -> None:
        for key, theirs in keys.items():
            rule = part.get(key)
            if not isinstance(rule, str):
                continue
            try:
                made[theirs] = surveyjs_of(rule, self.known, part.get("name", ""), self.around)
            except Beyond:
                said = f"SurveyJS cannot say this, so it does without it: {rule}"
                self.report.note(where, key, said, "changed")
            kept.setdefault("rules", {})[key] = [rule, made.get(theirs, "")]

    def limits(self, made: Part, question: Mapping[str, Any], kept: Part) -> None:
        """How much an answer may be."""
        if question.get("max_files", 1) > 1:
            made["allowMultiple"] = True
        if question["type"] == "file" and question.get("accept") == "pdf":
            made["acceptedTypes"] = "application/pdf"
        if question["type"] == "integer":
            made |= {key: kept.pop(key) for key in ("min", "max") if key in kept}
        if question["type"] in {"text", "long_text"} and "max" in kept:
            made["maxLength"] = kept.pop("max")
        if question["type"] == "ranking" and "most" in kept:
            made |= {"selectToRankEnabled": True, "maxSelectedChoices": kept.pop("most")}
        if made["type"] == "signaturepad":
            kept.pop("drawing")
        if "constraint" not in question:
            return
        rule = question["constraint"]
        kept.setdefault("rules", {})["constraint"] = [rule, ""]
        try:
            if made["type"] == "matrix":
                raise Beyond  # it is about each row
            expression = surveyjs_of(rule, self.known, question["name"], self.around)
        except Beyond:
            self.report.note(
                question["name"], "constraint", f"SurveyJS cannot say this: {rule}", "changed"
            )
            return
        message = question.get("constraint_message", {})
        made["validators"] = [
            {"type": "expression", "expression": expression, "text": self.words(message)}
        ]

    def choices(self, made: Part, question: Mapping[str, Any], kept: Part) -> None:
        """What can be chosen."""
        made["choices"] = [
            {"value": choice["name"], "text": self.words(choice["label"])}
            for choice in question["choices"]
        ]
        extras = {
            c["name"]: more for c in question["choices"] if (more := rest(c, {"name", "label"}))
        }
        for name, more in extras.items():
            for key in more:
                self.told(f"{question['name']}, choice {name}", key)
        if extras:
            kept["choices"] = extras

    def scaled(self, made: Part, question: Mapping[str, Any], kept: Part) -> None:
        """A rating as the same steps, a matrix as the same table. A rule of SurveyJS sees the score of a step."""
        for ours, theirs in SCALE.items():
            if ours in kept:
                value = kept.pop(ours)
                made[theirs] = self.words(value) if isinstance(value, dict) else value
        if "choices" in question:
            self.choices(made, question, kept)
            steps = made.pop("choices")
            made["columns" if made["type"] == "matrix" else "rateValues"] = steps
        if made["type"] == "rating" and "choices" in question:
            named = kept.pop("choices", {})
            for step, choice in zip(made["rateValues"], question["choices"], strict=True):
                step["value"] = choice["score"]
            kept["choices"] = {
                str(choice["score"]): {"name": choice["name"], **named[choice["name"]]}
                for choice in question["choices"]
            }
        if made["type"] == "matrix":
            rows = kept.pop("rows")
            made["rows"] = [{"value": r["name"], "text": self.words(r["label"])} for r in rows]
            if extras := {r["name"]: m for r in rows if (m := rest(r, {"name", "label"}))}:
                kept["rows"] = extras
                for name, more in extras.items():
                    for key in more:
                        self.told(f"{question['name']}, row {name}", key)


def same_as(question: Mapping[str, Any]) -> Part | None:
    """Elements that are the same only sometimes: a drawn signature; a scale, or steps that differ in their scores."""
    if question["type"] == "signature" and question.get("drawing") is True:
        return {"type": "signaturepad"}
    if question["type"] != "rating":
        return None
    scores = [choice.get("score") for choice in question.get("choices", ())]
    same = None not in scores and len(set(scores)) == len(scores)
    return {"type": "rating"} if same else None
