"""A block says where it comes from, and every fault of it has its own pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.domain.blocks.conftest import Bench


def test_a_block_without_faults_is_built(bench: Bench) -> None:
    block = bench.banked()
    assert [page.name for page in block.pages] == ["calm_page", "why_page"]
    assert [choice.score for choice in block.pages[0].questions[0].choices] == [0, 1]
    assert len(block.hash) == 64


FAULTS: dict[str, tuple[Callable[[Bench], object], str]] = {
    "no licence": (lambda b: b.block.pop("licence"), "“licence” is missing"),
    "no source": (lambda b: b.block.pop("source"), "“source” is missing"),
    "unverified without a reason": (
        lambda b: b.block.update(verified=False),
        "/verified: “unverified” is missing",
    ),
    "a translation from nowhere": (
        lambda b: b.block.pop("translated_from"),
        "nobody says where the words in es come from",
    ),
    "an optional question that is scored": (
        lambda b: b.block.update(optional=["calm_day"]),
        "/optional/0: calm_day is part of a score",
    ),
    "an unknown demand": (
        lambda b: b.block.update(demands=["a_cake"]),
        "/demands/0: found “a_cake”",
    ),
    "a rule about nothing": (
        lambda b: b.block["pages"][1].update(relevant="calm_dya == 'no'"),
        "/pages/1/relevant: there is no question, repeat or score “calm_dya”",
    ),
    "a score of a missing question": (
        lambda b: b.block["scores"][0].update(questions=["calm_dya"]),
        "/scores/0/questions/0: there is no question “calm_dya”",
    ),
    "words that are missing": (
        lambda b: b.block["choice_lists"]["how_calm"][0]["label"].pop("es"),
        "/choice_lists/how_calm/0/label: the words in Spanish are missing",
    ),
    "a page that is a use": (
        lambda b: b.block.update(pages=[{"use": "calm"}]),
        "/pages/0/use: there is no “use” here",
    ),
}


@pytest.mark.parametrize("change", FAULTS)
def test_what_is_wrong_in_a_block_is_named_with_its_pointer(bench: Bench, change: str) -> None:
    spoil, expected = FAULTS[change]
    spoil(bench)
    assert expected in "\n".join(bench.block_faults())
