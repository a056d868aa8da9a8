"""Which addresses an actor asks for in the short form: what fits together always, of what is mixed a share.

An address fits together when no two of its parts are of different places. Those are what an actor is shown, or must
not be shown because of who they are. A record of one school under the address of another is refused whoever wants it:
of those each actor asks for every eighth, each for another one, so that eight actors in a row ask for all of them.

A page whose permission an actor holds nowhere is refused whatever stands in its address, and a page for everybody does
not look who of the staff asks: there an actor asks for one address of each school, and for every eighth of the others.
With ``FAROLITO_LONG=1`` everybody asks for everything: some 5,000 requests each, on each engine.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import HouseholdResponse
from farolito.domain.access import SYSTEM
from farolito.services import places
from tests.matrix.world import SITES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.matrix.world import World

LONG = bool(os.environ.get("FAROLITO_LONG"))
SHARES = 8

ABOVE = ("here-district", "there-district", "county")


class Share:
    """The share of the actor of a number; without one, everything."""

    def __init__(self, world: World, number: int | None) -> None:
        self.number = None if LONG else number
        places_ = {one: one for one in (*SITES, *ABOVE)}
        self.whose = places_ | world.ids.site | world.came | households(world)

    def of(
        self, addresses: Iterable[tuple[str, ...]], *, alike: bool = False
    ) -> Iterator[tuple[str, ...]]:
        """Of the parts of a page's addresses, those that are asked for, in their order.

        ``alike``: what stands in them makes no difference to this actor.
        """
        if self.number is None:
            yield from addresses
            return
        shared, asked = 0, set[frozenset[str]]()
        for parts in addresses:
            of = self.places(parts)
            if len(of) < 2 and not (alike and (of in asked or of & {*ABOVE})):
                asked.add(of)
                yield parts
                continue
            if shared % SHARES == self.number % SHARES:
                yield parts
            shared += 1

    def places(self, parts: Iterable[str]) -> frozenset[str]:
        """The places that these are of. Parts fit together when that is not more than one."""
        return frozenset(self.whose[one] for one in parts if one in self.whose)


def households(world: World) -> dict[str, str]:
    """The households of what was sent, and the school of each."""
    brought = table_of(HouseholdResponse)
    found: dict[str, str] = {}
    with world.works.open(SYSTEM, write=False) as work:
        for site in SITES:
            here = brought.c.place_id == places.by_slug(work, site).id
            rows = work.peek(select(brought.c.household_id).where(here, brought.c.number > 0))
            found |= {row.household_id: site for row in rows}
    return found
