"""Every block of the question bank scores as its instrument's published rule says, at every edge of every band."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.answers import relevant_answers, values
from farolito.domain.definitions import Form
from farolito.domain.demands import BY_LOINC
from farolito.domain.journey import journey
from farolito.domain.languages import WRITTEN
from farolito.domain.must_not_ask import forbidden_concepts
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.reading import read_form
from farolito.domain.scoring import band, needs, scores
from farolito.services.blocks import block_files, examples_of, read_bank

if TYPE_CHECKING:
    from farolito.domain.blocks import Block
    from farolito.services.blocks import BlockExample

ROOT = Path(__file__).parents[2] / "forms"
BANK = read_bank(ROOT)
EXAMPLES = [(name, example) for name in BANK for example in examples_of(ROOT, name)]
TODAY = date(2026, 11, 23)


def form_with(block: str) -> Form:
    """A form that is nothing but this block."""
    document: dict[str, Any] = {
        "name": "form",
        "title": {"en": "Form", "es": "Formulario"},
        "purpose": "screener",
        "regime": "counseling",
        "languages": ["en", "es"],
        "retention": {"draft_days": 1, "identity_months": 0, "answers_months": 1},
        "sections": [{"use": block}],
    }
    read = read_form(json.dumps(document), question_types=TYPES, bank=BANK)
    assert isinstance(read, Form), "\n".join(map(str, read))
    return read


def name(value: object) -> str:
    return value if isinstance(value, str) else getattr(value, "says", "")


def test_the_instruments_that_may_be_shipped_are_there_and_no_others() -> None:
    assert BANK.keys() == {
        "ahc-hrsn-core",
        "ahc-hrsn-safety",
        "digital-access",
        "gad-7",
        "home-language-survey",
        "housing-questionnaire",
        "hunger-vital-sign",
        "phq-9",
        "psc-17",
        "who-5",
    }


@pytest.mark.parametrize("block", BANK)
def test_a_block_has_examples_and_reaches_every_band_of_its_scores(block: str) -> None:
    examples = [example for of, example in EXAMPLES if of == block]
    assert examples
    for score in BANK[block].scores:
        seen = {example.bands.get(score.name) for example in examples}
        assert {one.name for one in score.bands} <= seen
        counted = [
            example.scores[score.name] for example in examples if score.name in example.scores
        ]
        step = score.multiply
        for lower, upper in zip(score.bands, score.bands[1:], strict=False):
            below = max(value for value in counted if value < upper.at_least)
            at = min(value for value in counted if value >= upper.at_least)
            assert at - below <= step, f"{upper.name}: {below} and {at} leave its edge unseen"
            assert below >= lower.at_least


@pytest.mark.parametrize(("block", "example"), EXAMPLES, ids=name)
def test_answers_give_the_score_the_band_and_the_needs_of_the_published_rule(
    block: str, example: BlockExample
) -> None:
    form = form_with(block)
    asked = {step.page.name for step in journey(form, example.answers, TYPES, TODAY) if step.page}
    assert asked
    assert example.answers.keys() <= form.questions.keys()
    sent = relevant_answers(form, example.answers, TYPES, TODAY)
    found = scores(form, sent, TYPES)
    assert found == example.scores
    reached = {score.name: band(score, found.get(score.name)) for score in form.scores}
    assert {key: one.name for key, one in reached.items() if one} == example.bands
    meant = values(form, sent, TYPES, TODAY)
    assert [need.name for need in needs(form, meant, TODAY)] == list(example.needs)


@pytest.mark.parametrize("block", BANK)
def test_a_score_says_where_its_rule_comes_from(block: str) -> None:
    assert all(score.source for score in BANK[block].scores)


@pytest.mark.parametrize("block", BANK)
def test_nothing_is_asked_that_schools_must_not_ask(block: str) -> None:
    assert forbidden_concepts(form_with(block)) == []


@pytest.mark.parametrize("block", BANK)
def test_no_answer_to_an_instrument_is_printed(block: str) -> None:
    scored = {name for score in BANK[block].scores for name in score.questions}
    form = form_with(block)
    assert all(form.questions[name].audience_print == () for name in scored)


@pytest.mark.parametrize("block", BANK)
def test_a_question_with_a_code_that_demands_something_demands_it_in_its_block_too(
    block: str,
) -> None:
    for question in form_with(block).all_questions():
        wanted = BY_LOINC.get(question.codes.get("loinc", ""), ())
        assert set(wanted) <= set(BANK[block].demands)


def test_only_words_under_a_free_licence_lie_among_our_own() -> None:
    for path in block_files(ROOT):
        licence = next(b.licence for b in BANK.values() if path.stem == b.name)
        assert ("NC" in licence) == (path.parent.name != "blocks")
        if "NC" in licence:
            assert path.parent.name == licence.lower()
            assert (path.parent / "LICENCE.md").is_file()


def test_the_guide_names_each_block_of_which_something_was_not_verified() -> None:
    def is_unsure(block: Block) -> bool:
        sources = [score.get("source", "") for score in block.document.get("scores", [])]
        said = " ".join((*sources, *block.translated_from.values()))
        return not block.verified or "verified" in said or "not compared" in said

    guide = (ROOT.parent / "docs/writing-a-form.md").read_text("utf-8")
    table = guide.partition("What nobody could verify")[2].partition("\n\nA block is")[0]
    named = {line.split("`")[1] for line in table.splitlines() if line.startswith("| `")}
    assert named == {name for name, block in BANK.items() if is_unsure(block)}


def test_the_guide_says_where_sheets_are_in_the_languages_that_a_questionnaire_lacks() -> None:
    guide = (ROOT.parent / "docs/writing-a-form.md").read_text("utf-8")
    table = guide.partition("are not translated by us")[2].partition("What nobody could verify")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in row.split("`")[1::2]}

    lacking = {name for name, block in BANK.items() if {*block.languages} < {*WRITTEN}}

    assert lacking == {"phq-9", "gad-7", "psc-17", "who-5", "ahc-hrsn-safety"}
    assert lacking <= named


def test_a_block_is_read_once_and_again_when_its_file_says_something_else(tmp_path: Path) -> None:
    file = tmp_path / "blocks" / "gad-7.json"
    file.parent.mkdir()
    text = (ROOT / "blocks" / "gad-7.json").read_text("utf-8")
    file.write_text(text, "utf-8")
    first = read_bank(tmp_path)["gad-7"]
    assert read_bank(tmp_path)["gad-7"] is first

    changed = json.loads(text) | {"version": "99.0"}
    file.write_text(json.dumps(changed), "utf-8")

    assert read_bank(tmp_path)["gad-7"].version == "99.0"
