"""Fixtures of these tests: forms made from a few questions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.factories import form_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from farolito.api import Form


@pytest.fixture
def form(tmp_path: Path) -> Callable[..., Form]:
    """Makes a form in English; each question has a page of its own, and its name for a label if it has none."""

    def make(*questions: dict[str, Any], **more: Any) -> Form:
        pages = [
            {"name": f"page_{one['name']}", "questions": [{"label": {"en": one["name"]}, **one}]}
            for one in questions
        ]
        document = {
            "name": "test-form",
            "title": {"en": "A form"},
            "purpose": "survey",
            "regime": "anonymous",
            "languages": ["en"],
            "retention": {"draft_days": 1, "identity_months": 1, "answers_months": 1},
            "sections": [{"name": "all", "title": {"en": "All"}, "pages": pages}],
        } | more
        path = tmp_path / "form.json"
        path.write_text(json.dumps(document))
        return form_in(path)

    return make
