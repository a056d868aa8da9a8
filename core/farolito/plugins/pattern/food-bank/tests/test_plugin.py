"""The plugin keeps its promises to the host: facts, form, table, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from farolito.testing.factories import form_in
from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.plugins import make_hooks

from farolito_food_bank.plugin import FoodBank

if TYPE_CHECKING:
    from pathlib import Path


def test_it_is_loaded_with_its_pages_and_its_menu_entry() -> None:
    hooks = make_hooks(FoodBank)

    (pages,) = hooks.register_pages()
    assert {route.permission for route in pages.routes} == {"responses.list", "public"}
    (entry,) = hooks.register_navigation()
    assert entry.url == "/-/food_bank/"


@pytest.mark.parametrize("form", FoodBank().form_files, ids=lambda path: path.stem)
def test_its_forms_can_be_read(form: Path) -> None:
    assert form_in(form).languages == ("en", "es")


def test_its_migrations_make_exactly_its_tables_and_take_them_back(engine_url: str) -> None:
    assert wrong_with_migrations(engine_url, FoodBank) == []


def test_it_speaks_spanish() -> None:
    assert FoodBank().languages == ("en", "es")
