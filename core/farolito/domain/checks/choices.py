"""Choices: each name once, and members that name choices name real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.names import check_earlier_names
from farolito.domain.checks.outline import numbered, questions
from farolito.domain.faults import shown, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.faults import Faults
    from farolito.domain.question_types.base import QuestionType


def check_choices(
    form: Mapping[str, Any], question_types: Mapping[str, QuestionType], faults: Faults
) -> None:
    """Note choices of one name, and options that name a choice which is not there."""
    for pointer, question, _ in questions(form):
        first: dict[str, str] = {}
        for below, choice in numbered(f"{pointer}/choices", question.get("choices", [])):
            name = choice["name"]
            if name and name in first:
                message = f"the choice {shown(name)} is also at {first[name]}"
                faults.add(f"{below}/name", message, "each choice once")
            first.setdefault(name, below)
        listed = numbered(f"{pointer}/choices", question.get("choices", []))
        earlier = [(f"{below}/was", choice.get("was", [])) for below, choice in listed]
        check_earlier_names(earlier, first, faults)
        question_type = question_types.get(question["type"])
        options = question_type.options if question_type else {}
        for key in (key for key, option in options.items() if option.shape == "choice_names"):
            for below, name in numbered(f"{pointer}/{key}", question.get(key, [])):
                if name not in first:
                    close = suggestion(name, first)
                    faults.add(below, f"there is no choice {shown(name)}{close}", "a choice's name")
