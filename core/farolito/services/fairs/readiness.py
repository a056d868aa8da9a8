"""Whether a fair is ready: each thing that is needed, whether it is done, and what is missing."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from farolito.db.queries import fairs as queries
from farolito.db.queries import forms as form_queries
from farolito.domain.languages import WRITTEN
from farolito.domain.translations import states_of_texts
from farolito.services.fairs import tablets, tickets
from farolito.services.fairs.planning import forms_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.services.fairs.values import FairView, TabletSeen
    from farolito.services.links import LinkView
    from farolito.services.work import Work

Kind = Literal["forms", "languages", "tablets", "copies", "tickets", "paper", "pin"]


@dataclass(frozen=True, slots=True)
class Gap:
    """What a form lacks in a language that the fair shows first: texts without words, or that nobody checked."""

    link: LinkView
    language: str
    missing: int
    unchecked: int
    offered: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is needed. What belongs to it, by kind: ``closed`` forms, ``gaps``, ``tablets``, counts."""

    kind: Kind
    done: bool
    many: int = 0
    closed: tuple[LinkView, ...] = ()
    gaps: tuple[Gap, ...] = ()
    tablets: tuple[TabletSeen, ...] = ()
    sheets: Mapping[str, int] = field(default_factory=dict)


def checks(work: Work, fair: FairView) -> tuple[Check, ...]:
    """Everything that a fair needs, in the order in which it is got ready."""
    forms = forms_of(work, fair)
    closed = tuple(one for one in forms if not one.open)
    gaps = tuple(gap for link in forms for gap in _gaps(work, link, fair.plan.languages))
    seen = tuple(one for one in tablets.of_fair(work, fair) if one.paired)
    complete = [
        one for one in seen if one.languages and set(fair.plan.languages) <= set(one.languages)
    ]
    printed = len(tickets.every(work, fair))
    sheets = _sheets(work, fair)
    return (
        Check("forms", bool(forms) and not closed, len(forms), closed=closed),
        Check("languages", not gaps, len(fair.plan.languages), gaps=gaps),
        Check("tablets", bool(seen), len(seen), tablets=seen),
        Check("copies", bool(seen) and len(complete) == len(seen), len(complete), tablets=seen),
        Check("tickets", bool(printed), printed),
        Check(
            "paper", bool(sheets) or fair.paper_printed_at is not None, sum(sheets.values()),
            sheets=sheets,
        ),
        Check("pin", fair.pin_made_at is not None),
    )  # fmt: skip


def entered_since(work: Work, fair: FairView) -> int:
    """How many of a fair's numbered sheets were typed in."""
    return sum(row.many for row in _rows(work, fair) if row.state == "entered")


def _gaps(work: Work, link: LinkView, languages: tuple[str, ...]) -> list[Gap]:
    document: Any = None
    gaps = []
    for tag in languages:
        offered = tag in link.languages
        if link.form.languages[0] == tag or tag not in WRITTEN:
            continue
        if tag not in link.form.languages:
            gaps.append(Gap(link, tag, 0, 0, offered=False))
            continue
        if link.states[tag] == "reviewed":
            continue
        if document is None:
            [row] = work.peek(form_queries.DEFINITION, {"hash": link.form.hash})
            document = json.loads(row.definition)
        found = Counter(states_of_texts(document, tag).values())
        unchecked = found["stale"] + found["machine"] + found["draft"]
        gaps.append(Gap(link, tag, found["missing"], unchecked, offered))
    return gaps


def _sheets(work: Work, fair: FairView) -> dict[str, int]:
    found: Counter[str] = Counter()
    for row in _rows(work, fair):
        found[row.language] += row.many
    return dict(found)


def _rows(work: Work, fair: FairView) -> Any:
    return work.peek(
        queries.SHEETS,
        {
            "of_place": fair.place.id,
            "links": list(fair.plan.links),
            "since": fair.planned_at,
            "until": fair.ends_at,
        },
    )
