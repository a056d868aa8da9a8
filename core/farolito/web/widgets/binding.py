"""From an HTTP form to the raw values of the questions of a page, through WTForms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wtforms.form import BaseForm  # type: ignore[import-untyped]  # ships no types

from farolito.web.widgets.fields import RawField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from werkzeug.datastructures import MultiDict

    from farolito.domain.definitions import Question
    from farolito.domain.question_types.base import QuestionType, Raw
    from farolito.web.widgets.base import Widgets

SKIP = "skip"
"""The suffix of the Skip control of a question that is answered by typing."""


def field_name(question: str, suffix: str) -> str:
    """The name of an HTTP field: ``contact_phone``, ``contact_phone.none``."""
    return f"{question}.{suffix}" if suffix else question


def bound(
    questions: Iterable[Question],
    types: Mapping[str, QuestionType],
    widgets: Widgets,
    fields: MultiDict[str, str],
) -> dict[str, Raw]:
    """Question name to what was typed, for every question that asks something; suffixes left out are empty."""
    names: dict[str, dict[str, str]] = {}
    unbound = {}
    for question in questions:
        kind = types.get(question.type)
        if kind is None or not kind.is_asked:
            continue
        suffixes = {
            suffix: field_name(question.name, suffix) for suffix in (*kind.fields(question), SKIP)
        }
        names[question.name] = suffixes
        widget = widgets.of(question)
        for suffix, name in suffixes.items():
            unbound[name] = (widget.field if not suffix else RawField)()
    form = BaseForm(unbound)
    form.process(fields)
    return {
        question: {suffix: form[name].data for suffix, name in suffixes.items() if form[name].data}
        for question, suffixes in names.items()
    }
