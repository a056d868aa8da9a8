"""A drawing is believed number by number, and nothing else ever comes out of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farolito.domain.drawing import HEIGHT, LONGEST, MOST_POINTS, WIDTH, drawn


def line(points: int) -> str:
    return "M0 0" + "".join(f"L{n % 601} {n % 201}" for n in range(1, points))


def test_strokes_inside_the_box_are_kept_as_they_are() -> None:
    for text in ("M0 0L600 200", "M10 20L10 20", "M1 2L3 4L5 6M7 8L9 10"):
        assert drawn(text) == text


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "M10 20",  # no line
        "L1 2L3 4",
        "M1 2M3 4L5 6",
        "M1 2L601 4",
        "M1 2L3 201",
        "M1 2L3 1000",
        "M1 2L-3 4",
        "M1 2L3.5 4",
        "M1 2L3e2 4",
        "M01 2L3 4",
        "M1,2L3,4",
        "m1 2l3 4",
        "M1 2L3 4Z",
        "M1 2L3 4 ",
        " M1 2L3 4",
        "M1 2L3 4\n",
        "M1  2L3 4",
        "M1\t2L3 4",
        "M١ ٢L٣ ٤",
        'M1 2L3 4"/><script>alert(1)</script>',
        "M1 2L3 4&quot;",
        "data:image/png;base64,AAAA",
        "M1 2L3 4\x00",
        "M1 2L3 4A1 1 0 0 0 5 5",
    ],
)
def test_whatever_else_is_no_drawing(hostile: str) -> None:
    assert drawn(hostile) is None


def test_a_drawing_has_a_most_of_points_and_of_letters() -> None:
    assert drawn(line(MOST_POINTS)) == line(MOST_POINTS)
    assert drawn(line(MOST_POINTS + 1)) is None
    assert drawn("M1 2L3 4" * 100_000) is None
    assert LONGEST <= 20_000


@settings(deadline=None, database=None, max_examples=300)
@given(text=st.text(alphabet="ML 0123456789", max_size=40) | st.text(max_size=20))
def test_only_checked_numbers_come_out(text: str) -> None:
    path = drawn(text)
    if path is not None:
        numbers = [int(one) for one in re.findall(r"\d+", path)]
        assert max(numbers[0::2]) <= WIDTH
        assert max(numbers[1::2]) <= HEIGHT
        assert path.isascii()
        assert not re.sub(r"[ML0-9 ]", "", path)
