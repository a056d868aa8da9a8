"""A small question bank and a form that uses it."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from farolito.domain.blocks import Block, read_block
from farolito.domain.definitions import Form
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form

CALM: dict[str, Any] = {
    "name": "calm",
    "version": "1",
    "title": {"en": "Calm", "es": "Calma"},
    "licence": "CC-BY-4.0",
    "attribution": "Calm, by us.",
    "source": "Our own words.",
    "verified": True,
    "languages": ["en", "es"],
    "translations": {"es": {"state": "draft"}},
    "translated_from": {"es": "Our own draft."},
    "choice_lists": {
        "how_calm": [
            {"name": "no", "label": {"en": "No", "es": "No"}, "score": 0},
            {"name": "calm_day", "label": {"en": "One day", "es": "Un día"}, "score": 1},
        ]
    },
    "pages": [
        {
            "name": "calm_page",
            "questions": [
                {
                    "name": "calm_day",
                    "type": "choice",
                    "label": {"en": "Were you calm?", "es": "¿Tuvo calma?"},
                    "choices_from": "how_calm",
                    "sensitivity": "private",
                }
            ],
        },
        {
            "name": "why_page",
            "relevant": "calm_day == 'calm_day'",
            "questions": [
                {"name": "calm_why", "type": "text", "label": {"en": "Why?", "es": "¿Por qué?"}}
            ],
        },
    ],
    "scores": [
        {"name": "calm_score", "label": {"en": "Calm", "es": "Calma"}, "questions": ["calm_day"]}
    ],
    "needs": [
        {"name": "quiet", "label": {"en": "Quiet", "es": "Silencio"}, "when": "calm_score < 1"}
    ],
    "demands": ["not_anonymous"],
    "optional": ["calm_why"],
}

FORM: dict[str, Any] = {
    "name": "visit",
    "title": {"en": "Visit"},
    "purpose": "visit",
    "regime": "self_service",
    "languages": ["en"],
    "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 1},
    "sections": [
        {
            "name": "all",
            "title": {"en": "All"},
            "pages": [
                {
                    "name": "first",
                    "questions": [{"name": "here", "type": "yes_no", "label": {"en": "Here?"}}],
                },
                {"use": "calm"},
                {
                    "name": "last",
                    "questions": [{"name": "bye", "type": "text", "label": {"en": "Bye?"}}],
                },
            ],
        }
    ],
}


class Bench:
    """The block and the form, to be changed by a test, and what reading them says."""

    def __init__(self) -> None:
        self.block, self.form = deepcopy(CALM), deepcopy(FORM)

    @property
    def pages(self) -> list[dict[str, Any]]:
        """The pages of the form's only section."""
        pages: list[dict[str, Any]] = self.form["sections"][0]["pages"]
        return pages

    def banked(self) -> Block:
        """The block, which has no fault."""
        read = read_block(json.dumps(self.block), question_types=CORE_QUESTION_TYPES)
        assert isinstance(read, Block), "\n".join(map(str, read))
        return read

    def block_faults(self) -> list[str]:
        """What is wrong with the block."""
        read = read_block(json.dumps(self.block), question_types=CORE_QUESTION_TYPES)
        return [str(fault) for fault in read] if isinstance(read, list) else []

    def read(self) -> Form:
        """The form, which has no fault."""
        bank = {"calm": self.banked()}
        read = read_form(json.dumps(self.form), question_types=CORE_QUESTION_TYPES, bank=bank)
        assert isinstance(read, Form), "\n".join(map(str, read))
        return read

    def faults(self) -> list[str]:
        """What is wrong with the form, each as line, pointer and words."""
        bank = {"calm": self.banked()}
        text = json.dumps(self.form, indent=1)
        read = read_form(text, question_types=CORE_QUESTION_TYPES, bank=bank)
        return [str(fault) for fault in read] if isinstance(read, list) else []


@pytest.fixture
def bench() -> Bench:
    """A block and a form without faults."""
    return Bench()
