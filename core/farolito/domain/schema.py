"""The JSON Schema of form definitions, for editors and other programs. Generated, never written by hand."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from farolito.domain.blocks import BLOCK
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.shapes import FORM, RECORDS
from farolito.domain.shapes.words import words_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.domain.question_types.base import QuestionType


def form_schema(
    question_types: Mapping[str, QuestionType] = CORE_QUESTION_TYPES,
) -> dict[str, Any]:
    """The JSON Schema (2020-12) of form definitions with questions of these types.

    It says what one part may hold. What must hold across parts (names, rules, languages) only
    :func:`farolito.domain.reading.read_form` can say.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Farolito form",
        **FORM.schema(),
        "$defs": {
            "Words": words_schema(),
            **{record.name: record.definition(question_types) for record in RECORDS},
        },
    }


def block_schema(
    question_types: Mapping[str, QuestionType] = CORE_QUESTION_TYPES,
) -> dict[str, Any]:
    """The JSON Schema (2020-12) of blocks of the question bank, like :func:`form_schema`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Farolito block",
        **BLOCK.schema(),
        "$defs": {
            "Words": words_schema(),
            **{record.name: record.definition(question_types) for record in (BLOCK, *RECORDS)},
        },
    }


def block_schema_text() -> str:
    """What ``block.schema.json`` holds: the schema with the core's own question types."""
    return json.dumps(block_schema(), ensure_ascii=False, indent=2) + "\n"


def schema_text() -> str:
    """What ``form.schema.json`` holds: the schema with the core's own question types."""
    return json.dumps(form_schema(), ensure_ascii=False, indent=2) + "\n"
