"""Doors: each partner answers at an address of its own, which stands on its slips.

address(work, place_id, partner_id) -> str           # what stands after /partner/<place>/
partner_behind(work, place_id, door) -> str          # "" for none

Wrong codes are counted for each door apart. Whoever guesses codes has no slip, and so no door: all such tries
together are slowed down at the address without one, and no partner with a slip waits for them. A door opens nothing;
whoever has found one slip can make that partner wait, and no other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.queries import referrals as queries
from farolito.db.sealing import keyed_hash
from farolito.domain.codes import ALPHABET

if TYPE_CHECKING:
    from farolito.services.work import Work

LENGTH = 6  # 25 ** 6, about 244 million: to try them takes as long as to try codes


def address(work: Work, place_id: str, partner_id: str) -> str:
    """The door of a partner: letters and numbers that are not mistaken for one another, always the same ones."""
    hashed = keyed_hash(work.keyring, "partner door", place_id, partner_id.encode())
    number = int.from_bytes(hashed, "big")
    return "".join(
        ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in range(LENGTH)
    )


def partner_behind(work: Work, place_id: str, door: str) -> str:
    """The id of the partner whose door this is, whatever the case; nothing for any other word."""
    door = door.upper()
    if len(door) != LENGTH:
        return ""
    partners = work.peek(queries.PARTNER_IDS, {"place_id": place_id})
    return next((row.id for row in partners if address(work, place_id, row.id) == door), "")
