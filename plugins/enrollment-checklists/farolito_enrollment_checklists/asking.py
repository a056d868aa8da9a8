"""The form "What you could ask for": from its answers to a household, and from verdicts to next steps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import NextStep
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.screen import (
    Household,
    asked_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from farolito.api import ResponseView

FORM = "what-to-ask-for"

WORDS = json.loads(Path(__file__).with_name("asking.json").read_text(encoding="utf-8"))
LEVEL: Mapping[str, Mapping[str, str]] = WORDS["levels"]
WHAT: Mapping[str, Mapping[str, str]] = WORDS["programmes"]
DETAIL: Mapping[str, Mapping[str, str]] = WORDS["details"]
ASK_US: Mapping[str, str] = WORDS["detail"]
TONIGHT: Mapping[str, str] = WORDS["tonight"]
"""What a step says, in each language."""


def household(answers: Mapping[str, object]) -> Household:
    """The household that was described; what was skipped, or is of another kind, was not said."""
    people, income = answers.get("ask_people"), answers.get("ask_income")
    least, most = _range(income) if isinstance(income, str) else (None, None)
    return Household(
        people=people if isinstance(people, int) and not isinstance(people, bool) else None,
        least=least,
        most=most,
        who=_chosen(answers.get("ask_who")),
        has=_chosen(answers.get("ask_has")),
        doctor=answers.get("ask_doctor") == "yes",
        place=answers.get("ask_place") == "yes",
    )


def next_steps(response: ResponseView, today: date) -> Iterator[NextStep]:
    """One step for each programme, the surest first; a family without a place to sleep is told of that first."""
    here = household(response.answers)
    verdicts = asked_for(here, today)
    if here.place:
        verdicts = tuple(sorted(verdicts, key=lambda one: one.programme != "calworks"))
    for one in verdicts:
        data = checklists()[one.checklist]
        detail = DETAIL.get(one.programme, ASK_US)
        if one.programme == "calworks" and here.place:
            detail = TONIGHT
        yield NextStep(
            title={
                language: LEVEL[one.level][language].format(what=words)
                for language, words in WHAT[one.programme].items()
            },
            detail=detail,
            phone=next((channel.phone for channel in data.channels if channel.phone), None),
            url=next((channel.url for channel in data.channels if channel.url), None),
        )


def _range(name: str) -> tuple[int | None, int | None]:
    """ "500_999" to its ends; "2000_up" has no upper one."""
    least, _, most = name.partition("_")
    if not least.isdecimal():
        return None, None
    return int(least), int(most) if most.isdecimal() else None


def _chosen(answer: object) -> frozenset[str]:
    return (
        frozenset(one for one in answer if isinstance(one, str))
        if isinstance(answer, list)
        else frozenset()
    )
