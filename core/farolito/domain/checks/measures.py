"""Scores: what they add up can be added up, and their bands rise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.outline import named, numbered, questions
from farolito.domain.faults import shown, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.faults import Faults
    from farolito.domain.question_types.base import QuestionType


def check_measures(
    form: Mapping[str, Any], question_types: Mapping[str, QuestionType], faults: Faults
) -> None:
    """Note scores of questions that are not there, are repeated or have choices without a score."""
    placed = {
        name: (one.question, one.section) for one in questions(form) for _, name in named(one)
    }
    for pointer, score in numbered("/scores", form.get("scores", [])):
        for below, name in numbered(f"{pointer}/questions", score["questions"]):
            if name not in placed:
                message = f"there is no question {shown(name)}{suggestion(name, placed)}"
                faults.add(below, message, "the name of a question")
                continue
            question, section = placed[name]
            unscored = [
                choice["name"] for choice in question.get("choices", []) if "score" not in choice
            ]
            if "repeat" in section:
                faults.add(below, f"{shown(name)} is asked for each entry", "a question asked once")
            elif not _counts(question, question_types) or unscored:
                without = f" for {shown(unscored[0])}" if unscored else ""
                message = f"{shown(name)} has no score{without}"
                faults.add(below, message, "a rating, or a question whose choices all have a score")
        _check_bands(pointer, score.get("bands", []), faults)


def _counts(question: dict[str, Any], question_types: Mapping[str, QuestionType]) -> bool:
    """Whether an answer can be points: of choices, or of a scale."""
    question_type = question_types.get(question["type"])
    return bool(question.get("choices")) or (question_type is not None and question_type.is_points)


def _check_bands(pointer: str, bands: list[Any], faults: Faults) -> None:
    names = set()
    for number, band in enumerate(bands):
        below = f"{pointer}/bands/{number}"
        if number and band["at_least"] <= bands[number - 1]["at_least"]:
            faults.add(f"{below}/at_least", "the bands do not rise", "more than the band before")
        if band["name"] in names:
            faults.add(f"{below}/name", f"{shown(band['name'])} is here twice", "each band once")
        names.add(band["name"])
