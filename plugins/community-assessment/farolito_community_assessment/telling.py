"""What is told to everybody: a few sentences in each language of families, kept as they were shown when published."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, gettext
from farolito_community_assessment.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito_community_assessment.models import Cycle
    from farolito_community_assessment.results import Results

TOLD_IN = tuple(tag for tag, language in LANGUAGES.items() if not language.pseudo)
BY_STAFF = ("en", "es")
"""In which staff write what the school does now, and themes; and what paper for staff is printed in."""


@dataclass(frozen=True, slots=True)
class Part:
    """What some people said: who, how many answered, what they named most, what they offer. All in words."""

    who: str
    answered: str
    named: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """The results in one language."""

    title: str
    parts: tuple[Part, ...]


def edition(results: Results) -> Edition:
    """The results in the language that is spoken; who said too little to show anything is left out."""
    return Edition(
        results.title,
        tuple(
            Part(
                gettext(VARIANTS[group.name].who),
                group.rate.answered,
                tuple((row.label, row.amount) for row in group.named),
                tuple((row.label, row.amount) for row in group.offered),
            )
            for group in results.groups
            if group.report
        ),
    )


def is_whole(results: Results, language: str) -> bool:
    """Whether every answer that would be named has its words in ``language``: no edition is half English."""
    return LANGUAGES[language].pseudo or all(
        row.label_language == language
        for group in results.groups
        for row in (*group.named, *group.offered)
    )


def keep(cycle: Cycle, editions: Mapping[str, Edition]) -> None:
    """Publish: from here on everybody is shown these words, whatever is counted later."""
    cycle.told = json.dumps({tag: asdict(one) for tag, one in editions.items()}, ensure_ascii=False)


def told(cycle: Cycle, language: str) -> Edition | None:
    """What was published, in ``language`` or in English; None for nothing yet."""
    if not cycle.told:
        return None
    kept = json.loads(cycle.told)
    one = kept.get(language) or kept["en"]
    parts = tuple(
        Part(part["who"], part["answered"], _pairs(part["named"]), _pairs(part["offered"]))
        for part in one["parts"]
    )
    return Edition(one["title"], parts)


def told_in(cycle: Cycle) -> tuple[str, ...]:
    """In which languages it was published, in the order of the language page."""
    kept = json.loads(cycle.told) if cycle.told else {}
    return tuple(tag for tag in TOLD_IN if tag in kept)


def next_steps(cycle: Cycle, language: str) -> tuple[list[str], str]:
    """What the school does now, one line each, and in which language that is written."""
    by_language = {"en": cycle.next_en, "es": cycle.next_es}
    tag = language if by_language.get(language) else "en" if cycle.next_en else "es"
    return [line.strip() for line in by_language[tag].splitlines() if line.strip()], tag


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, amount) for label, amount in rows)
