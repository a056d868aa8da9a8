"""What two people share if they can be one: a phone or its end, an e-mail, a word of the name with the birth date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.domain.matching.dates import parts
from farolito.domain.matching.names import MARKS, words_of

if TYPE_CHECKING:
    from farolito.domain.matching.known import Known


def keys(known: Known) -> frozenset[str]:
    """Texts of which a store keeps keyed hashes, and nothing else of what they are made from.

    Of a name there is a key only together with a birth date, so that nobody is found by a common name.
    """
    found = set()
    if known.last_seven:
        found |= {f"phone|{known.phone}", f"phone7|{known.last_seven}"}
    if known.address:
        found.add(f"email|{known.address}")
    if known.birth_date:
        sounds = {word.sound for word in words_of(known.name) if word.latin not in MARKS}
        found |= {f"born|{sound}|{part}" for sound in sounds for part in parts(known.birth_date)}
    return frozenset(found)
