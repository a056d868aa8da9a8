"""How somebody may be reached: the box that is read first, and the numbers that are shown only after it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from farolito.domain.contacting import REACHES
from farolito.domain.question_types.base import Shown
from farolito.domain.safe_contact import says_what_is_safe
from farolito.web.filters import shown
from farolito.web.i18n import gettext

if TYPE_CHECKING:
    from farolito.domain.definitions import Form, Question
    from farolito.domain.summary import SummaryRow


def question_of(form: Form, row: SummaryRow) -> Question | None:
    """The question that a row answers."""
    return form.questions.get(row.question.rpartition("/")[2])


def is_safe_contact(form: Form, row: SummaryRow) -> bool:
    """Whether a row says what is safe: a question of that name, or a phone that was asked about."""
    asked = question_of(form, row)
    return asked is not None and says_what_is_safe(asked)


def is_way(form: Form, row: SummaryRow) -> bool:
    """Whether a row has a phone number or an email."""
    asked = question_of(form, row)
    return row.state == "answered" and asked is not None and asked.type in REACHES


def without_number(form: Form, row: SummaryRow, hides: bool) -> SummaryRow:
    """The row; where limits must be read first (``hides``), without the phone number or email in it."""
    if not hides or not is_way(form, row):
        return row
    stands_for = Shown(gettext("Shown under Contact, once you have read what is safe"), "words")
    return replace(row, answer=(stands_for, *row.answer[1:]), other=())


def what_is_safe(form: Form, row: SummaryRow) -> SummaryRow:
    """The row of a safe contact without the number that it may have: only what is safe to do with it."""
    return replace(row, answer=row.answer[1:], other=()) if is_way(form, row) else row


def shown_row(row: SummaryRow, language: str, files: str = "") -> dict[str, Any]:
    """A row for a template. ``other``: what reads otherwise in the family's language; dates and names read the same."""
    read = {piece.text for piece in row.answer}
    other = [piece for piece in row.other if piece.kind == "words" and piece.text not in read]
    return {
        "question": row.question,
        "label": row.label,
        "label_language": row.label_language,
        "answer": shown(row.answer, language, files) if row.answer else _state_words(row),
        "asked": bool(row.answer),
        "other": shown(other, language) if other else "",
        "gone": row.state == "unavailable",
    }


def _state_words(row: SummaryRow) -> str:
    return gettext("Skipped") if row.state == "skipped" else gettext("Not answered")
