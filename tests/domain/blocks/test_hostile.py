"""Whatever stands in a form that uses blocks, or in a block, reading it never raises."""

from __future__ import annotations

import json
from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.blocks import read_block
from farolito.domain.question_types import CORE_QUESTION_TYPES
from farolito.domain.reading import read_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.domain.blocks.conftest import Bench

JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1e300,
    "",
    "use",
    "calm",
    "\ud800",
    [],
    {},
    [[]],
    {"use": "calm"},
)


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a document."""
    if path:
        yield path
    parts: Any = ()
    if isinstance(document, dict):
        parts = document.items()
    elif isinstance(document, list):
        parts = enumerate(document)
    for key, value in parts:
        yield from places(value, (*path, key))


def spoiled(document: dict[str, Any], path: tuple[Any, ...], junk: Any) -> dict[str, Any]:
    """A copy with something else at one place."""
    copy: Any = deepcopy(document)
    inside = copy
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = junk
    return copy  # type: ignore[no-any-return]  # the outermost value is never replaced


def changes(document: dict[str, Any], seed: int) -> Iterator[str]:
    """The document with each value replaced by three kinds of junk."""
    random = Random(seed)  # noqa: S311  nothing secret: the same junk every time
    for path in list(places(document)):
        for junk in random.sample(JUNK, 3):
            yield json.dumps(spoiled(document, path, junk))


@pytest.mark.parametrize("seed", range(3))
def test_no_form_that_uses_a_block_is_too_broken_to_read(bench: Bench, seed: int) -> None:
    bench.pages[1].update(prefix="a_", without=["calm_why"], sensitivity="crisis", relevant="here")
    bench.form["sections"].append({"use": "calm"})
    bank = {"calm": bench.banked()}
    assert bench.faults() == []
    for text in changes(bench.form, seed):
        read_form(text, question_types=CORE_QUESTION_TYPES, bank=bank)


@pytest.mark.parametrize("seed", range(3))
def test_no_block_is_too_broken_to_read(bench: Bench, seed: int) -> None:
    for text in changes(bench.block, seed):
        read_block(text, question_types=CORE_QUESTION_TYPES)
