"""Ranges of host versions."""

from __future__ import annotations

import pytest

from farolito.plugins.versions import within


@pytest.mark.parametrize(
    ("version", "asked", "fits"),
    [
        ("0.1.0", ">=0.1,<1", True),
        ("1.0", ">=0.1,<1", False),
        ("0.10", ">=0.9", True),
        ("1", "==1.0.0", True),
        ("1.2", "!=1.2", False),
        ("1.2.1", "> 1.2 , <= 1.3", True),
        ("2.0.dev1", "<2.0", False),
    ],
)
def test_a_version_lies_in_a_range_or_not(version: str, asked: str, fits: bool) -> None:
    assert within(version, asked) is fits


@pytest.mark.parametrize("asked", ["", "1", "~=1.0", ">=1,", "≥1"])
def test_a_range_that_cannot_be_read_is_refused_with_an_example(asked: str) -> None:
    with pytest.raises(ValueError, match="write for example"):
        within("1.0", asked)
