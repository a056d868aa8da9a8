"""The checklists are dated, sourced, complete in each language, easy to read, and print nothing unchecked."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from farolito.testing.plugins import make_hooks
from farolito_enrollment_checklists.data import FOLDER, ChecklistData, checklists
from farolito_enrollment_checklists.layout import render
from farolito_enrollment_checklists.limits import tables
from farolito_enrollment_checklists.plugin import EnrollmentChecklists
from farolito_enrollment_checklists.sheet import document

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = sorted(FOLDER.glob("*.json"))
TODAY = date(2026, 11, 23)


def same(words: str, language: str) -> str:
    return words


def texts(value: Any) -> Iterator[dict[str, str]]:
    """Every map from language to words in a file."""
    if isinstance(value, dict):
        if "en" in value:
            yield value
        else:
            for one in value.values():
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def unchecked(value: Any) -> Iterator[dict[str, Any]]:
    """Every fact that nobody could check."""
    if isinstance(value, dict):
        if value.get("verified") is False:
            yield value
        for one in value.values():
            yield from unchecked(one)
    elif isinstance(value, list):
        for one in value:
            yield from unchecked(one)


def printed(data: ChecklistData, language: str, today: date = TODAY) -> str:
    return render(document(data, language, today, same))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_checklist_says_how_old_it_is_and_where_it_is_from(path: Any) -> None:
    data = checklists()[path.stem]

    assert data.checked_on <= data.review_by <= data.effective_to
    assert data.effective_from < data.effective_to
    assert data.source


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_there_in_every_language_of_the_list_also_one_that_nobody_checked_yet(
    path: Any,
) -> None:
    whole = json.loads(path.read_text("utf-8"))
    said = {*whole["title"]}

    assert {"en", "es"} <= said
    assert said == {"en", *whole["translations"]}
    for text in texts(whole):
        assert {*text} == said, text


@pytest.mark.parametrize("name", ["affidavit", "asking", "doctor_letter"])
def test_what_stands_beside_english_papers_and_next_steps_is_said_in_every_language(
    name: str,
) -> None:
    for text in texts(json.loads((FOLDER.parent / f"{name}.json").read_text("utf-8"))):
        assert {*text} == {*EnrollmentChecklists().languages}, text


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_could_not_be_checked_is_never_printed(path: Any, language: str) -> None:
    facts = list(unchecked(json.loads(path.read_text("utf-8"))))
    html = printed(checklists()[path.stem], language)

    assert facts
    for fact in facts:
        if "label" in fact:
            assert fact["label"][language] not in html


def test_what_could_not_be_checked_says_to_ask_instead() -> None:
    html = printed(checklists()["medi-cal"], "en")

    assert "Ask which ones there are." in html
    assert "Health Net" not in html
    assert "PA 853" not in html


@pytest.mark.parametrize("data", checklists().values(), ids=lambda data: data.id)
def test_after_its_review_day_a_checklist_says_to_confirm(data: ChecklistData) -> None:
    sentence = "Ask to confirm"

    assert sentence not in printed(data, "en", TODAY)
    assert sentence in printed(data, "en", data.review_by + timedelta(days=1))
    assert sentence in printed(data, "en", data.effective_to + timedelta(days=1))
    assert sentence in printed(data, "en", data.effective_from - timedelta(days=1))


def test_no_income_line_is_printed_as_long_as_its_table_was_not_seen() -> None:
    for data in checklists().values():
        html = printed(data, "en")
        for name in data.limits:
            year = tables()[name].at(TODAY)
            assert year is not None
            for people in range(1, 9):
                line = tables()[name].line(year, people)
                assert year.verified or (f"{line:,}" not in html and str(line) not in html)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_clock_runs_from_a_step_that_is_there(path: Any) -> None:
    data = checklists()[path.stem]
    steps = {step.id for step in data.steps}
    for step in data.steps:
        assert step.deadline is None or step.deadline.on or step.deadline.after in steps, step.id
    for part in data.parts:
        for fact in part.facts:
            assert not fact.date_of or fact.date_of in steps
            assert not fact.due_of or fact.due_of in steps


def test_what_no_family_paper_says() -> None:
    for data in checklists().values():
        for language in data.languages:
            assert not re.search(
                r"homeless|sin hogar|abus|undocumented|indocumentad", printed(data, language), re.I
            )


def test_every_fact_that_ages_is_named_to_the_host() -> None:
    known = make_hooks(EnrollmentChecklists).dated_facts()
    said = {fact.title["en"] for fact in known}

    assert {data.title["en"] for data in checklists().values()} <= said
    assert "Choose L.A. Care or Health Net" in said
    assert "Medi-Cal income limit, adults" in said
    unverified = {fact.title["en"] for fact in known if not fact.verified}
    assert "Choose L.A. Care or Health Net" in unverified
    assert {fact.plugin for fact in known} == {"enrollment_checklists"}


def test_the_expedited_screen_comes_first() -> None:
    first = document(checklists()["calfresh"], "en", TODAY, same).sections[0]

    assert len(first.items) == 3
    assert "expedited service" in first.intro


def test_all_cases_about_papers_are_printed_and_nobody_is_asked() -> None:
    for data in checklists().values():
        part = data.part("people")
        assert part is not None
        assert len(part.facts) >= 2
        assert "We do not ask" in part.intro["en"]
        assert not any("?" in fact.label["en"] for fact in part.facts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_english_is_written_for_grade_6_or_below(path: Any) -> None:
    sentences = [
        sentence
        for text in texts(json.loads(path.read_text("utf-8")))
        for sentence in re.split(r"(?<=[.?!:])\s+", text["en"])
        if len(sentence.split()) > 3
    ]

    assert grade(sentences) <= 6.0


def grade(sentences: list[str]) -> float:
    """Flesch-Kincaid grade level; syllables are counted as groups of vowels."""
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z’']+", sentence)]
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[a-z]{2})e$", "", word.lower()))))
        for word in words
    )
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
