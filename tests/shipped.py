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
    from farolito.plugins.hooks import Hooks

ROOT = Path(__file__).parents[1]
FILES = [
    path
    for pattern in ("forms/*/*.json", "plugins/*/*/forms/*.json")
    for path in sorted(ROOT.glob(pattern))
    if path.name != "pack.json" and path.parent.name != "blocks"
]


@cache
def hooks() -> Hooks:
    """What the bundled plugins do."""
    return load()


@cache
def bank() -> Bank:
    """The blocks that ship."""
    return whole_bank(ROOT / "forms", hooks().roster, [])


def document(path: Path) -> dict[str, Any]:
    """One of them."""
    return dict(complete_document(document_of(path.read_bytes()), bank()))


def in_english_and_spanish(text: str) -> dict[str, Any]:
    """A form without the words of other languages, for tests that add texts of their own."""
    found: dict[str, Any] = json.loads(
        text, object_hook=lambda one: {k: v for k, v in one.items() if k not in OF_FAMILIES}
    )
    return {**found, "languages": ["en", "es"]}
