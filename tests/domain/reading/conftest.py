"""A small, well-made definition to spoil, and what is said about it then."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from farolito.domain.definitions import Form
    from farolito.domain.faults import Fault


def en(words: str) -> dict[str, str]:
    return {"en": words}


def ask(name: str, type: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": type, "label": en(f"{name}?"), **more}


def page(name: str, *questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"name": name, "title": en(name), "questions": list(questions), **more}


def scored(*names: str) -> list[dict[str, Any]]:
    return [{"name": n, "label": en(n), "score": number} for number, n in enumerate(names)]


DEFINITION: dict[str, Any] = {
    "$schema": "https://farolito.example/form.schema.json",
    "name": "small-form",
    "title": en("A small form"),
    "purpose": "intake",
    "regime": "anonymous",
    "languages": ["en"],
    "retention": {"draft_days": 30, "identity_months": 0, "answers_months": 36},
    "sections": [
        {
            "name": "food",
            "title": en("Food"),
            "pages": [
                page("worry", ask("worried", "choice", choices=scored("never", "often"))),
                page(
                    "days", ask("food_days", "integer", min=0, max=7), relevant="worried == 'often'"
                ),
            ],
        },
        {
            "name": "people",
            "title": en("People"),
            "repeat": {
                "name": "members",
                "max": 3,
                "entry_label": "member_name",
                "entry": en("person"),
                "add": en("Add another person?"),
                "empty": en("You have not added anyone yet."),
            },
            "pages": [
                page("who", ask("member_name", "full_name", required=True)),
                page("born", ask("member_born", "birth_date")),
            ],
        },
        {"name": "end", "title": en("End"), "pages": [page("words", ask("words", "long_text"))]},
    ],
    "scores": [
        {
            "name": "risk",
            "label": en("Risk"),
            "questions": ["worried"],
            "bands": [
                {"name": "low", "at_least": 0, "label": en("Low")},
                {"name": "high", "at_least": 1, "label": en("High")},
            ],
        }
    ],
    "needs": [
        {
            "name": "food",
            "label": en("Food"),
            "when": "worried == 'often' and risk >= 1",
            "next_steps": [{"title": en("Call 2-1-1"), "phone": "211"}],
        }
    ],
}

Part = dict[str, Any]


class Draftsman:
    """A definition with its parts at hand."""

    def __init__(self) -> None:
        self.whole: Part = deepcopy(DEFINITION)

    @property
    def sections(self) -> list[Part]:
        return self.whole["sections"]  # type: ignore[no-any-return]

    def page(self, name: str) -> Part:
        pages = [page for section in self.sections for page in section["pages"]]
        return next(page for page in pages if page["name"] == name)

    def question(self, name: str) -> Part:
        pages = [page for section in self.sections for page in section["pages"]]
        questions = [question for page in pages for question in page["questions"]]
        return next(question for question in questions if question["name"] == name)

    @property
    def text(self) -> str:
        return json.dumps(self.whole, ensure_ascii=False, indent=2)

    def read(self) -> Form:
        """The form; fails when there are faults."""
        read = read_form(self.text, question_types=CORE_QUESTION_TYPES)
        assert not isinstance(read, list), "\n".join(map(str, read))
        return read

    def found(self) -> list[Fault]:
        """Every fault; none when there is a form."""
        read = read_form(self.text, question_types=CORE_QUESTION_TYPES)
        return read if isinstance(read, list) else []

    def faults(self) -> list[str]:
        """ "pointer: message" of every fault, without what was expected; fails when there is none."""
        found = self.found()
        assert found, "there are no faults"
        return [f"{fault.pointer}: {fault.message}" for fault in found]


@pytest.fixture
def draft() -> Draftsman:
    """A well-made definition, new for each test."""
    return Draftsman()


@pytest.fixture
def asking() -> Callable[..., Part]:
    """Makes a question: ``asking("days", "integer", min=0)``."""
    return ask
