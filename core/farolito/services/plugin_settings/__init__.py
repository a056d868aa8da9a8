"""What administrators set for plugins: for everybody or at a place, where it counts for everything below.

settings_of(work, CenterSettings, place) -> CenterSettings       # for plugins; place None: everybody's
of_plugin(work, name, place_id) -> object | None                 # the same, for hooks
shown(work, name, place_slug) -> SettingsShown                   # for pages and commands; NotFound
save(work, name, place_slug, typed, unset, seen) -> tuple[str, ...]     # Conflict, Unfit, NotFound
forget(work, name) -> None                                       # when the data of a plugin is deleted
"""

from farolito.services.plugin_settings.changing import Unfit, forget, save
from farolito.services.plugin_settings.reading import of_plugin, settings_of
from farolito.services.plugin_settings.showing import (
    FieldShown,
    SettingsShown,
    how_many,
    may_for_everybody,
    places_that_may,
    shown,
)

__all__ = [
    "FieldShown",
    "SettingsShown",
    "Unfit",
    "forget",
    "how_many",
    "may_for_everybody",
    "of_plugin",
    "places_that_may",
    "save",
    "settings_of",
    "shown",
]
