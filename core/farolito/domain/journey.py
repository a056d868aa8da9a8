"""The journey: which pages this respondent should see, in which order, and how far they may go.

Computed from form and answers, never stored. Screens, summary and export all ask it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.drafts import is_done
from farolito.domain.names import is_skipped
from farolito.domain.relevance import is_required, walk
from farolito.domain.steps import (
    Journey,
    Step,
    after,
    before,
    first_of_entry,
    furthest,
    list_around,
    may_visit,
    step,
    unfinished_entries,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.definitions import Form
    from farolito.domain.drafts import Answers
    from farolito.domain.question_types.base import Raw
    from farolito.domain.relevance import Stop, Types

__all__ = [
    "Journey",
    "Step",
    "after",
    "before",
    "first_of_entry",
    "furthest",
    "journey",
    "list_around",
    "may_visit",
    "progress",
    "step",
    "unfinished_entries",
]


def journey(
    form: Form,
    answers: Answers,
    types: Types,
    today: date,
    raw: Mapping[str, Raw] | None = None,
) -> Journey:
    """The steps in order. ``raw`` is the draft's: a page with unchecked typing is not finished.

    A page disappears when it has no relevant question of a known type and no intro. The pages of a
    repeat's entries follow its list.
    """
    steps: list[Step] = []
    for stop in walk(form, answers, types, today).stops:
        step = step_of(stop, types, today, raw or {})
        if step is not None:
            steps.append(step)
    return Journey(with_lists_finished(steps))


def progress(form: Form, here: Step) -> tuple[int, int]:
    """ "Step n of m", counted in the form's sections, so that no answer makes it jump back."""
    names = [section.name for section in form.sections]
    outermost = next(iter(form.around[here.section.name]), here.section)
    return names.index(outermost.name) + 1, len(names)


def step_of(stop: Stop, types: Types, today: date, raw: Mapping[str, Raw]) -> Step | None:
    """The step of a stop; None where there is nothing to show. A list is finished here when the person said so."""
    section, page, key = stop.section, stop.page, stop.key
    if page is None:
        if section.repeat is None:
            return None
        done = is_done(stop.answers, section.repeat.name) and key not in raw
        return Step("list", key, section, None, section.repeat, stop.within, (), done)
    questions, known = stop.questions, True
    finished = True
    answers = stop.answers
    for question in questions:
        kind = types.get(question.type)
        if kind is None:
            known = False
        elif kind.is_asked and finished:
            stored = answers.get(question.name)
            if stored is None or (raw and stop.path(question.name) in raw):
                finished = False
            elif is_skipped(stored):
                finished = not is_required(question, stop.names, today)
            else:
                finished = kind.recognises(question, stored)
        elif kind.is_calculated:
            known = False
    if not known:
        questions = tuple(
            question
            for question in questions
            if question.type in types and question.calculation is None
        )
    if not questions and not page.intro:
        return None
    return Step("page", key, section, page, section.repeat, stop.within, questions, finished)


def with_lists_finished(steps: list[Step]) -> list[Step]:
    """The steps again, with each list unfinished while one of its entries is, however deep."""
    open_lists: set[str] = set()
    for number in range(len(steps) - 1, -1, -1):  # a list stands before its entries
        one = steps[number]
        if one.finished and one.kind == "list" and one.key in open_lists:
            one = steps[number] = one._replace(finished=False)
        if one.within and not one.finished:
            open_lists.add(one.within.rpartition("/")[0])
    return steps
