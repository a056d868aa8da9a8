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


def test_its_own_words_are_there_in_twelve_languages_and_its_form_in_some_of_them() -> None:
    assert len(ContactLog().languages) == 12
    (form,) = ContactLog().form_files
    assert {"en", "es", "ar", "km"} <= {*form_in(form).languages} <= {*ContactLog().languages}
