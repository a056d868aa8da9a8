"""Where the sealed facts of people and households stand, and the hashes that find people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.db.sealing import Cell, keyed_hash, seal_json, unseal_json
from farolito.domain.matching import keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.db.keyring import Keyring
    from farolito.domain.matching import Known

HASH_BYTES = 16
"""As much of a keyed hash as never meets another one by chance; it is stored many times per person."""


def seal_facts(
    keyring: Keyring, table: str, place_id: str, row_id: str, facts: Mapping[str, Any]
) -> bytes:
    """Answers to questions bound to facts; ``table`` is person or household."""
    return seal_json(keyring, Cell(table, "facts", place_id, row_id), facts)


def open_facts(
    keyring: Keyring, table: str, place_id: str, row_id: str, sealed: bytes | None
) -> dict[str, tuple[str, Any]]:
    """The same back: fact to the question's name and its answer."""
    if sealed is None:
        return {}
    document = unseal_json(keyring, Cell(table, "facts", place_id, row_id), sealed)
    return {fact: (question, answer) for fact, (question, answer) in document.items()}


def hashes(keyring: Keyring, place_id: str, regime: str, known: Known) -> frozenset[bytes]:
    """What finds a person again at this place, among records of this regime and no other."""
    return frozenset(
        keyed_hash(keyring, f"people of {regime}", place_id, key.encode("utf-8", "replace"))[
            :HASH_BYTES
        ]
        for key in keys(known)
    )
