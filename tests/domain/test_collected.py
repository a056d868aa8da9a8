"""What a tablet collected becomes the draft that a family's own pages would have made of it."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.answers import problems, relevant_answers
from farolito.domain.collected import UnreadableDraft, draft_of
from farolito.domain.drafts import Draft, answer_at, entries
from farolito.domain.fields import shown_fields
from farolito.domain.journey import furthest, journey
from farolito.domain.question_types import CORE_QUESTION_TYPES as TYPES
from farolito.domain.question_types.base import ParseContext
from farolito.domain.reading import trusted_form
from farolito.domain.relevance import walk
from tests.domain.conftest import DOCUMENT, NOON, TODAY, Person, ask, en, page
from tests.domain.rule_bound import Author, Editor
from tests.packs.test_examples import EXAMPLES, PACKS, form_of, name, source_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from farolito.domain.definitions import Form
    from farolito.domain.packs import Example

CONTEXT = ParseContext(TODAY, "en", NOON)


def collected(form: Form, draft: Draft, today: date = TODAY) -> dict[str, Any]:
    """What a tablet keeps of a family that stands where this draft does, every page left by Continue."""
    raw: dict[str, Any] = {}
    for here in journey(form, draft.answers, TYPES, today, draft.raw):
        for question in here.questions:
            path = here.path(question.name)
            if TYPES[question.type].is_asked and (
                path in draft.raw or answer_at(draft.answers, path) is not None
            ):
                shown = shown_fields(here, question, draft, TYPES)
                raw[path] = {
                    suffix: list(texts) for suffix, texts in shown.items() if suffix != "skip"
                }
    lists = {}
    for stop in walk(form, draft.answers, TYPES, today).stops:
        if stop.page is None:
            listed = entries(draft.answers, stop.key)
            done = answer_at(draft.answers, stop.key) or {}
            lists[stop.key] = {
                "ids": [one["id"] for one in listed],
                "done": done.get("done") is True,
            }
    return {"raw": raw, "entries": lists}


@pytest.mark.parametrize(("folder", "example"), EXAMPLES, ids=name)
def test_an_example_that_was_typed_on_a_tablet_is_the_example(
    folder: Path, example: Example
) -> None:
    form, today = form_of(source_of(PACKS[folder], example)), example.today
    typed = collected(form, Draft(dict(example.answers)), today)
    context = replace(CONTEXT, today=today, at=f"{today}T12:00:00-08:00")
    draft, _ = draft_of(form, typed, TYPES, context)
    wanted = relevant_answers(form, example.answers, TYPES, today)
    found = relevant_answers(form, draft.answers, TYPES, today)
    for question in form.all_questions():  # when it was typed is when they agreed
        if question.type == "consent" and question.name in wanted:
            wanted[question.name] = {**wanted[question.name], **_moment(found[question.name])}
    files = {one.name for one in form.all_questions() if TYPES[one.type].holds_files}
    assert {k: v for k, v in found.items() if k not in files} == {
        k: v for k, v in wanted.items() if k not in files
    }


def _moment(answer: dict[str, Any]) -> dict[str, Any]:
    return {"at": answer["at"], "language": answer["language"]}


@pytest.mark.parametrize("seed", range(40))
def test_random_families_are_read_as_they_answered(seed: int) -> None:
    random = Random(seed)  # noqa: S311
    form = Author(random).form()
    editor = Editor(random, form)
    draft = editor.filled()
    for _ in range(8):
        draft = editor.edited(draft)
    draft = replace(draft, raw={})
    read, wrong = draft_of(form, collected(form, draft), TYPES, CONTEXT)
    assert draft_of(form, collected(form, read), TYPES, CONTEXT) == (read, wrong)
    for one in problems(form, read.answers, TYPES, TODAY):  # something is missing, nothing is wrong
        missing = answer_at(read.answers, one.question) is None
        assert missing or one.question.rpartition("/")[2] in form.repeats
    if not problems(form, draft.answers, TYPES, TODAY):
        assert wrong == ()
        assert relevant_answers(form, read.answers, TYPES, TODAY) == relevant_answers(
            form, draft.answers, TYPES, TODAY
        )


def test_a_whole_family_with_a_list_can_be_sent(person: Person) -> None:
    person.answers_everything()
    read, wrong = draft_of(person.form, collected(person.form, person.draft), TYPES, CONTEXT)
    assert wrong == ()
    assert person.whole_form == []
    assert relevant_answers(person.form, read.answers, TYPES, TODAY) == person.sent
    assert furthest(journey(person.form, read.answers, TYPES, TODAY, read.raw)) is None


def test_what_is_not_good_stays_as_typed_beside_its_problem(person: Person) -> None:
    person.answers_everything()
    typed = collected(person.form, person.draft)
    typed["raw"]["contact_name"] = {"": ["Ro\0sa"]}
    typed["raw"]["phone"] = {"": ["12"]}
    read, wrong = draft_of(person.form, typed, TYPES, CONTEXT)
    assert [(one.question, one.code) for one in wrong] == [
        ("contact_name", "characters"),
        ("phone", "phone"),
    ]
    assert read.raw == {"contact_name": {"": ("Ro\ufffdsa",)}, "phone": {"": ("12",)}}
    assert "phone" not in read.answers
    assert furthest(journey(person.form, read.answers, TYPES, TODAY, read.raw)) is not None


def test_a_page_that_nobody_came_to_is_neither_skipped_nor_wrong(person: Person) -> None:
    typed = {"raw": {"consent": {"": ["named"]}, "help_wanted": {"": ["food"]}}, "entries": {}}
    read, wrong = draft_of(person.form, typed, TYPES, CONTEXT)
    assert wrong == ()
    assert set(read.answers) == {"consent", "help_wanted"}


def test_a_question_left_blank_is_skipped_and_one_of_choosing_is_not(person: Person) -> None:
    typed = {
        "raw": {
            "consent": {"": ["named"]},
            "help_wanted": {"": ["food"]},
            "food_days": {},
            "food_worried": {},
        },
        "entries": {},
    }
    read, wrong = draft_of(person.form, typed, TYPES, CONTEXT)
    assert read.answers["food_days"] == {"skipped": True}
    assert [(one.question, one.code) for one in wrong] == [("food_worried", "choose_or_skip")]


def test_an_answer_that_brings_up_another_question_is_read_with_it(person: Person) -> None:
    due = {"month": ["12"], "day": ["1"], "year": ["2026"]}
    typed = {
        "raw": {
            "consent": {"": ["named"]},
            "help_wanted": {"": ["rent"]},
            "rent_due": due,
            "rent_note": {"": ["late"]},
        },
        "entries": {},
    }
    read, wrong = draft_of(person.form, typed, TYPES, CONTEXT)
    assert wrong == ()
    assert read.answers["rent_due"] == "2026-12-01"
    assert read.answers["rent_note"] == "late"


def test_nothing_that_was_typed_is_lost_when_its_question_is_not_asked(person: Person) -> None:
    typed = {
        "raw": {
            "consent": {"": ["unnamed"]},
            "help_wanted": {"": ["rent"]},
            "food_days": {"": ["3"]},
        },
        "entries": {},
    }
    read, wrong = draft_of(person.form, typed, TYPES, CONTEXT)
    assert wrong == ()
    assert read.raw == {"food_days": {"": ("3",)}}


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("nobody_asked", "raw"),
        ("members/none/member_name", "raw"),
        ("member_name", "raw"),
        ("members/a/contact_name", "raw"),
        ("pets", "entries"),
        ("members/a/members", "entries"),
    ],
)
def test_what_belongs_nowhere_is_named(person: Person, path: str, part: str) -> None:
    typed: dict[str, Any] = {
        "raw": {},
        "entries": {"members": {"ids": ["a"], "done": True}},
    }
    typed[part][path] = {"": ["x"]} if part == "raw" else {"ids": ["b"], "done": True}
    _, wrong = draft_of(person.form, typed, TYPES, CONTEXT)
    assert [(one.question, one.code) for one in wrong] == [(path, "not_understood")]


def test_a_file_is_never_taken_on_the_word_of_a_tablet() -> None:
    document = {**DOCUMENT, "name": "papers", "sections": [
        {"name": "s", "title": en("S"), "pages": [page("p", ask("lease", "file"))]}
    ]}  # fmt: skip
    form, path = trusted_form(document), "lease"
    described = (
        '[{"id":"' + "a" * 32 + '","media":"application/pdf","bytes":1,"sha256":"' + "b" * 64
        + '","sha1":"' + "c" * 40 + '","name":"x.pdf"}]'
    )  # fmt: skip
    assert TYPES["file"].parse(form.questions[path], {"": (described,)}, CONTEXT).answer
    typed = {"raw": {path: {"": [described]}}, "entries": {}}
    read, _ = draft_of(form, typed, TYPES, CONTEXT)
    assert answer_at(read.answers, path) == {"skipped": True}


@pytest.mark.parametrize(
    "shape",
    [
        None,
        [],
        {"raw": {}},
        {"raw": [], "entries": {}},
        {"raw": {"a": ["x"]}, "entries": {}},
        {"raw": {"a": {"": "x"}}, "entries": {}},
        {"raw": {"a": {"": [1]}}, "entries": {}},
        {"raw": {}, "entries": {"members": ["a"]}},
        {"raw": {}, "entries": {"members": {"ids": ["a/b"], "done": True}}},
    ],
)
def test_any_other_shape_is_refused(person: Person, shape: Any) -> None:
    with pytest.raises(UnreadableDraft):
        draft_of(person.form, shape, TYPES, CONTEXT)
