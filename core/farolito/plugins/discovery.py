"""Finds what is installed, from the metadata of distributions; imports nothing."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GROUP = "farolito.plugins"

BUNDLED = (
    "printables",
    "wellbeing_centers",
    "margarets_place",
    "enrollment_checklists",
    "contact_log",
    "partners",
    "community_assessment",
    "events",
    "resource_guide",
)
"""The plugins that come with the host, in the order they are called when nobody says otherwise."""


def installed() -> tuple[EntryPoint, ...]:
    """Every plugin that any installed distribution offers."""
    return tuple(entry_points(group=GROUP))


def by_name(found: Iterable[EntryPoint]) -> Mapping[str, tuple[EntryPoint, ...]]:
    """Plugin name to its entry points: more than one means that two distributions claim the name."""
    names: dict[str, tuple[EntryPoint, ...]] = {}
    for entry_point in found:
        names[entry_point.name] = (*names.get(entry_point.name, ()), entry_point)
    return names


def distribution(entry_point: EntryPoint) -> tuple[str, str]:
    """Name and version of the distribution behind an entry point; empty strings when it has none."""
    if entry_point.dist is None:
        return "", ""
    return entry_point.dist.name, entry_point.dist.version
