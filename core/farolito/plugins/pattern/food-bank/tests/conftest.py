"""What the tests share: a school with this plugin on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from farolito.testing.site import Site, make_site

from farolito_food_bank.plugin import FoodBank

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A whole site in a temporary folder: real tables, one school, people who log in."""
    made = make_site(tmp_path, FoodBank)
    yield made
    made.close()
