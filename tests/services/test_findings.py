"""What an export says of scores and needs is what the form itself finds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from farolito.domain.answers import values
from farolito.domain.packs import EXAMPLE
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import trusted_form
from farolito.domain.relevance import relevant_answers
from farolito.domain.scoring import needs, scores_among
from farolito.services.exports.findings import Findings
from farolito.testing.factories import form_in
from tests.web_support.nested_form import nested_form

ROOT = Path(__file__).parents[2]
EXAMPLES = [
    path
    for pattern in ("forms/*/examples/*/*.json", "plugins/*/*/forms/examples/*/*.json")
    for path in sorted(ROOT.glob(pattern))
]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_of_every_example_of_a_form_that_ships(path: Path) -> None:
    form = form_in(path.parents[2] / f"{path.parent.name}.json")
    example = EXAMPLE.build(json.loads(path.read_text("utf-8")))
    agree(form, example.answers, example.today)


@pytest.mark.parametrize("age", [13, 30])
@pytest.mark.parametrize("shift", ["day", "night"])
def test_of_lists_within_lists(age: int, shift: str) -> None:
    shifts = {"entries": [{"id": "s", "answers": {"shift_kind": shift}}], "done": True}
    jobs = {
        "entries": [{"id": "j", "answers": {"job_title": "Cook", "shifts": shifts}}],
        "done": True,
    }
    people = [
        {"id": "a", "answers": {"member_name": "Ana", "member_age": age, "jobs": jobs}},
        {"id": "b", "answers": {"member_name": "Beto", "member_age": 20}},
    ]
    answers = {"members": {"entries": people, "done": True}}
    found = agree(trusted_form(nested_form()), answers, date(2026, 11, 23))
    assert found == (["work", "nights"] if (age, shift) == (30, "night") else ["work"])


def test_a_need_that_follows_from_the_day_is_found_anew_on_each_day() -> None:
    document = {
        **nested_form(),
        "needs": [{"name": "late", "label": {"en": "Late"}, "when": "today > '2026-11-23'"}],
    }
    form, answers = trusted_form(document), {"members": {"entries": [], "done": True}}
    findings = Findings([form], lambda _: frozenset(form.questions), TYPES)
    days = [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 23)]
    assert [findings.found(form, answers, day)["needs"] for day in days] == [[], ["late"], []]


def test_of_many_responses_one_after_the_other() -> None:
    """What is remembered of one response is not said of another."""
    form = form_in(ROOT / "forms/needs-assessment/family-needs.json")
    findings = Findings([form], lambda _: frozenset(form.questions), TYPES)
    examples = [
        EXAMPLE.build(json.loads(path.read_text("utf-8")))
        for path in EXAMPLES
        if path.parent.name == "family-needs"
    ]
    day = examples[0].today
    told = []
    for example in [*examples, *reversed(examples)]:
        sent = relevant_answers(form, example.answers, TYPES, day)
        meant = values(form, sent, TYPES, day)
        told.append([need.name for need in needs(form, meant, day)])
        assert findings.found(form, sent, day)["needs"] == told[-1]
    assert len({tuple(one) for one in told}) > 2


def agree(form: Any, answers: Any, today: Any) -> list[str]:
    """Compare with what the form finds; the needs."""
    sent = relevant_answers(form, answers, TYPES, today)
    meant = values(form, sent, TYPES, today)
    findings = Findings([form], lambda _: frozenset(form.questions), TYPES)
    found = findings.found(form, sent, today)
    assert found["scores"] == scores_among(form, meant)
    assert found["needs"] == [need.name for need in needs(form, meant, today)]
    assert len(findings.columns(None)) == len(findings.cells(form, sent, today))
    return list(found["needs"])
