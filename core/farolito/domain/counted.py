"""What a response counts in: a handful of names, never an answer in words, never anything about one person alone.

A dimension is "need", "language", "channel" or "question/<name>". The dimension "response" counts the responses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from farolito.domain.consent_paths import is_students_own
from farolito.domain.names import is_skipped
from farolito.domain.question_types.rating import points
from farolito.domain.regimes import POLICIES
from farolito.domain.relevance import relevant_answers, values
from farolito.domain.scoring import needs
from farolito.domain.suppression import Parts, Shares

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from farolito.domain.answers import Answers
    from farolito.domain.definitions import Form, Question
    from farolito.domain.question_types.base import QuestionType
    from farolito.domain.regimes import ConsentPath

    Cell = tuple[str, str]

RESPONSES: Cell = ("response", "")
NEED, LANGUAGE, CHANNEL, QUESTION = "need", "language", "channel", "question/"
UNANSWERED = ""
_OF = "of/"
CHANNELS = ("own_device", "tablet", "paper", "phone")
"""Ways in which answers come; another one is counted under its own name once it is met."""

_PARTS, _SHARES = frozenset({"choice", "yes_no", "rating", "matrix"}), frozenset({"choices"})


def is_counted(form: Form, consent_path: ConsentPath) -> bool:
    """Whether a response stands in the counts of its place.

    As its regime says; and a record that is the student's own is in no number, however large.
    """
    return POLICIES[form.regime].counted and not is_students_own(form.regime, consent_path)


def counted_questions(form: Form) -> tuple[Question, ...]:
    """The questions with answers to choose from that everybody is asked once; none of a crisis, none for few eyes."""
    return tuple(
        question
        for section in form.sections
        if section.repeat is None
        for page in section.pages
        for question in page.questions
        if question.type in _PARTS | _SHARES
        and question.sensitivity != "crisis"
        and not question.audience_view
    )


def cells_of(
    form: Form,
    answers: Answers,
    types: Mapping[str, QuestionType],
    day: date,
    language: str,
    channel: str,
) -> frozenset[Cell]:
    """The cells, by dimension and value, in which a response counts once."""
    asked = relevant_answers(form, answers, types, day)
    found = needs(form, values(form, asked, types, day), day)
    return frozenset(
        {
            RESPONSES,
            (LANGUAGE, language),
            (CHANNEL, channel),
            *((NEED, need.name) for need in found),
            *(cell for question in counted_questions(form) for cell in _chosen(question, asked)),
        }
    )


def kind_of(form: Form, dimension: str) -> Literal["parts", "shares"]:
    """Whether a response counts in exactly one cell of a dimension, or in any number of them."""
    if dimension == NEED:
        return "shares"
    question = form.questions.get(dimension.removeprefix(QUESTION))
    return "shares" if question is not None and question.type in _SHARES else "parts"


def domain_of(form: Form) -> Mapping[str, tuple[str, ...]]:
    """Every dimension of a form, with the values that it can have, in the order in which they are shown."""
    return {
        NEED: tuple(need.name for need in form.needs),
        LANGUAGE: form.languages,
        CHANNEL: CHANNELS,
        **{QUESTION + one.name: tuple(_values(one)) for one in counted_questions(form)},
    }


def base_of(dimension: str) -> Cell:
    """The cell with the number of responses among which ``dimension`` was counted, where not all were."""
    return _OF + dimension, ""


def tables_of(form: Form, counts: Mapping[Cell, int]) -> dict[str, Parts | Shares]:
    """The tables that counts of responses to ``form`` make, with a zero for what nobody has."""
    total = counts.get(RESPONSES, 0)
    known: dict[str, dict[str, int]] = {
        dimension: dict.fromkeys(names, 0) for dimension, names in domain_of(form).items()
    }
    for (dimension, value), count in counts.items():
        if (dimension, value) != RESPONSES:
            known.setdefault(dimension, {})[value] = count
    tables: dict[str, Parts | Shares] = {}
    for dimension, cells in known.items():
        if kind_of(form, dimension) == "shares":
            tables[dimension] = Shares(cells, total)
        else:
            rest = total - sum(n for name, n in cells.items() if name != UNANSWERED)
            if rest or UNANSWERED in cells:
                cells[UNANSWERED] = rest  # an earlier version may not have asked
            tables[dimension] = Parts(cells)
    return tables


def _chosen(question: Question, asked: Mapping[str, Any]) -> Iterator[Cell]:
    dimension, answer = QUESTION + question.name, asked.get(question.name)
    if answer is None or is_skipped(answer):
        if question.type in _PARTS:
            yield dimension, UNANSWERED
    elif isinstance(answer, list):
        yield from ((dimension, str(one)) for one in answer)
    else:
        yield dimension, str(answer)


def _values(question: Question) -> Iterator[str]:
    if question.choices:
        yield from (choice.name for choice in question.choices)
    elif question.type == "yes_no":
        yield from ("yes", "no")
    elif question.type == "rating":
        yield from map(str, points(question))
    if question.type in _PARTS:
        yield UNANSWERED
