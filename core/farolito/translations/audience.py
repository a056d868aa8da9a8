"""Who reads the sentences of our own pages: families in twelve languages, staff in two.

``locale/families.txt`` beside a catalogue says which files' sentences families read; a package without it has none.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from farolito.domain.languages import OF_STAFF, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FAMILIES = "families.txt"

OF_FAMILIES: tuple[str, ...] = tuple(tag for tag in WRITTEN if tag not in OF_STAFF)
"""The languages that only families are spoken to in: their catalogues hold nothing else."""

SCRIPTS = {
    "zh-Hant": "\u4e00-\u9fff", "zh-Hans": "\u4e00-\u9fff", "ko": "\uac00-\ud7af", "hy": "\u0530-\u058f",
    "ru": "\u0400-\u04ff", "fa": "\u0600-\u06ff", "ar": "\u0600-\u06ff", "km": "\u1780-\u17ff",
}  # fmt: skip
"""The letters of each language that is not written in Latin ones, for a class of a regular expression."""


NAMES = ("Farolito", "Medi-Cal", "CalFresh", "CalWORKs", "WIC", "SSI")
"""Names that are said in Latin letters in every language: ours, and those of programs as the county writes them."""


def patterns_of(package: Path) -> list[str]:
    """The lines of the package's ``families.txt``, without comments; empty when it has none."""
    path = package / "locale" / FAMILIES
    if not path.exists():
        return []
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def for_families(file: str, patterns: Sequence[str]) -> bool:
    """Whether families read what stands in ``file`` (from the package's folder, with slashes)."""
    found = False
    for pattern in patterns:
        if fnmatchcase(file, pattern.removeprefix("!")):
            found = not pattern.startswith("!")
    return found


def in_its_script(said: Sequence[str], english: Sequence[str], language: str) -> bool:
    """Whether words are written with the letters of ``language`` and are not the English left as it was.

    Words of one or two letters (a number, a code, "AM") say nothing, and one or two words may be a name. What is filled
    in, what stands in brackets and :data:`NAMES` do not count; other Latin letters may be a part of a sentence, never
    most of it.
    """
    for words in said:
        bare = re.sub(rf"%\(\w+\)[sd]|\{{\w*\}}|[(（].*?[)）]|{'|'.join(NAMES)}", "", words)
        latin = sum(len(part) for part in re.findall(r"[A-Za-z]+", bare))
        if language not in SCRIPTS:
            if latin > 12 and len(words.split()) > 2 and words in english:
                return False
            continue
        own = len(re.findall(f"[{SCRIPTS[language]}]", bare))
        weight = 3 if language.startswith("zh") else 2 if language == "ko" else 1
        if latin > 2 and latin > own * weight:
            return False
    return True
