"""Words that lie as data beside the code of plugins are there in every language that families are spoken to in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from farolito.domain.languages import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

PLUGINS = Path(__file__).parents[2] / "plugins"
FILES = sorted(PLUGINS.glob("*/farolito_*/**/*.json"))

FOR_STAFF = {
    "pack.json": "an administrator chooses a pack of forms by its title",
    "limits.json": "titles stand in the list of facts that age",
    "margarets-place-staff-referral.json": "staff fill it in",
    "staff-session-evaluation.json": "staff fill it in",
}
"""Files whose words only staff read, and why."""


def texts(value: Any) -> Iterator[dict[str, str]]:
    """Every map from language to words in a file."""
    if isinstance(value, dict):
        if isinstance(value.get("en"), str):
            yield value
        else:
            for one in value.values():
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def lacking(path: Path) -> list[tuple[str, list[str]]]:
    """The English of each text that some language of families lacks, and which."""
    return [
        (text["en"], sorted({*WRITTEN} - {*text}))
        for text in texts(json.loads(path.read_text("utf-8")))
        if not {*WRITTEN} <= {*text}
    ]


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.name not in FOR_STAFF],
    ids=lambda path: f"{path.parents[1].name}/{path.name}",
)
def test_what_families_read_of_a_file_is_there_in_every_language(path: Path) -> None:
    assert lacking(path) == []


def test_no_file_is_left_out_that_speaks_every_language_by_now() -> None:
    assert {*FOR_STAFF} == {path.name for path in FILES if lacking(path)}
