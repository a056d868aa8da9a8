"""Next steps for the family: which checklists follow from the needs that were found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from farolito.api import N_, NextStep
from farolito_enrollment_checklists import asking
from farolito_enrollment_checklists.data import checklists

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from farolito.api import ResponseView

LINK = N_("What to bring: checklists")
"""What the way to the lists is called on the page of a school."""

BY_NEED = {
    "food": "calfresh",
    "health_coverage": "medi-cal",
    "housing": "calworks",
    "internet": "phone-internet",
}
"""Name of a need to the checklist that helps with it. Forms decide when there is a need."""

OWN_FORM = "calfresh-checklist"
SCREEN = ("low_income", "costs_more", "farm_work")
"""The three questions of the expedited screen, as answered in :data:`OWN_FORM` or in any form that asks them."""

WORDS = json.loads(Path(__file__).with_name("steps.json").read_text(encoding="utf-8"))
TITLES: Mapping[str, Mapping[str, str]] = WORDS["titles"]
DETAIL: Mapping[str, str] = WORDS["detail"]
EXPEDITED: Mapping[str, str] = WORDS["expedited"]
"""What a step says, in each language."""


def found(response: ResponseView) -> tuple[str, ...]:
    """The ids of the checklists that this response asks for, in the order of :data:`BY_NEED`."""
    wanted = {BY_NEED[need] for need in response.needs if need in BY_NEED}
    if response.form.name == OWN_FORM:
        wanted.add("calfresh")
    return tuple(checklist for checklist in BY_NEED.values() if checklist in wanted)


def is_expedited(response: ResponseView) -> bool:
    """Whether one of the three questions of the screen was answered with yes."""
    return any(response.answers.get(f"calfresh_{name}") == "yes" for name in SCREEN)


def next_steps(response: ResponseView, today: date) -> Iterator[NextStep]:
    """One step for each checklist, with where to apply; of "What you could ask for", one for each programme."""
    if response.form.name == asking.FORM:
        yield from asking.next_steps(response, today)
        return
    for checklist in found(response):
        channels = checklists()[checklist].channels
        expedited = checklist == "calfresh" and is_expedited(response)
        yield NextStep(
            title=TITLES[checklist],
            detail=EXPEDITED if expedited else DETAIL,
            phone=next((one.phone for one in channels if one.phone), None),
            url=next((one.url for one in channels if one.url), None),
        )
