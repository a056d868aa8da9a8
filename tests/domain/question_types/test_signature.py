"""A typed name is the signature; a drawing goes with it, where the form offers one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from farolito.domain.question_types import CORE_QUESTION_TYPES, ParseContext
from farolito.testing.factories import make_question

SIGNATURE = CORE_QUESTION_TYPES["signature"]
PLAIN = make_question("sign", "signature")
DRAWN = make_question("sign", "signature", options={"drawing": True})
NOON = ParseContext(date(2026, 11, 23), "es", "2026-11-23T12:00:00-08:00")
PATH = "M10 20L30 40"
STORED = {"name": "Rosa Díaz", "at": NOON.at, "drawing": PATH}


def codes(raw: dict[str, str], context: ParseContext = NOON) -> list[tuple[str, str]]:
    parsed = SIGNATURE.parse(DRAWN, {key: (text,) for key, text in raw.items()}, context)
    assert parsed.answer is None
    return [(one.suffix, one.code) for one in parsed.problems]


def test_typing_alone_signs_and_says_when() -> None:
    parsed = SIGNATURE.parse(DRAWN, {"": ("Rosa Díaz",)}, NOON)
    assert parsed.answer == {"name": "Rosa Díaz", "at": "2026-11-23T12:00:00-08:00"}


def test_a_drawing_alone_is_no_signature() -> None:
    assert codes({"drawing": PATH}) == [("", "signature_name")]


@pytest.mark.parametrize("hostile", ["M1 2", "M1 2L999 4", "<svg/onload=x>", "x" * 100_000])
def test_what_is_no_drawing_is_a_problem_and_never_stored(hostile: str) -> None:
    assert codes({"": "Rosa", "drawing": hostile}) == [("drawing", "drawing")]
    assert not SIGNATURE.recognises(DRAWN, {**STORED, "drawing": hostile})


def test_a_drawing_nobody_asked_for_is_dropped() -> None:
    parsed = SIGNATURE.parse(PLAIN, {"": ("Rosa",), "drawing": (PATH,)}, NOON)
    assert parsed.answer == {"name": "Rosa", "at": NOON.at}
    assert SIGNATURE.parse(PLAIN, {"drawing": (PATH,)}, NOON).answer is None
    assert not SIGNATURE.recognises(PLAIN, STORED)
    assert SIGNATURE.loses(PLAIN, DRAWN)
    assert not SIGNATURE.loses(DRAWN, PLAIN)


def test_the_same_signature_again_keeps_its_first_moment_and_another_has_its_own() -> None:
    later = replace(NOON, at="2026-11-24T09:00:00-08:00", before=STORED)
    again = SIGNATURE.raw(DRAWN, STORED)
    assert SIGNATURE.parse(DRAWN, again, later).answer == STORED
    for changed in ({**again, "": ("Rosa D.",)}, {**again, "drawing": ("M1 1L2 2",)}):
        answer = SIGNATURE.parse(DRAWN, changed, later).answer
        assert answer is not None
        assert answer["at"] == later.at


def test_staff_see_the_drawing_and_a_paper_left_on_a_bus_has_none() -> None:
    kinds = [piece.kind for piece in SIGNATURE.show(DRAWN, STORED, "en")]
    assert kinds == ["typed", "date", "drawing"]
    brief = SIGNATURE.show_briefly(DRAWN, STORED, "en")
    assert [piece.text for piece in brief] == ["Rosa Díaz", "2026-11-23"]


@pytest.mark.parametrize(
    "stored",
    [
        "Rosa",
        {"name": "Rosa"},
        {"name": " ", "at": NOON.at},
        {"name": "Rosa", "at": "today"},
        {"name": "Rosa", "at": "20261123"},
        {"name": "Rosa", "at": "2026-02-31"},
        {"name": "Rosa", "at": NOON.at, "drawing": None},
        {"name": "Rosa", "at": NOON.at, "drawing": ""},
        {"name": "Rosa", "at": NOON.at, "ip": "10.0.0.1"},
    ],
)
def test_a_stored_signature_of_another_shape_is_not_recognised(stored: object) -> None:
    assert not SIGNATURE.recognises(DRAWN, stored)
    assert SIGNATURE.problems(DRAWN, stored, NOON)
