"""A place to install broken plugins to."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from farolito.plugins.children import kept_warm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def children_are_forked() -> Iterator[None]:
    """From one process that is kept warm, as within a command that starts several."""
    with kept_warm():
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that plugins can be installed to; what they leave in memory goes away after the test."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("farolito_"):
            del sys.modules[name]


@pytest.fixture
def ctrl_c_is_heard() -> Iterator[None]:
    """Ctrl-C as a terminal leaves it: what was started in the background ignores it, and so do its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
