"""A site with two schools for each test of staff and admin screens."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher

from farolito.services import users
from tests.web.staff.school import School

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from farolito.plugins.hooks import Hooks


@pytest.fixture
def make_school(tmp_path: Path) -> Iterator[Callable[..., School]]:
    """Makes the site: ``make_school(hooks)``; settings that differ are given by name."""
    made: list[School] = []

    def make(hooks: Hooks | None = None, **changes: Any) -> School:
        made.append(School(tmp_path, hooks, **changes))
        return made[-1]

    yield make
    for school in made:
        school.close()


@pytest.fixture
def school(make_school: Callable[..., School]) -> School:
    """The site, without a plugin."""
    return make_school()


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that plugins can be installed to; what they leave in memory goes away after the test."""
    folder = tmp_path / "plugins"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if name.startswith("farolito_"):
            del sys.modules[name]


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords, also of nobody, are hashed as usual, with little memory: most tests only want somebody to log in."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(users, "HASHER", quick)
    monkeypatch.setattr(users, "NOBODYS_HASH", quick.hash("what nobody knows"))
