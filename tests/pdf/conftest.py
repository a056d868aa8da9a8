"""Fixtures of the tests of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from farolito.pdf import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def renderer() -> Iterator[Renderer]:
    """A warm renderer, shared by the tests of this folder."""
    warm = Renderer()
    yield warm
    warm.close()
