"""The plugin keeps its promises to the host: facts, tables, languages."""

from __future__ import annotations

from farolito.testing.factories import form_in
from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.plugins import make_hooks
from farolito_contact_log.plugin import ContactLog


def test_it_is_loaded_with_pages_for_who_calls_and_who_arranges() -> None:
    (pages,) = make_hooks(ContactLog).register_pages()

    asked = {route.permission for route in pages.routes}
    assert asked == {"follow_ups.work", "places.manage"}


def test_its_migrations_make_exactly_its_tables(engine_url: str) -> None:
    assert wrong_with_migrations(engine_url, ContactLog) == []


def test_it_speaks_spanish_and_so_does_its_form() -> None:
    assert ContactLog().languages == ("en", "es")
    (form,) = ContactLog().form_files
    assert form_in(form).languages == ("en", "es")
