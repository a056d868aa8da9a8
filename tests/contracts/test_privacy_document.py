"""docs/privacy.md: every promise names a test that is there, and nothing of the table of regimes is left out."""

from __future__ import annotations

import ast
import re
from dataclasses import fields
from pathlib import Path

import pytest

from farolito.cli.regimes import lines
from farolito.domain.regimes import POLICIES, Policy

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "privacy.md").read_text()
PROMISES, _, NOT_PROMISED = TEXT.partition("## What is not promised")
LINK = re.compile(r"\(\[test\]\((\S+?)\)\s+(`test_\w+`(?:,\s+`test_\w+`)*)\)")
BULLET = re.compile(r"^- (?:.*\n)(?:  .*\n)*", re.MULTILINE)


def linked() -> list[tuple[str, str]]:
    """Every test that the document names: file and function."""
    return [
        (path, name) for path, names in LINK.findall(TEXT) for name in re.findall(r"\w+", names)
    ]


def functions(path: Path) -> set[str]:
    """The functions of a file that run as tests."""
    return {
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    }


@pytest.mark.parametrize(("path", "name"), linked())
def test_every_link_names_a_test_that_is_there(path: str, name: str) -> None:
    file = (DOCS / path).resolve()
    assert file.is_file(), f"{path} is not there"
    assert name in functions(file), f"{path} has no {name}"


def test_every_promise_has_a_test() -> None:
    bullets = BULLET.findall(PROMISES)
    assert len(bullets) > 50
    assert [bullet for bullet in bullets if not LINK.search(bullet)] == []
    assert PROMISES.count("[test](") == len(
        LINK.findall(PROMISES)
    )  # none is written in another way


def test_the_table_is_the_one_in_the_code() -> None:
    """Make it anew with: farolito regimes"""
    table = TEXT.partition("<!-- regimes -->\n")[2].partition("<!-- end of regimes -->")[0]
    assert table.splitlines() == list(lines())


@pytest.mark.parametrize("regime", POLICIES)
def test_every_regime_has_a_part_with_promises(regime: str) -> None:
    part = PROMISES.partition(f"### `{regime}`\n")[2].partition("\n#")[0]
    assert len(LINK.findall(part)) >= 3


@pytest.mark.parametrize("field", [field.name for field in fields(Policy)])
def test_every_field_of_a_policy_is_in_the_table(field: str) -> None:
    assert f"(`{field}`)" in TEXT
