"""What is stored of photos and files, and what is refused of it, wherever it comes from."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from farolito.domain.attachments import attached, ids_in
from farolito.domain.drafts import Draft
from farolito.domain.problems import CODES
from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext
from farolito.domain.question_types.attached import REFUSALS
from farolito.domain.question_types.descriptions import as_text, file_name
from farolito.testing.factories import make_form, make_question

CONTEXT = ParseContext(date(2026, 11, 23), "en")
PHOTO: dict[str, Any] = {
    "id": "0f" * 16, "media": "image/jpeg", "bytes": 210_345, "sha256": "ab" * 32, "sha1": "cd" * 20,
    "width": 1536, "height": 2048,
}  # fmt: skip
FILE = {key: PHOTO[key] for key in ("id", "bytes", "sha256", "sha1")}
FILE |= {"media": "application/pdf", "name": "lease.pdf"}


def other(number: int, of: dict[str, Any] = PHOTO) -> dict[str, Any]:
    return {**of, "id": f"{number:032x}"}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../../etc/passwd"},
        {"id": "0F" * 16},
        {"media": "text/html"},
        {"media": "application/pdf"},
        {"bytes": 0},
        {"bytes": 10**9},
        {"bytes": True},
        {"bytes": "210345"},
        {"sha256": "ab"},
        {"sha1": None},
        {"width": 0},
        {"width": 1.5},
        {"height": 100_000},
        {"name": ""},
        {"name": "x" * 121},
        {"name": "a\nb"},
        {"name": "\ud800"},
        {"name": 7},
        {"data": "/9j/4AAQ"},
    ],
    ids=str,
)
def test_a_description_of_another_shape_is_not_recognised(change: dict[str, Any]) -> None:
    kind, question = CORE_QUESTION_TYPES["photo"], make_question("it", "photo")
    assert kind.recognises(question, [PHOTO])
    stored = [{**PHOTO, **change}]
    assert not kind.recognises(question, stored)
    assert kind.problems(question, stored, CONTEXT)


@pytest.mark.parametrize("missing", PHOTO)
def test_a_description_that_lacks_something_is_not_recognised(missing: str) -> None:
    stored = [{key: value for key, value in PHOTO.items() if key != missing}]
    assert not CORE_QUESTION_TYPES["photo"].recognises(make_question("it", "photo"), stored)


def test_a_question_takes_what_it_accepts_and_as_many_as_it_says() -> None:
    kind, both = CORE_QUESTION_TYPES["file"], make_question("it", "file", options={"max_files": 2})
    assert kind.recognises(both, [FILE, other(1)])
    assert not kind.recognises(both, [FILE, other(1), other(2)])
    assert not kind.recognises(both, [FILE, FILE])
    assert not kind.recognises(both, [])
    pdf = make_question("it", "file", options={"accept": "pdf"})
    assert not kind.recognises(pdf, [PHOTO])
    assert kind.loses(pdf, both)
    assert kind.loses(make_question("it", "file"), both)
    assert not kind.loses(both, both)


def test_every_reason_for_a_refusal_is_a_known_code_with_its_numbers() -> None:
    for code, params in REFUSALS.items():
        assert set(params) == set(CODES[code])


def test_rules_see_how_many_there_are() -> None:
    kind, question = (
        CORE_QUESTION_TYPES["photo"],
        make_question("it", "photo", options={"max_files": 3}),
    )
    assert kind.value(question, [PHOTO, other(1)]) == 2


def test_paper_that_may_be_left_on_a_bus_tells_no_name_of_a_file() -> None:
    kind, question = CORE_QUESTION_TYPES["file"], make_question("it", "file")
    [piece] = kind.show_briefly(question, [FILE], "en")
    assert (piece.kind, piece.text, piece.params) == ("phrase", "files", {"count": 1})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("lease.pdf", "lease.pdf"),
        ("C:\\Users\\Rosa\\lease.pdf", "lease.pdf"),
        ("../../etc/passwd", "passwd"),
        ("contrato ñ 陳.pdf", "contrato ñ 陳.pdf"),
        ("a\x00\ud800b\r\nc.pdf", "ab c.pdf"),
        ("  \u200f ", ""),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x" * 300, "x" * 120),
    ],
)
def test_the_name_of_a_file_is_kept_without_folders_and_within_bounds(
    given: str, kept: str
) -> None:
    assert file_name(given) == kept


def test_the_files_that_a_draft_needs_are_its_answers_its_typing_and_what_can_be_brought_back() -> (
    None
):
    form = make_form(questions=[make_question("a", "photo"), make_question("b", "photo")])
    answers = {"a": [PHOTO], "b": [other(1)]}
    assert [path for path, _ in attached(form, answers, CORE_QUESTION_TYPES)] == ["a", "b"]
    draft = Draft(answers, raw={"b": {"": (as_text([other(2)]),)}})
    assert ids_in(form, draft, CORE_QUESTION_TYPES) == {PHOTO["id"], other(2)["id"]}
    emptied = Draft(answers, raw={"b": {}})
    assert ids_in(form, emptied, CORE_QUESTION_TYPES) == {PHOTO["id"]}
    gone = Draft({}, removed={"kids": ({"id": "k1", "answers": answers, "at": 0},)})
    assert len(ids_in(form, gone, CORE_QUESTION_TYPES)) == 2


def test_text_that_is_no_list_of_files_is_refused_however_deep_or_long_it_is() -> None:
    kind, question = CORE_QUESTION_TYPES["photo"], make_question("it", "photo")
    for text in ("[" * 9_000, "{}", "null", "7", json.dumps([PHOTO] * 100), '"x"'):
        parsed = kind.parse(question, {"": (text,)}, CONTEXT)
        assert [problem.code for problem in parsed.problems] == ["not_understood"]
