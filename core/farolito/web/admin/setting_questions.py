"""Settings of a plugin as questions: drawn and read by the same widgets and types as any form."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from farolito.domain.definitions import Choice, Question
from farolito.domain.question_types.base import ParseContext, Problem
from farolito.plugins.setting import LONGEST, SAYS, empty, misfit
from farolito.web.i18n import gettext, spoken
from farolito.web.problems import sentence_about
from farolito.web.respond.compiling import compile_question
from farolito.web.respond.filling import Filling
from farolito.web.respond.question_view import field_id
from farolito.web.widgets import CORE_WIDGETS, Widget, Widgets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.question_types.base import QuestionType, Raw
    from farolito.plugins.setting import Setting, Value
    from farolito.services.plugin_settings import FieldShown

TYPES = {"whole_number": "integer", "web_address": "text", "secret": "text"}
"""Kind of a setting to the question type that asks for it, where that is called something else."""

WIDGETS = Widgets((*CORE_WIDGETS, Widget("text", "widgets/secret.html", appearance="secret")))


def question_of(field: FieldShown, label: str, help: str) -> Question:
    """A setting as a question, in the language that is spoken now."""
    setting, language = field.setting, spoken()
    options: dict[str, Any] = {}
    if setting.kind in LONGEST:
        options["max"] = LONGEST[setting.kind]
    if setting.least is not None:
        options["min"] = setting.least
    if setting.most is not None:
        options["max"] = setting.most
    return Question(
        name=setting.name,
        type=TYPES.get(setting.kind, setting.kind),
        label={language: label},
        hint={language: help} if help else {},
        appearance="secret" if setting.kind == "secret" else None,
        choices=tuple(Choice(name, {language: gettext(words)}) for name, words in setting.choices),
        required=setting.kind in ("choice", "yes_no", "secret"),
        options=options,
    )


def raw_of(question: Question, value: Value, types: Mapping[str, QuestionType]) -> Raw:
    """How a value stands in the fields."""
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if value is None or value == "":
        return {}
    answer = value.isoformat() if isinstance(value, date) else value
    return types[question.type].raw(question, answer)


def value_of(
    setting: Setting, question: Question, raw: Raw, types: Mapping[str, QuestionType], today: date
) -> tuple[Value, tuple[Problem, ...]]:
    """The value that was typed, or what is wrong with it."""
    parsed = types[question.type].parse(question, raw, ParseContext(today, spoken()))
    if parsed.problems:
        return None, parsed.problems
    value: Any = parsed.answer
    if value is None:
        if question.required:
            return None, (Problem(question.name, "choose"),)
        value = empty(setting)
    elif setting.kind == "yes_no":
        value = value == "yes"
    elif setting.kind == "date":
        value = date.fromisoformat(value)
    code = misfit(setting, value)
    if code:
        return None, (Problem(question.name, code, message={spoken(): gettext(SAYS[code])}),)
    return value, ()


def said(question: Question, problems: tuple[Problem, ...]) -> dict[str, str]:
    """Field suffix to what is wrong with it, in words."""
    return {one.suffix: sentence_about(question, one, spoken()) for one in problems}


def drawn(
    question: Question, raw: Raw, problems: Mapping[str, str], types: Mapping[str, QuestionType]
) -> Markup:
    """The question with what stands in its fields."""
    skeleton = compile_question(
        question, spoken(), types=types, widgets=WIDGETS, heading=False, about_me=False
    )
    filling = Filling(
        question.name,
        raw,
        required=bool(question.required),
        problems=problems,
        word=gettext("Problem:"),
    )
    return Markup("".join(skeleton.filled_by(filling)))  # noqa: S704  our own macros, which escape


def links_to(question: Question, problems: Mapping[str, str]) -> dict[str, str]:
    """The id of each field with a problem, to the problem."""
    return {field_id(question.name, suffix): words for suffix, words in problems.items()}
