"""What a family could ask for, from a few answers: likely, worth asking, or ask a person. Nobody is told no.

    asked_for(Household(people=4, least=4000, most=4999, who={"child_5_18"}), day)  # Verdict("calfresh", LIKELY), …

An income is a range. A range that lies below a line is *likely*, one that the line runs through is *worth asking*.
Above it, without an answer or without a table for the day, *ask a person*: rules have exceptions that no table knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from farolito_enrollment_checklists.limits import monthly

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

LIKELY, WORTH_ASKING, ASK_A_PERSON = "likely", "worth_asking", "ask_a_person"
LEVELS = (LIKELY, WORTH_ASKING, ASK_A_PERSON)

SMALL = 2
"""People up to whom CalFresh pays at least its smallest amount below its gross line."""

EARNED_PER_WORKER = 450
"""Dollars a month that CalWORKs takes off what each person earns before it looks at its line (checked 2026-11-23)."""

CASH_OR_HEALTH = ("medi_cal", "calfresh", "calworks", "ssi")
"""Programmes whose holders other programmes take without counting the income again."""


@dataclass(frozen=True)
class Household:
    """What was said: people, income a month from ``least`` to ``most`` (None: no upper end), who lives there, what
    they have, and whether a doctor or a place to sleep is wanted. None and empty: not said."""

    people: int | None
    least: int | None
    most: int | None
    who: Collection[str] = ()
    has: Collection[str] = ()
    doctor: bool | None = None
    place: bool | None = None

    @property
    def children(self) -> bool:
        """Whether somebody is under 19."""
        return "child_under_5" in self.who or "child_5_18" in self.who

    @property
    def pregnant(self) -> bool:
        """Whether a child is on its way, or was born in the last year."""
        return "pregnant" in self.who


@dataclass(frozen=True)
class Verdict:
    """A programme and how sure the tables are. ``programme`` is the id of a checklist, or one with a part behind it."""

    programme: str
    level: str
    checklist: str


def asked_for(household: Household, day: date) -> tuple[Verdict, ...]:
    """Every programme that fits who lives there, the surest first. What they have already is left out."""
    found = [
        Verdict(programme, level, checklist)
        for programme, checklist, level in _all(household, day)
        if programme.split(":")[0].replace("-", "_") not in household.has
    ]
    return tuple(sorted(found, key=lambda one: LEVELS.index(one.level)))


def _all(here: Household, day: date) -> Iterator[tuple[str, str, str]]:
    yield "calfresh", "calfresh", _calfresh(here, day)
    if here.children:
        yield "medi-cal:child", "medi-cal", _child(here, day)
    if here.pregnant:
        yield "medi-cal:pregnancy", "medi-cal", _below("medi-cal-pregnancy", here, day, more=1)
    adults = _below("medi-cal-adult", here, day)
    yield "medi-cal:adult", "medi-cal", adults
    if adults != LIKELY:
        yield "covered-california", "covered-california", _covered(here)
    if here.doctor:
        yield "other-doors", "other-doors", WORTH_ASKING
    if here.pregnant or "child_under_5" in here.who:
        yield "wic", "wic", _wic(here, day)
    if here.children or here.pregnant:
        yield "calworks", "calworks", _calworks(here, day)
    if "needs_care" in here.who:
        yield "ihss", "ihss", WORTH_ASKING
    if "child_5_18" in here.who:
        yield "meals", "meals", _meals(here, day)
    if "new_child" in here.who:
        yield "school-enrollment", "school-enrollment", LIKELY
    yield "phone-internet", "phone-internet", _phone(here, day)


def _below(table: str, here: Household, day: date, more: int = 0) -> str:
    """Where the range of income lies beside a monthly line."""
    if here.people is None or here.least is None:
        return ASK_A_PERSON
    line = monthly(table, min(here.people + more, 50), day)
    if line is None or here.least > line:
        return ASK_A_PERSON
    return LIKELY if here.most is not None and here.most <= line else WORTH_ASKING


def _child(here: Household, day: date) -> str:
    """The line of children; where a child is on its way, whether it counts for its sister is worth asking."""
    level = _below("medi-cal-child", here, day)
    counted = here.pregnant and _below("medi-cal-child", here, day, more=1) != ASK_A_PERSON
    return WORTH_ASKING if level == ASK_A_PERSON and counted else level


def _calfresh(here: Household, day: date) -> str:
    """Below the gross line. Two things make it less than sure.

    From three people on, what is left after rent and other costs decides, and above 130 percent that may be nothing.
    Where nobody is a child, pregnant, 60 or in need of care, some adults get it for three months only.
    """
    level = _below("calfresh-gross", here, day)
    spared = here.children or here.pregnant or {"adult_60", "needs_care"} & set(here.who)
    large = here.people is not None and here.people > SMALL
    sure = bool(spared) and (not large or _below("calfresh-130", here, day) == LIKELY)
    return WORTH_ASKING if level == LIKELY and not sure else level


def _covered(here: Household) -> str:
    """Plans with help to pay have no line that a range could be compared with."""
    return WORTH_ASKING if here.least is not None else ASK_A_PERSON


def _wic(here: Household, day: date) -> str:
    """Whoever has, or could have, one of the other programmes fits; a child on its way counts as one more."""
    if {"medi_cal", "calfresh", "calworks"} & set(here.has):
        return LIKELY
    level = _below("wic", here, day, more=1 if here.pregnant else 0)
    return WORTH_ASKING if level == ASK_A_PERSON and _some_medi_cal(here, day) else level


def _some_medi_cal(here: Household, day: date) -> bool:
    """Whether somebody in the household may be below a line of Medi-Cal."""
    levels = [_below("medi-cal-adult", here, day)]
    levels += [_child(here, day)] if here.children else []
    levels += [_below("medi-cal-pregnancy", here, day, more=1)] if here.pregnant else []
    return any(level != ASK_A_PERSON for level in levels)


def _calworks(here: Household, day: date) -> str:
    """Above the line, what one person earns may still be taken off."""
    level = _below("calworks-mbsac", here, day)
    if level != ASK_A_PERSON or here.people is None or here.least is None:
        return level
    line = monthly("calworks-mbsac", here.people, day)
    near = line is not None and here.least <= line + EARNED_PER_WORKER
    return WORTH_ASKING if near else ASK_A_PERSON


def _meals(here: Household, day: date) -> str:
    """SUN Bucks: by another programme, or by the line of reduced-price meals. The meals themselves are free for all."""
    if {"calfresh", "calworks", "medi_cal"} & set(here.has):
        return LIKELY
    return _below("meals-reduced", here, day)


def _phone(here: Household, day: date) -> str:
    """LifeLine goes by other programmes; its own line was not found, so no table is asked."""
    if set(CASH_OR_HEALTH) & set(here.has):
        return LIKELY
    below = _below("calfresh-gross", here, day) != ASK_A_PERSON
    return WORTH_ASKING if below or _some_medi_cal(here, day) else ASK_A_PERSON
