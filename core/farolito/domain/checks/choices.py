"""Choices: each name once, lists that there are, and members that name choices name real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.checks.names import check_earlier_names
from farolito.domain.checks.outline import numbered, pages, questions, questions_of
from farolito.domain.faults import child, shown, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.checks.outline import PlacedQuestion
    from farolito.domain.faults import Faults
    from farolito.domain.question_types.base import QuestionType


def check_choices(
    form: Mapping[str, Any], question_types: Mapping[str, QuestionType], faults: Faults
) -> None:
    """Note choices of one name, lists that are not there, and options that name a missing choice."""
    lists = form.get("choice_lists", {})
    for name, choices in lists.items():
        _each_once(child("/choice_lists", name), choices, faults)
    for placed in questions(form):
        pointer, question, _ = placed
        _check_list(placed, lists, question_types, faults)
        _check_rows(placed, faults)
        _each_once(f"{pointer}/choices", question.get("choices", []), faults)
        choices = question.get("choices", lists.get(question.get("choices_from"), []))
        _check_options(placed, choices, question_types, faults)
        if "choices_within" not in question:
            for below, choice in numbered(f"{pointer}/choices", question.get("choices", [])):
                if "within" in choice:
                    message = "\u201cchoices_within\u201d is missing in this question"
                    faults.add(f"{below}/within", message, "the question that narrows choices down")
    first = next(pages(form), None)
    for pointer, question, _ in questions_of(first) if first else ():
        if question.get("randomize"):
            message = "the first page is the same for everybody"
            faults.add(f"{pointer}/randomize", message, "a later page")


def _check_rows(placed: PlacedQuestion, faults: Faults) -> None:
    """A row's earlier names are no names of today's rows."""
    if placed.question["type"] == "matrix":
        rows = list(numbered(f"{placed.pointer}/rows", placed.question.get("rows", [])))
        earlier = [(f"{below}/was", row.get("was", [])) for below, row in rows]
        check_earlier_names(earlier, {row["name"] for _, row in rows}, faults)


def _check_list(
    placed: PlacedQuestion,
    lists: Mapping[str, Any],
    question_types: Mapping[str, QuestionType],
    faults: Faults,
) -> None:
    pointer, question, _ = placed
    name = question.get("choices_from")
    if name is None:
        return
    if "choices" in question:
        message = "the question has \u201cchoices\u201d of its own too"
        faults.add(f"{pointer}/choices_from", message, "one of the two")
    elif name not in lists:
        message = f"there is no list {shown(name)}{suggestion(name, lists)}"
        faults.add(f"{pointer}/choices_from", message, "a name in /choice_lists")
    elif question["type"] in question_types:
        most = question_types[question["type"]].most_choices
        if len(lists[name]) > most:
            message = f"the list {shown(name)} has {len(lists[name])} choices"
            faults.add(f"{pointer}/choices_from", message, f"at most {most}")


def _each_once(pointer: str, choices: list[Any], faults: Faults) -> None:
    first: dict[str, str] = {}
    for below, choice in numbered(pointer, choices):
        name = choice["name"]
        if name and name in first:
            message = f"the choice {shown(name)} is also at {first[name]}"
            faults.add(f"{below}/name", message, "each choice once")
        first.setdefault(name, below)
    listed = numbered(pointer, choices)
    earlier = [(f"{below}/was", choice.get("was", [])) for below, choice in listed]
    check_earlier_names(earlier, first, faults)


def _check_options(
    placed: PlacedQuestion,
    choices: list[Any],
    question_types: Mapping[str, QuestionType],
    faults: Faults,
) -> None:
    pointer, question, _ = placed
    named = [choice["name"] for choice in choices]
    question_type = question_types.get(question["type"])
    options = question_type.options if question_type else {}
    for key in (key for key, option in options.items() if option.shape == "choice_names"):
        for below, name in numbered(f"{pointer}/{key}", question.get(key, [])):
            if name not in named:
                close = suggestion(name, named)
                faults.add(below, f"there is no choice {shown(name)}{close}", "a choice's name")
