"""Choices that are written once: lists that questions share, and choices that an earlier answer narrows down.

A form is stored as its author wrote it. What asks a question looks at its own choices, so the lists
are put where they are used when a form is built, and ``within`` becomes part of ``relevant``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.parts import pages_in, questions_in, with_pages, with_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from farolito.domain.parts import Part


def with_lists(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document with the choices of every ``choices_from`` beside it; the same one if there is none."""
    lists = document.get("choice_lists")
    if not lists:
        return document

    def filled(question: Part) -> Part:
        shared = lists.get(question.get("choices_from"))
        return question if shared is None else {**question, "choices": shared}

    return _with_questions(document, filled)


def spelled_out(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document with every list where it is used and nowhere else, for programmes that know no shared lists."""
    if not document.get("choice_lists"):
        return document

    def without(question: Part) -> Part:
        return {key: value for key, value in question.items() if key != "choices_from"}

    whole = dict(_with_questions(with_lists(document), without))
    del whole["choice_lists"]
    return whole


def with_choices(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document as it is asked: every list where it is used, every ``within`` as a rule."""
    document = with_lists(document)
    types = {q["name"]: q["type"] for q in _questions(document)}
    narrowing = {q["choices_within"] for q in _questions(document) if "choices_within" in q}
    if not narrowing:
        return document

    def ruled(question: Part) -> Part:
        within = question.get("choices_within")
        if within is None:
            return question
        many = types.get(within) in ("choices", "ranking")
        choices = [narrowed(choice, within, many=many) for choice in question.get("choices", [])]
        return {**question, "choices": choices}

    return _with_questions(document, ruled)


def answers_within(choice: Mapping[str, Any]) -> list[str]:
    """The answers with which a choice is offered; none: always."""
    within = choice.get("within", [])
    return within if isinstance(within, list) else [within]


def narrowed(choice: Part, question: str, *, many: bool) -> Part:
    """The choice with its ``within`` as part of ``relevant``; ``many``: the question has several answers."""
    answers = answers_within(choice)
    if not answers:
        return choice
    if many:
        rule = " or ".join(f"'{answer}' in {question}" for answer in answers)
    else:
        rule = f"{question} in [{', '.join(map(repr, answers))}]"
    if "relevant" in choice:
        rule = f"({choice['relevant']}) and ({rule})"
    return {**choice, "relevant": rule}


def _questions(document: Mapping[str, Any]) -> list[Part]:
    return [q for page in pages_in(document["sections"]) for q in questions_in(page)]


def _with_questions(
    document: Mapping[str, Any], change: Callable[[Part], Part]
) -> Mapping[str, Any]:
    """The document with each question changed; nothing of the one given is touched."""

    def changed(page: Part) -> Part:
        return with_questions(page, change)

    return {**document, "sections": [with_pages(one, changed) for one in document["sections"]]}
