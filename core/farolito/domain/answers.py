"""Taking what was typed on one page, and finding what is wrong, once for screens, imports and offline.

:func:`accept` reads a page, :func:`keep` only stores what stands in its fields, :func:`problems` says
about a whole form what its pages would say one by one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from farolito.domain.drafts import (
    Answers,
    Draft,
    Entry,
    add_entry,
    answer_at,
    entries,
    entry,
    is_done,
    remove_entry,
    restore_entry,
    with_answers,
)
from farolito.domain.expressions import evaluate
from farolito.domain.fields import is_blank, storable, wants_skip, without_skip
from farolito.domain.looking import stop_at
from farolito.domain.names import Names, is_skipped
from farolito.domain.problems import Problem
from farolito.domain.question_types.base import ParseContext
from farolito.domain.relevance import (
    SKIPPED,
    Stop,
    is_required,
    relevant_answers,
    values,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.domain.definitions import Form, Question
    from farolito.domain.expressions import Value
    from farolito.domain.journey import Step
    from farolito.domain.question_types.base import Answer, QuestionType, Raw
    from farolito.domain.relevance import Types

__all__ = [
    "SKIPPED",
    "Answers",
    "Draft",
    "Entry",
    "accept",
    "add_entry",
    "answer_at",
    "entries",
    "entry",
    "is_done",
    "is_skipped",
    "keep",
    "problems",
    "relevant_answers",
    "remove_entry",
    "restore_entry",
    "values",
]


@dataclass(frozen=True, slots=True)
class _Read:
    """One question of a posted page: what its fields mean, before rules are asked."""

    question: Question
    kind: QuestionType
    raw: Raw
    answer: Answer | None
    problems: tuple[Problem, ...] = ()


def accept(
    form: Form,
    here: Step,
    posted: Mapping[str, Raw],
    draft: Draft,
    types: Types,
    context: ParseContext,
) -> tuple[Draft, tuple[Problem, ...]]:
    """Continue: what was typed on one page becomes answers, or problems in the order of the page.

    ``here`` is a page of the journey of this draft, ``posted`` has the fields by question name; other
    names are ignored. A good answer replaces the earlier one and its typing. A bad one is kept as typed,
    beside the earlier answer. Nothing typed is a skip where that is allowed and the question is not one
    of choosing. A question that these answers bring up on the same page was not seen yet: it is neither
    skipped nor a problem, and the page is not finished.
    """
    read = [
        _read(question, types[question.type], posted, here, draft, context)
        for question in here.questions
        if types[question.type].is_asked
    ]
    said = {one.question.name: one.answer for one in read if one.answer is not None}
    tentative = _with(draft, here, said)
    stop = _stop_of(form, here, tentative.answers, types, context.today)
    if stop is None:
        return keep(here, posted, draft, types, context), ()
    good: dict[str, Answer] = {}
    raw = dict(draft.raw)
    found: list[Problem] = []
    for one in read:
        path = here.path(one.question.name)
        answer, wrong = _judged(one, stop, context.today)
        found += (replace(problem, question=path) for problem in wrong)
        raw.pop(path, None)
        if answer is not None:
            good[one.question.name] = answer
        elif wrong or not is_blank(one.raw):
            raw[path] = one.raw
    # the same object, where nothing was left out: it has been walked through already
    taken = tentative if good == said else _with(draft, here, good)
    return replace(taken, raw=raw), tuple(found)


def keep(
    here: Step, posted: Mapping[str, Raw], draft: Draft, types: Types, context: ParseContext
) -> Draft:
    """Back, Language, Save: what stands in the fields is kept as typed, and checked on Continue.

    Fields that still say what the answer says leave nothing to check.
    """
    raw = dict(draft.raw)
    if here.kind == "list":
        typed = storable(posted.get(here.key, {}), None)
        said = "no" if is_done(draft.answers, here.key) else ""
        raw.pop(here.key, None)
        if next(iter(typed.get("", ())), "") != said:
            raw[here.key] = typed
    for question in here.questions:
        kind = types[question.type]
        if not kind.is_asked:
            continue
        path = here.path(question.name)
        one = _read(question, kind, posted, here, draft, context)
        raw.pop(path, None)
        if not _says_the_same(one, answer_at(draft.answers, path)):
            raw[path] = one.raw
    return replace(draft, raw=raw)


def look_for(
    here: Step,
    name: str,
    posted: Mapping[str, Raw],
    draft: Draft,
    types: Types,
    context: ParseContext,
) -> Draft:
    """Search: like :func:`keep`, and the letters to look for stay with question ``name``, answered or not."""
    kept = keep(here, posted, draft, types, context)
    question = next((one for one in here.questions if one.name == name), None)
    if question is None:
        return kept
    raw = storable(posted.get(name, {}), types[question.type], question)
    return replace(kept, raw={**kept.raw, here.path(name): raw})


def problems(form: Form, answers: Answers, types: Types, today: date) -> list[Problem]:
    """What the pages would say about these answers, in the order of the form. Empty: they can be sent."""
    context = ParseContext(today, form.languages[0])
    found: list[Problem] = []
    for stop in walk(form, answers, types, today).stops:
        if stop.page is None:
            found += _problems_of_list(stop)
        for question in stop.questions:
            kind = types.get(question.type)
            if kind is None or not kind.is_asked:
                continue
            stored = stop.answers.get(question.name)
            wrong: tuple[Problem, ...] = ()
            if stored is not None and not is_skipped(stored):
                wrong = kind.problems(question, stored, context)
            one = _Read(question, kind, {}, stored, wrong)
            found += (
                replace(problem, question=stop.path(question.name))
                for problem in _judged(one, stop, today)[1]
            )
    return found


def _read(
    question: Question,
    kind: QuestionType,
    posted: Mapping[str, Raw],
    here: Step,
    draft: Draft,
    context: ParseContext,
) -> _Read:
    typed = posted.get(question.name, {})
    raw = storable(typed, kind, question)
    before = answer_at(draft.answers, here.path(question.name))
    if wants_skip(raw, kind, before):
        return _Read(question, kind, raw, SKIPPED)
    own = replace(context, before=None if is_skipped(before) else before)
    parsed = kind.parse(question, without_skip(raw, kind), own)
    return _Read(question, kind, raw, parsed.answer, parsed.problems)


def _judged(one: _Read, stop: Stop, today: date) -> tuple[Answer | None, tuple[Problem, ...]]:
    """The answer to store, or None with the problems; neither for a question that is not asked now."""
    question = stop.question(one.question.name)
    if question is None:
        return one.answer, ()
    if one.problems:
        return None, one.problems
    if one.answer is None or is_skipped(one.answer):
        code = _nothing(one, is_required(question, stop.names, today))
        return (None, (Problem(question.name, code),)) if code else (SKIPPED, ())
    if not one.kind.recognises(question, one.answer):
        return None, (Problem(question.name, "not_a_choice"),)
    if _breaks(question, one, stop.names, today):
        words = question.constraint_message or None
        return None, (Problem(question.name, "constraint", message=words),)
    return one.answer, ()


def _nothing(one: _Read, required: bool) -> str:
    """The code of what is wrong with no answer; ``""`` when it may be skipped."""
    if required:
        return "choose" if one.kind.is_chosen else "required"
    return "choose_or_skip" if one.kind.is_chosen and one.answer is None else ""


def _breaks(question: Question, one: _Read, names: Mapping[str, Value], today: date) -> bool:
    """Whether the form's own rule is known to be broken. What is missing elsewhere is no fault here."""
    if question.constraint is None:
        return False
    own = one.kind.value(question, one.answer)
    return evaluate(question.constraint, names, today, own) is False


def _says_the_same(one: _Read, stored: Any) -> bool:
    if one.problems:
        return False
    if one.answer is None:
        return stored is None or (is_skipped(stored) and not one.kind.is_chosen)
    return bool(one.answer == stored)


def _with(draft: Draft, here: Step, answers: Mapping[str, Answer]) -> Draft:
    return with_answers(draft, answers, here.within)


def _stop_of(form: Form, here: Step, answers: Answers, types: Types, today: date) -> Stop | None:
    """The page with these answers; None when they have taken it away."""
    page = here.page
    if page is not None and page.stands_alone:  # no need to walk there
        return Stop(here.section, page, here.questions, here.within, {}, Names(types, {}))
    return None if page is None else stop_at(form, page, here.within, answers, types, today)


def _problems_of_list(stop: Stop) -> list[Problem]:
    repeat, path = stop.section.repeat, stop.key
    if repeat is None:
        return []
    listed = [one["id"] for one in entries(stop.answers, repeat.name)]
    found = []
    if not is_done(stop.answers, repeat.name):
        found.append(Problem(path, "yes_or_no"))
    if len(listed) > repeat.max:
        found.append(Problem(path, "max_entries", {"max": repeat.max}))
    if len(set(listed)) < len(listed):
        found.append(Problem(path, "not_understood"))
    return found
