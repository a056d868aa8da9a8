"""The guide of a place as families see it: its own entries, and those that the places above it keep for all below.

    guide_of(work, place) -> Together

An entry of the place goes before one of the same id above it: whoever imports the list of the district and changes or
retires an entry has the last word at home. Entries keep the number and the address that they have where they are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.api import read_above
from farolito_resource_guide.loading import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from farolito.api import PlaceView, Work
    from farolito_resource_guide.entry import Entry


@dataclass(frozen=True, slots=True)
class Together:
    """All entries, retired ones too. ``keepers``: the place above that keeps an entry, by its id; none for own ones."""

    entries: tuple[Entry, ...]
    keepers: Mapping[str, PlaceView]

    def slug_of(self, entry: Entry, place: PlaceView) -> str:
        """The place that the address of an entry begins with, in the guide of ``place``."""
        keeper = self.keepers.get(entry.id)
        return keeper.slug if keeper else place.slug

    def keeper_of(self, entry: Entry) -> str:
        """Who above keeps an entry, in words; "" for an own one."""
        keeper = self.keepers.get(entry.id)
        return keeper.name if keeper else ""

    @property
    def inherited(self) -> tuple[Entry, ...]:
        """Those that a place above keeps."""
        return tuple(one for one in self.entries if one.id in self.keepers)


def guide_of(work: Work, place: PlaceView) -> Together:
    """The entries of a place and of those above it on which the guide is on."""
    above = read_above(work, place, entries_of)
    own = entries_of(work.session, place.id).values()
    keepers: dict[str, PlaceView] = {}
    found = {one.id: one for one in own}
    for keeper, entries in above:
        for one in entries.values():
            if one.id not in found:
                found[one.id] = one
                keepers[one.id] = keeper
    return Together(tuple(found.values()), keepers)


def nearest(guides: Iterable[Mapping[int, Entry]]) -> list[Entry]:
    """The same of guides in their order: each entry once, as the first of them has it."""
    found: dict[str, Entry] = {}
    for entries in guides:
        for one in entries.values():
            found.setdefault(one.id, one)
    return list(found.values())
