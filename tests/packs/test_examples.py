"""Every form that ships may be published, and every example of it comes true in the real engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from farolito.domain.answers import problems, relevant_answers, values
from farolito.domain.canonical import canonical
from farolito.domain.definitions import Form
from farolito.domain.journey import journey
from farolito.domain.publishing import reasons_against
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import complete_document, document_of, read_form
from farolito.domain.scoring import needs, scores
from farolito.services.packs import pack_folders, read_pack
from tests.shipped import bank, hooks

if TYPE_CHECKING:
    from farolito.domain.packs import Example, Pack, PackedForm

ROOT = Path(__file__).parents[2]
PACKS = {
    folder: read_pack(folder)
    for root in (ROOT / "forms", *sorted(ROOT.glob("plugins/*/*/forms")))
    for folder in pack_folders(root)
}
FORMS = [(folder, source) for folder, pack in PACKS.items() for source in pack.forms]
EXAMPLES = [(folder, example) for folder, pack in PACKS.items() for example in pack.examples]


@cache
def form_of(source: PackedForm) -> Form:
    """As it is published: the blocks that it uses are in it."""
    whole = canonical(complete_document(document_of(source.text), bank()))
    read = read_form(whole, question_types=TYPES, functions=hooks().functions)
    assert isinstance(read, Form), "\n".join(map(str, read))
    return read


def source_of(pack: Pack, example: Example) -> PackedForm:
    return next(source for source in pack.forms if source.file == f"{example.form}.json")


def name(value: object) -> str:
    return getattr(value, "case", "") or getattr(value, "file", "") or getattr(value, "name", "")


def test_forms_ship_with_the_host() -> None:
    shipped = {source.file for folder, source in FORMS if ROOT / "forms" in folder.parents}
    assert {"family-needs.json", "quick-check-in.json", "community-needs-survey.json"} <= shipped


@pytest.mark.parametrize(("folder", "source"), FORMS, ids=name)
def test_a_form_that_ships_has_no_faults_and_may_be_published(
    folder: Path, source: PackedForm
) -> None:
    form = form_of(source)
    assert f"{form.name}.json" == source.file
    assert reasons_against(form, TYPES, hooks().functions) == []


@pytest.mark.parametrize(("folder", "source"), FORMS, ids=name)
def test_a_form_that_ships_has_an_example(folder: Path, source: PackedForm) -> None:
    assert [e.case for e in PACKS[folder].examples if f"{e.form}.json" == source.file]


@pytest.mark.parametrize(("folder", "example"), EXAMPLES, ids=name)
def test_an_example_comes_true(folder: Path, example: Example) -> None:
    form = form_of(source_of(PACKS[folder], example))
    answers, today = example.answers, example.today
    steps = journey(form, answers, TYPES, today)
    assert [step.key for step in steps] == list(example.pages)
    found = [f"{one.question}: {one.code}" for one in problems(form, answers, TYPES, today)]
    assert found == list(example.problems)
    sent = relevant_answers(form, answers, TYPES, today)
    assert scores(form, sent, TYPES) == example.scores
    meant = values(form, answers, TYPES, today)
    assert [need.name for need in needs(form, meant, today)] == list(example.needs)


@pytest.mark.parametrize(("folder", "example"), EXAMPLES, ids=name)
def test_an_example_answers_only_questions_that_there_are(folder: Path, example: Example) -> None:
    form = form_of(source_of(PACKS[folder], example))
    assert example.answers.keys() <= form.questions.keys() | form.repeats.keys()
