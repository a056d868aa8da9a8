"""The question bank: blocks that were written once, with their source and licence, and are put into forms.

A block is a JSON file of its own. ``{"use": "hunger-vital-sign"}`` in a form stands for its pages. They are put in
before the form is read, so what is published and hashed holds everything and needs no bank.
"""

from __future__ import annotations

from farolito.domain.blocks.block import BLOCK, Bank, Block
from farolito.domain.blocks.putting_in import PutIn, put_in
from farolito.domain.blocks.reading import NO_BLOCKS, alone, as_part, read_block

__all__ = [
    "BLOCK",
    "NO_BLOCKS",
    "Bank",
    "Block",
    "PutIn",
    "alone",
    "as_part",
    "put_in",
    "read_block",
]
