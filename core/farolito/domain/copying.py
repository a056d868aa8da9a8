"""The offline copy of a form: its rules without its words, as a tablet is given them.

    rules_of(form, types) -> {"v": 1, "form": hash, "sections": […], "groups": {…}, "scores": […], "needs": […], …}

Rules of the form are the JSON trees of :attr:`~farolito.domain.expressions.Tree.json`; ``static/expressions.js``
carries them out. What is false, empty or absent in the form has no member.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from farolito.domain.consent_paths import HOUSEHOLD_SEES, consent_path, is_students_own
from farolito.domain.ordering import orders
from farolito.domain.regimes import POLICIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.definitions import Choice, Form, Page, Question, Section
    from farolito.domain.expressions import Tree
    from farolito.domain.question_types.base import QuestionType
    from farolito.domain.relevance import Types

VERSION = 1

WORDS = frozenset({"text", "texts", "rows"})
"""Shapes of options that hold words of the form: those come with the pages of a language."""


RULES = frozenset({"relevant", "required", "constraint", "calculation", "default"})


def rules_of(form: Form, types: Types) -> dict[str, Any]:
    """What decides which pages there are, what is asked on them, and what follows from the answers."""
    groups = {
        question.group.name: question.group.relevant.json
        for question in form.all_questions()
        if question.group is not None and question.group.relevant is not None
    }
    whole = {
        "v": VERSION,
        "form": form.hash,
        "sections": [_section(section, types) for section in form.sections],
        "groups": groups,
        "scores": [
            _without_nothing({**asdict(score), "label": None, "bands": None, "source": None})
            for score in form.scores
        ],
        "needs": [{"name": need.name, "when": need.when.json} for need in form.needs],
        "stop": form.stop_here,
        "leave": form.leave_now,
        "neutral": bool(form.neutral_title),
        "silent": not POLICIES[
            form.regime
        ].readers,  # nobody reads it: the answers stay a family's own
    }
    return _without_nothing({**whole, **_students_own(form)})


def _students_own(form: Form) -> dict[str, Any]:
    """``own``: whether the record is kept from the household; or the question that says so, and when it is not."""
    if POLICIES[form.regime].anonymous or not form.consent_path_from:
        return {"own": is_students_own(form.regime, consent_path(form, {}))}
    return {"own": {"unless": form.consent_path_from, "is": list(HOUSEHOLD_SEES)}}


def _section(section: Section, types: Types) -> dict[str, Any]:
    repeat = section.repeat
    return _without_nothing(
        {
            "name": section.name,
            **_rules(relevant=section.relevant),
            "repeat": repeat
            and {"name": repeat.name, "max": repeat.max, "label": repeat.entry_label},
            "pages": [_page(page, types) for page in section.pages],
            "sections": [_section(inner, types) for inner in section.sections],
        }
    )


def _page(page: Page, types: Types) -> dict[str, Any]:
    return _without_nothing(
        {
            "name": page.name,
            **_rules(relevant=page.relevant),
            "intro": bool(page.intro),
            "questions": [question_rules(one, types.get(one.type)) for one in page.questions],
        }
    )


def question_rules(question: Question, kind: QuestionType | None) -> dict[str, Any]:
    """One question of a form.

    ``asked``: false for a note. ``chosen``: left blank it is a problem, no skip. ``later``: not without internet.
    ``known``: what its type says of reading answers. ``unknown``: its type is not installed here. ``orders``: of its
    choices, where each response has another one (:mod:`farolito.domain.ordering`).
    """
    made = {
        "name": question.name,
        "type": question.type,
        "group": question.group and question.group.name,
        **({"required": True} if question.required is True else {}),
        "private": question.sensitivity != "normal",
        "choices": [_choice(one) for one in question.choices],
        "orders": orders(question),
    }
    required = None if isinstance(question.required, bool) else question.required
    rules = _rules(
        relevant=question.relevant,
        required=required,
        constraint=question.constraint,
        calculation=question.calculation,
        default=question.default,
    )
    if kind is None:
        return {**_without_nothing(made), **rules, "unknown": True}
    options = {
        key: value
        for key, value in question.options.items()
        if key in kind.options and kind.options[key].shape not in WORDS
    }
    return {
        **_without_nothing({**made, "known": kind.known(question), "chosen": kind.is_chosen}),
        "options": options,
        **rules,
        **({} if kind.is_asked else {"asked": False}),
        **({"later": True} if kind.holds_files else {}),
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return _without_nothing(
        {
            "name": choice.name,
            "exclusive": choice.exclusive,
            **_rules(relevant=choice.relevant),
            "score": choice.score,
        }
    )


def _rules(**trees: Tree | None) -> dict[str, Any]:
    """Those that there are. A rule may be the constant false."""
    return {name: tree.json for name, tree in trees.items() if tree is not None}


def _without_nothing(made: Mapping[str, Any]) -> dict[str, Any]:
    """Without members that say nothing: false, None and what is empty; a rule that is false and a score of 0 stay."""
    return {
        key: value
        for key, value in made.items()
        if (value is not False or key in RULES) and value not in (None, [], {}, ())
    }
