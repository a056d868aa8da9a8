"""Which plugins there are and how each one fared at start-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.plugins.failures import passes
from farolito.plugins.sets import NOBODY_CHOSE, Chosen
from farolito.plugins.words import cleaned

if TYPE_CHECKING:
    from pathlib import Path

    from farolito.plugins.failures import Unwelcome
    from farolito.plugins.manifest import Plugin


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a plugin is not loaded. ``reason`` and ``remedy`` are one plain sentence each.

    ``code`` is stable and meant for programs. ``detail`` are the last lines of what Python said, if anything.
    """

    name: str
    code: str
    reason: str
    remedy: str
    distribution: str = ""
    version: str = ""
    title: str = ""
    detail: str = ""


def refusal_of(
    name: str, why: Unwelcome, distribution: str = "", version: str = "", title: str = ""
) -> Refusal:
    """The refusal of a plugin that was found unwelcome; its words can be shown, whatever its errors say."""
    return Refusal(
        name,
        why.code,
        cleaned(str(why)),
        cleaned(why.remedy),
        distribution,
        version,
        cleaned(title),
        cleaned(why.detail),
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plugin that is on. ``hooks`` are the hooks it answers, by name.

    ``warnings`` are sentences about what it uses that a later Farolito takes away.
    """

    plugin: Plugin
    distribution: str = ""
    version: str = ""
    hooks: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The plugin's name."""
        return self.plugin.name

    def folder(self, name: str) -> Path | None:
        """Its folder of that name; None when it has none, or its own code breaks even looking."""
        try:
            return self.plugin.folder(name)
        except BaseException as error:
            if passes(error):
                raise
            return None


@dataclass(frozen=True, slots=True)
class Installed:
    """A plugin that is installed and not on; nothing of it was imported."""

    name: str
    distribution: str
    version: str


@dataclass(frozen=True, slots=True)
class Roster:
    """What the loader found: ``loaded`` in enabled order, ``refused`` with reasons, ``off`` untouched.

    ``chosen``: who decided what is on, and where it is.
    """

    loaded: tuple[Loaded, ...] = ()
    refused: tuple[Refusal, ...] = ()
    off: tuple[Installed, ...] = ()
    safe_mode: bool = False
    chosen: Chosen = NOBODY_CHOSE

    @property
    def names(self) -> frozenset[str]:
        """Every plugin that is installed, or should be."""
        loaded, refused = {one.name for one in self.loaded}, {one.name for one in self.refused}
        return frozenset(loaded | refused | {one.name for one in self.off})
