"""The plugin keeps its promises to the host: facts, tables, languages."""

from __future__ import annotations

from sqlalchemy import create_engine

from farolito.testing.plugins import make_hooks, migrate, unmigrated
from farolito_wellbeing_centers.plugin import WellbeingCenters


def test_it_is_loaded_with_its_page_and_its_menu_entry() -> None:
    hooks = make_hooks(WellbeingCenters)

    (pages,) = hooks.register_pages()
    assert {route.permission for route in pages.routes} == {"counts.view"}
    assert [item.url for item in hooks.register_navigation()] == ["/-/wellbeing_centers/"]


def test_its_migrations_make_exactly_its_tables(engine_url: str) -> None:
    engine = create_engine(engine_url)
    migrate(engine, WellbeingCenters)

    assert unmigrated(engine, WellbeingCenters) == []
    engine.dispose()


def test_it_speaks_spanish() -> None:
    assert WellbeingCenters().languages == ("en", "es")
