"""Languages as directories write them, and as Farolito does: "Spanish", "spa", "es"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES

if TYPE_CHECKING:
    from farolito_resource_guide.taking.tidy import Remarks

MORE = {
    "eng": "en", "spa": "es", "chi": "zh-Hant", "zho": "zh-Hant", "zh": "zh-Hant", "chinese": "zh-Hant",
    "mandarin": "zh-Hans", "cantonese": "zh-Hant", "kor": "ko", "vie": "vi", "tgl": "tl", "fil": "tl", "filipino": "tl",
    "hye": "hy", "arm": "hy", "rus": "ru", "fas": "fa", "per": "fa", "persian": "fa", "ara": "ar", "khm": "km",
    "khmer": "km", "cambodian": "km",
}  # fmt: skip
"""Other names and codes of languages that we write."""


def tag_of(text: str) -> str:
    """The tag of a language, by its name or code; "" for one that we do not know."""
    wanted = text.strip().casefold()
    for language in LANGUAGES.values():
        if not language.pseudo and wanted in (
            language.tag.casefold(),
            language.english.casefold(),
            language.autonym.casefold(),
        ):
            return language.tag
    return MORE.get(wanted, "")


def tags_of(text: str, remarks: Remarks) -> tuple[str, ...]:
    """The tags of several, written with commas, semicolons or slashes; each once."""
    found: dict[str, None] = {}
    for part in filter(None, (part.strip() for part in re.split(r"[,;/\n]|\band\b", text))):
        tag = tag_of(part)
        if tag:
            found[tag] = None
        else:
            remarks.add("language", part)
    return tuple(found)
