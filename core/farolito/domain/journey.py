"""The journey: which pages this respondent should see, in which order, and how far they may go.

Computed from form and answers, never stored. Screens, summary and export all ask it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.drafts import answers_in, is_done
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
    lists_around,
    may_visit,
    step,
    unfinished_entries,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.definitions import Form
    from farolito.domain.drafts import Answers, Draft
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
    "journey_after",
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
        step = _step(stop, types, today, raw or {})
        if step is not None:
            steps.append(step)
    return Journey(_with_lists_finished(steps))


def journey_after(
    steps: Journey, here: Step, form: Form, then: Draft, now: Draft, types: Types
) -> Journey | None:
    """The journey of ``now``, given ``steps``, that of ``then``; None when it must be computed anew.

    ``here`` is one of the steps, a page, and the only one whose answers and typing differ. While no rule
    looks at what differs, all the other pages stay as they are.
    """
    old, new = (answers_in(draft.answers, here.within) for draft in (then, now))
    if old is None or new is None or here.kind == "list":
        return None
    finished = True
    for question in here.questions:
        name, kind = question.name, types[question.type]
        stored = new.get(name)
        if name in form.names_in_rules and old.get(name) != stored:
            return None
        if not kind.is_asked:
            continue
        if stored is None or here.path(name) in now.raw:
            finished = False
        elif is_skipped(stored):
            if not isinstance(question.required, bool):
                return None
            finished = finished and not question.required
        else:
            finished = finished and kind.recognises(question, stored)
    if finished == here.finished:
        return steps
    lists = set(lists_around(here.within))
    changed = []
    for one in steps:
        if one.key == here.key:
            one = one._replace(finished=finished)
        elif one.key in lists:  # as if its entries were finished: that is looked at below
            done = is_done(now.answers, one.key) and one.key not in now.raw
            one = one._replace(finished=done)
        changed.append(one)
    return Journey(_with_lists_finished(changed) if lists else changed)


def progress(form: Form, here: Step) -> tuple[int, int]:
    """ "Step n of m", counted in the form's sections, so that no answer makes it jump back."""
    names = [section.name for section in form.sections]
    outermost = next(iter(form.around[here.section.name]), here.section)
    return names.index(outermost.name) + 1, len(names)


def _step(stop: Stop, types: Types, today: date, raw: Mapping[str, Raw]) -> Step | None:
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


def _with_lists_finished(steps: list[Step]) -> list[Step]:
    """The steps again, with each list unfinished while one of its entries is, however deep."""
    open_lists: set[str] = set()
    for number in range(len(steps) - 1, -1, -1):  # a list stands before its entries
        one = steps[number]
        if one.finished and one.kind == "list" and one.key in open_lists:
            one = steps[number] = one._replace(finished=False)
        if one.within and not one.finished:
            open_lists.add(one.within.rpartition("/")[0])
    return steps
