"""Looking for one of many answers: the letters, what they find, and the answer chosen before. No script is needed.

Search is a button of the page's own form. It keeps everything and checks nothing; Continue (and Enter) with letters
that nobody has looked for yet is a search too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from farolito.domain.fields import shown_fields
from farolito.domain.question_types.choice import SKIP
from farolito.domain.question_types.searched import (
    MOST_FOUND,
    Candidate,
    SearchedType,
    find,
    takes_other,
)
from farolito.domain.question_types.typed import typed
from farolito.web.filters import in_language, own_words
from farolito.web.respond.question_view import field_id
from farolito.web.widgets.binding import field_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup
    from werkzeug.datastructures import MultiDict

    from farolito.domain.definitions import Question
    from farolito.domain.drafts import Draft
    from farolito.domain.journey import Step
    from farolito.domain.question_types.base import ParseContext, QuestionType, Raw

FIND, OTHER = "find", "other"
FOUND = "found"
"""The suffix of the hidden field with the letters that the page shows the answers for."""


def found_part(
    kind: SearchedType, question: Question, raw: Raw, context: ParseContext, *, wrong: bool
) -> str:
    """The part of a question's page that depends on what was looked for; its language must be spoken now."""
    looked_for = typed(raw, FIND).strip()
    candidates: tuple[Candidate, ...] = ()
    if looked_for or kind.offers_places:
        candidates = tuple(kind.candidates(question, context))
    few = (
        kind.offers_places and len(candidates) <= MOST_FOUND
    )  # a form would ask few choices openly
    found = find(looked_for, candidates)
    values = tuple(one.value for one in candidates) if few else found.values
    chosen = typed(raw)
    if chosen and chosen != SKIP and chosen not in values:
        values = (chosen, *values)
    return render_template(
        "widgets/found.html",
        name=field_name(question.name, ""),
        find=field_name(question.name, FIND),
        found=field_name(question.name, FOUND),
        id=question.name,
        found_id=field_id(question.name, FOUND),
        asked=question.name,
        few=few,
        wrong=wrong,
        error=f"e-{question.name}",
        typed=typed(raw, FIND),
        looked_for=looked_for,
        shown=len(found.values),
        total=found.total,
        takes_other=takes_other(question),
        chosen=chosen,
        choices=[
            (value, words) for value in values if (words := _words(kind, question, value, context))
        ],
    )


def searched(
    here: Step,
    go: str,
    fields: MultiDict[str, str],
    draft: Draft,
    types: Mapping[str, QuestionType],
) -> str | None:
    """The question whose letters are to be looked for; None when this is no search.

    Somebody who has just chosen Skip, or written an answer of their own, looks for nothing any more.
    """
    for question in here.questions:
        if not isinstance(types[question.type], SearchedType):
            continue
        if go == f"find:{question.name}":
            return question.name
        if go != "next":
            continue
        letters, found, chosen, written = (
            fields.get(field_name(question.name, suffix), "").strip()
            for suffix in (FIND, FOUND, "", OTHER)
        )
        before = shown_fields(here, question, draft, types)
        settled = (chosen == SKIP and typed(before) != SKIP) or written != typed(before, OTHER)
        if letters and letters != found and not settled:
            return question.name
    return None


def _words(
    kind: SearchedType, question: Question, value: str, context: ParseContext
) -> Markup | None:
    """A candidate as it is read; None for one that is not there."""
    answer = kind.chosen(question, value, context)
    if answer is None:
        return None
    (piece,) = kind.show(question, answer, context.language)
    if piece.kind == "typed":
        within = next((place.within for place in context.places if place.slug == value), "")
        return own_words(piece.text) + (" \u2013 " + own_words(within) if within else "")
    return in_language(piece.text, piece.language, context.language)
