"""Scores, their bands, and the needs that follow from answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.expressions import holds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.definitions import Band, Form, Need, Question, Score
    from farolito.domain.drafts import Answers
    from farolito.domain.expressions import Value
    from farolito.domain.question_types.base import QuestionType


def scores(form: Form, answers: Answers, types: Mapping[str, QuestionType]) -> dict[str, float]:
    """Every score of the form that the answers give, by name.

    ``answers`` are those that were asked for: an answer to a page that is not relevant any more would
    count. A skipped, missing or unreadable answer, and a choice without a score, is missing: it
    counts as 0 where the score says so, and otherwise there is no score.
    """
    wanted = {name for score in form.scores for name in score.questions}
    meant: dict[str, Value] = {}
    for name in wanted & form.questions.keys() & answers.keys():
        question, stored = form.questions[name], answers[name]
        question_type = types.get(question.type)
        if question_type and question_type.recognises(question, stored):
            meant[name] = question_type.value(question, stored)
    return scores_among(form, meant)


def scores_among(form: Form, names: Mapping[str, Value]) -> dict[str, float]:
    """Every score of the form that the values of its questions give."""
    found = {score.name: _sum(form, score, names) for score in form.scores}
    return {name: total for name, total in found.items() if total is not None}


def band(score: Score, value: float | None) -> Band | None:
    """The band that a value is in: the highest that starts at it or below. None without a value."""
    if value is None:
        return None
    reached = [each for each in score.bands if each.at_least <= value]
    return max(reached, key=lambda each: each.at_least, default=None)


def needs(form: Form, names: Mapping[str, Value], today: date) -> tuple[Need, ...]:
    """The needs whose rule is exactly true, in the order of the form.

    ``names`` are the values of the answers (``answers.values``); the rules see the scores too. What
    was not answered is never a need.
    """
    known = {**names, **scores_among(form, names)}
    return tuple(need for need in form.needs if holds(need.when, known, today))


def _sum(form: Form, score: Score, names: Mapping[str, Value]) -> float | None:
    found = [
        _points(question, names.get(name)) if (question := form.questions.get(name)) else None
        for name in score.questions
    ]
    there = [points for points in found if points is not None]
    missing = len(found) - len(there)
    allowed = 0 if score.when_missing == "none" else score.most_missing
    if (allowed is not None and missing > allowed) or len(there) < score.least_answered:
        return None
    return sum(there) * score.multiply


def _points(question: Question, value: Value) -> float | None:
    """What an answer adds; None when it is missing or has no score. A rating is its own points."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    chosen = [value] if isinstance(value, str) else value
    if not isinstance(chosen, list | tuple):
        return None
    points = 0.0
    for name in chosen:
        choice = question.choice_by_name.get(name) if isinstance(name, str) else None
        if choice is None or choice.score is None:
            return None
        points += choice.score
    return points
