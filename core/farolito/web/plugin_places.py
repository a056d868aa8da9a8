"""Pages and menu entries of plugins, where a plugin is on at some places only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g

from farolito.errors import NotFound
from farolito.services.plugins.reach import off_at_address, off_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.services.work import Work

NAMES_A_PLACE = ("place", "place_slug")
"""A part of an address with one of these names is the address of a place."""


def keep_to_places(work: Work, plugin: str, parts: Mapping[str, str]) -> None:
    """Raises NotFound where a page of a plugin is not there: its address names a place at which the plugin is off.

    An address that names none is there for whoever has a place at which the plugin is on, and for everybody when it
    is public and the plugin is on anywhere.
    """
    chosen = work.hooks.roster.chosen
    if not chosen.somewhere or plugin not in chosen.scopes:
        return
    named = [parts[name] for name in NAMES_A_PLACE if name in parts]
    if named:
        off = any(plugin in off_at_address(work, slug) for slug in named)
    elif work.actor.kind in ("user", "volunteer"):
        off = plugin in off_for(work)
    else:
        off = not chosen.scopes[plugin].anywhere
    if off:
        raise NotFound("There is no such page.")


def remember_off(work: Work) -> None:
    """Note which plugins have no entries in the menu of this page, while there is a work to look it up with."""
    g.plugins_off = off_for(work)


def plugin_at(url: str) -> str:
    """The plugin whose page this is, of an address such as ``/-/food_bank/desk``."""
    return url.split("/")[2]


def in_menu(url: str) -> bool:
    """Whether an entry of a plugin leads somewhere for whoever looks at this page."""
    return plugin_at(url) not in g.get("plugins_off", ())
