"""The plugin keeps its promises to the host: facts, forms, tables, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.testing.factories import form_in
from farolito.testing.migrations import wrong_with_migrations
from farolito.testing.plugins import make_hooks
from farolito_events import models
from farolito_events.plugin import Events

if TYPE_CHECKING:
    from farolito.testing.site import Site


def test_it_is_loaded_with_its_parts() -> None:
    hooks = make_hooks(Events)

    assert {page.name for page in hooks.register_pages()} == {"events"}
    assert [link.url for link in hooks.register_place_links()] == ["/-/events/<place>"]
    assert len(hooks.register_panels()) == len(hooks.register_nightly()) == 1


def test_its_migrations_make_exactly_its_tables(engine_url: str) -> None:
    assert models.Event.metadata.tables  # they are declared
    assert wrong_with_migrations(engine_url, Events) == []


def test_its_forms_ask_three_and_four_questions_of_nobody_in_particular() -> None:
    forms = {path.stem: form_in(path) for path in Events().form_files}

    assert {name: len(list(form.all_questions())) for name, form in forms.items()} == {
        "event-feedback": 3,
        "staff-session-evaluation": 4,
    }
    assert {form.regime for form in forms.values()} == {"anonymous"}


def test_the_demo_is_filled_once(site: Site) -> None:
    from farolito.services.plugins import demo_data
    from farolito_events.demo import EVENTS

    assert demo_data.fill(site.works, site.place) == []
    assert demo_data.fill(site.works, site.place) == []

    page = site.staff("coordinator").get("/-/events/desk/lincoln").text
    past = site.staff("coordinator").get("/-/events/desk/lincoln?past=1").text
    assert page.count('<li><div><a href="/-/events/desk') + past.count(
        '<li><div><a href="/-/events/desk'
    ) == len(EVENTS)
