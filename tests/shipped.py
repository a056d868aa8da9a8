"""Every form that ships, of the host and of the bundled plugins, as it is published: with the blocks that it uses."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from farolito.domain.reading import complete_document, document_of
from farolito.plugins.loader import load
from farolito.services.blocks import whole_bank
from farolito.translations.audience import OF_FAMILIES

if TYPE_CHECKING:
    from farolito.domain.blocks.block import Bank

ROOT = Path(__file__).parents[1]
FILES = [
    path
    for pattern in ("forms/*/*.json", "plugins/*/*/forms/*.json")
    for path in sorted(ROOT.glob(pattern))
    if path.name != "pack.json" and path.parent.name != "blocks"
]


@cache
def _bank() -> Bank:
    return whole_bank(ROOT / "forms", load().roster, [])


def document(path: Path) -> dict[str, Any]:
    """One of them."""
    return dict(complete_document(document_of(path.read_bytes()), _bank()))


def in_english_and_spanish(text: str) -> dict[str, Any]:
    """A form without the words of other languages, for tests that add texts of their own."""
    found: dict[str, Any] = json.loads(
        text, object_hook=lambda one: {k: v for k, v in one.items() if k not in OF_FAMILIES}
    )
    return {**found, "languages": ["en", "es"]}
