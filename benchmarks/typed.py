"""The floor for forms and answers: the same documents decoded into typed pydantic models, and nothing else decided.

The models have the shape that ``long_forms`` writes. They know types, choices and languages; they know no rule, no
name used twice, no word that may not be asked for.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, create_model

Words = dict[str, str]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Choice(_Part):
    """A choice."""

    name: str
    label: Words


class Question(_Part):
    """A question of one of the types of a long form."""

    name: str
    type: Literal["choice", "integer", "text", "yes_no"]
    label: Words
    choices: tuple[Choice, ...] = ()


class Page(_Part):
    """A page; its rule stays text."""

    name: str
    title: Words
    questions: tuple[Question, ...]
    relevant: str | None = None


class Repeat(_Part):
    """What makes a section a list."""

    name: str
    max: int
    entry_label: str
    entry: Words
    add: Words
    empty: Words


class Section(_Part):
    """A section."""

    name: str
    title: Words
    pages: tuple[Page, ...]
    repeat: Repeat | None = None


class Retention(_Part):
    """How long what is kept."""

    draft_days: int
    identity_months: int
    answers_months: int


class Form(_Part):
    """A form definition."""

    name: str
    title: Words
    purpose: Literal["intake", "survey", "screener", "checklist", "referral", "request", "visit"]
    regime: Literal[
        "education_record",
        "counseling",
        "provider",
        "clinic",
        "support_group",
        "anonymous",
        "self_service",
    ]
    languages: tuple[str, ...]
    translations: dict[str, dict[str, str]]
    retention: Retention
    sections: tuple[Section, ...]


def answers_model(form: Form) -> type[BaseModel]:
    """A model with a typed field for every question outside of lists: its choices, a number, a text."""
    kinds: dict[str, Any] = {"integer": int, "text": str, "yes_no": Literal["yes", "no"]}
    fields: dict[str, Any] = {}
    for section in form.sections:
        for page in section.pages:
            for question in page.questions:
                names = tuple(choice.name for choice in question.choices)
                kind = Literal[names] if names else kinds[question.type]
                fields[question.name] = (kind | None, None)
    return create_model("Answers", __base__=_Part, **fields)
