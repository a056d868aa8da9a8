"""Compiled templates are kept for the next start, and never needed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NoReturn

from jinja2 import DictLoader, Environment

from farolito.web.compiled import Compiled

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def environment(folder: Path, source: str = "Hello {{ name }}") -> Environment:
    return Environment(
        loader=DictLoader({"a": source}), bytecode_cache=Compiled(folder), autoescape=True
    )


def drawn(made: Environment) -> str:
    return made.get_template("a").render(name="Ana")


def refuse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("compiled again")


def test_the_next_start_does_not_compile_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert drawn(environment(tmp_path)) == "Hello Ana"
    monkeypatch.setattr(Environment, "compile", refuse)
    assert drawn(environment(tmp_path)) == "Hello Ana"


def test_a_template_that_was_changed_is_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    drawn(environment(tmp_path))
    assert drawn(environment(tmp_path, "Bye {{ name }}")) == "Bye Ana"


def test_what_can_not_be_kept_is_drawn_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert drawn(environment(tmp_path / "not there")) == "Hello Ana"


def test_nothing_is_kept_where_python_keeps_nothing_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    drawn(environment(tmp_path))
    assert list(tmp_path.iterdir()) == []
