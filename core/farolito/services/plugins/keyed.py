"""Names for words that say nothing about them, so that a plugin finds its row again without keeping the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.db.sealing import keyed_hash

if TYPE_CHECKING:
    from farolito.services.work import Work

KEY_BYTES = 16
"""As much of a keyed hash as never meets another one by chance."""


def keyed(work: Work, place_id: str, purpose: str, words: str) -> str:
    """A name for ``words`` that nobody without the key can guess: the same for the same plugin, place and purpose."""
    mark = f"plugin {work.plugin} {purpose}"
    return keyed_hash(work.keyring, mark, place_id, words.encode())[:KEY_BYTES].hex()
