"""What a cycle found, in words: who answered, what was named most, what is offered, and how needs meet services.

Everything here is made of what the host shows: bounds and words that went through ``suppress()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito.api import LANGUAGES, N_, counts_words, gettext
from farolito_community_assessment.variants import (
    HARD,
    NEEDS,
    NOW,
    OFFERS,
    QUESTION,
    SERVICES,
    VARIANTS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from farolito.api import Bounds, CountReport, ReportBlock, ReportRow, ShownForm

NO_ANSWER = ("", "none", "nothing")
"""Values that name nothing."""
TOP = 3


@dataclass(frozen=True, slots=True)
class Rate:
    """How many answered of how many who were asked, in words. ``bar``: percent, None where it is not shown."""

    who: str
    answered: str
    asked: str
    percent: str
    bar: int | None


@dataclass(frozen=True, slots=True)
class Service:
    """A service as some people said: who needs it, who uses it now, for whom it is hard to get to."""

    label: str
    need: ReportRow
    now: ReportRow | None
    hard: ReportRow | None


@dataclass(frozen=True, slots=True)
class Group:
    """One variant: its rate, its rates by language, what was named most, what is offered, and every question."""

    name: str
    rate: Rate
    languages: tuple[Rate, ...]
    report: CountReport | None
    named: tuple[ReportRow, ...]
    offered: tuple[ReportRow, ...]
    services: tuple[Service, ...]
    blocks: tuple[ReportBlock, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """A cycle. ``title`` is what was found. ``small``: the least number that is shown here."""

    title: str
    groups: tuple[Group, ...]
    small: int

    @property
    def anything(self) -> bool:
        """Whether there is anything to show yet."""
        return any(group.report for group in self.groups)


def of(
    place_name: str, found: Mapping[str, ShownForm], asked: Mapping[str, Mapping[str, int]]
) -> Results:
    """The results of a place, of what the host shows of each variant."""
    groups = tuple(_group(name, found[name], asked.get(name, {})) for name in VARIANTS)
    titles = [group.report.title for group in groups if group.report and group.named]
    title = titles[0] if titles else gettext("What we were told at %(place)s", place=place_name)
    return Results(title, groups, max(shown.small for shown in found.values()))


def _group(name: str, shown: ShownForm, asked: Mapping[str, int]) -> Group:
    variant = VARIANTS[name]
    blocks = shown.report.blocks if shown.report else ()
    languages = [
        _rate(
            LANGUAGES[tag].autonym if tag in LANGUAGES else tag, bounds, asked.get(tag), shown.small
        )
        for tag, bounds in shown.languages.items()
        if bounds.high
        or asked.get(tag)  # of a survey in twelve languages, those that say something
    ]
    return Group(
        name,
        _rate(gettext(variant.who), shown.responses, asked.get(""), shown.small),
        tuple(languages),
        shown.report,
        top(block_of(blocks, NEEDS)),
        top(block_of(blocks, OFFERS)),
        _services(blocks),
        tuple(block for block in blocks if block.name == NEEDS or _is_told(block.name)),
    )


def _rate(who: str, answered: Bounds, asked: int | None, small: int) -> Rate:
    words = counts_words(answered, small)
    if not asked:
        return Rate(who, words, "", "", None)
    if not answered.shown or not answered.low:
        return Rate(who, words, str(asked), "", None)
    percent = round(100 * answered.low / asked)
    return Rate(who, words, str(asked), f"{percent} %", min(percent, 100))


def block_of(blocks: Sequence[ReportBlock], name: str) -> ReportBlock | None:
    """The block of this name."""
    return next((one for one in blocks if one.name == name), None)


def top(block: ReportBlock | None, most: int = TOP) -> tuple[ReportRow, ...]:
    """What was named most, as far as it is shown; the most first."""
    rows = [row for row in block.rows if row.bar and row.value not in NO_ANSWER] if block else []
    return tuple(sorted(rows, key=lambda row: -(row.bar or 0))[:most])


def _is_told(name: str) -> bool:
    return name.startswith(QUESTION) and not name.startswith(SERVICES)


def _services(blocks: Sequence[ReportBlock]) -> tuple[Service, ...]:
    needs = block_of(blocks, NEEDS)
    rows = [row for row in needs.rows if row.value not in NO_ANSWER] if needs else []
    found = []
    for row in sorted(rows, key=lambda row: -(row.bar or 0)):
        asked = next(
            (
                block_of(blocks, start + row.value)
                for start in SERVICES
                if block_of(blocks, start + row.value)
            ),
            None,
        )
        by_value = {one.value: one for one in asked.rows} if asked else {}
        found.append(Service(row.label, row, by_value.get(NOW), by_value.get(HARD)))
    return tuple(found)


HOW = (
    (
        N_("What was asked"),
        N_(
            "A survey of 10 to 12 questions about what goes well, what would help, and what people offer."
        ),
    ),
    (
        N_("Who was asked"),
        N_(
            "Families, students and staff of this school. Nobody had to answer, and every question could be skipped."
        ),
    ),
    (N_("Names"), N_("Nobody was asked for a name. Only the day of an answer is kept.")),
    (
        N_("What this can not say"),
        N_("It tells what those said who answered. Who did not answer may need other things."),
    ),
)
"""How it was asked and what it can not say, for every report."""
