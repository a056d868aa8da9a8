"""What could be had here: the plugins of the catalogue, and those that are installed and off. Reaches no network.

available(work) -> tuple[Available, ...]         # UnreadableSet; PackageRefused where the catalogue can not be used
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from packaging.version import Version

from farolito.plugins import discovery
from farolito.plugins.packages.catalogue import offers
from farolito.plugins.packages.folders import packages_folder
from farolito.services.plugins import sets

if TYPE_CHECKING:
    from farolito.services.work import Work

State = Literal["not_installed", "older", "installed", "off"]


@dataclass(frozen=True, slots=True)
class Available:
    """A plugin that could be had. ``type`` is the line that brings it, "" where there is nothing to do.

    ``version`` is what is offered, ``installed`` what is here ("": nothing). ``older``: what is here is older than what
    is offered. ``off``: it is here, and only has to be turned on.
    """

    plugin: str
    version: str
    title: str
    state: State
    installed: str
    type: str


def available(work: Work) -> tuple[Available, ...]:
    """Of the catalogue first, by name; then what is here and off. The route asks for ``plugins.view``."""
    plugins = sets.here(work)
    have = {name: one.version for one in plugins.packages for name in one.plugins}
    found = []
    for offer in offers(packages_folder(work.settings.data), work.settings.catalogue_key):
        mine = have.get(offer.plugin, "")
        state: State = "installed"
        line = ""
        if not mine:
            state, line = "not_installed", offer.line("install")
        elif Version(mine) < Version(offer.version):
            state, line = "older", offer.line("upgrade")
        found.append(Available(offer.plugin, offer.version, offer.title, state, mine, line))
    for name, points in sorted(discovery.by_name(discovery.installed()).items()):
        if not sets.is_on(work, plugins, name):
            version = discovery.distribution(points[0])[1]
            line = f"farolito plugins enable {name}"
            found.append(Available(name, version, "", "off", version, line))
    return tuple(found)
