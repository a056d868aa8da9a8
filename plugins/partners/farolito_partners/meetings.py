"""Meetings of partners at tables: questions by round, what each table brought home, and the leads that came of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import N_, NotFound, open_value, seal_value
from farolito_partners.models import Harvest, Meeting
from farolito_partners.shared import new_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from farolito.api import PlaceView, Work

KINDS = {
    "note": N_("Note"),
    "offer": N_("Offer: we could bring"),
    "ask": N_("Ask: we need"),
    "lead": N_("Lead: somebody takes it on"),
}
MOST_TABLES, MOST_ROUNDS = 30, 6


@dataclass(frozen=True)
class Said:
    """A line of the harvest. A lead has an ``owner`` and a ``next_step``, with a day by which it is done."""

    id: str
    table: int
    round: int
    kind: str
    theme: str
    words: str
    by: str
    owner: str
    next_step: str
    due: date | None
    done: bool


@dataclass(frozen=True)
class Theme:
    """Everything that was said about one theme."""

    name: str
    said: tuple[Said, ...]

    def of(self, kind: str) -> tuple[Said, ...]:
        """What was said of a kind."""
        return tuple(one for one in self.said if one.kind == kind)


def all_of(work: Work, place: PlaceView) -> Sequence[Meeting]:
    """The meetings of a place, the latest first."""
    asked = select(Meeting).where(Meeting.place_id == place.id)
    return work.session.scalars(asked.order_by(Meeting.on.desc(), Meeting.id.desc())).all()


def one(work: Work, place: PlaceView, meeting_id: str) -> Meeting:
    """A meeting. Raises NotFound."""
    row = work.session.get(Meeting, (place.id, meeting_id))
    if row is None:
        raise NotFound("There is no such meeting.")
    return row


def questions_of(meeting: Meeting) -> list[str]:
    """The question of each round."""
    return list(json.loads(meeting.questions))


def plan(
    work: Work, place: PlaceView, name: str, on: date, tables: int, questions: list[str]
) -> str:
    """Plan a meeting; its id."""
    row = Meeting(
        place_id=place.id,
        id=new_id(work),
        name=name,
        on=on,
        tables=tables,
        questions=json.dumps(questions),
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def write(work: Work, meeting: Meeting, said: Said) -> None:
    """Write down what a table said; the id of ``said`` does not matter."""
    row = Harvest(
        place_id=meeting.place_id,
        id=new_id(work),
        meeting_id=meeting.id,
        table=said.table,
        round=said.round,
        kind=said.kind,
        theme=" ".join(said.theme.split()),
        due=said.due,
        done=False,
    )
    kept = {"words": said.words, "by": said.by, "owner": said.owner, "next": said.next_step}
    seal_value(work, row, "said", kept)
    work.session.add(row)
    work.session.flush()


def done(work: Work, meeting: Meeting, harvest_id: str) -> None:
    """A lead was followed up. Raises NotFound."""
    row = work.session.get(Harvest, (meeting.place_id, harvest_id))
    if row is None or row.meeting_id != meeting.id:
        raise NotFound("There is no such line.")
    row.done = True


def themes(work: Work, meeting: Meeting) -> list[Theme]:
    """The harvest by theme, that which was said most often first. Themes differ by more than capitals."""
    asked = select(Harvest).where(
        Harvest.place_id == meeting.place_id, Harvest.meeting_id == meeting.id
    )
    found: dict[str, tuple[str, list[Said]]] = {}
    for row in work.session.scalars(asked.order_by(Harvest.id)):
        _, said = found.setdefault(row.theme.casefold(), (row.theme, []))
        said.append(_said(work, row))
    made = [Theme(name, tuple(said)) for name, said in found.values()]
    return sorted(made, key=lambda one: (-len(one.said), one.name.casefold()))


def _said(work: Work, row: Harvest) -> Said:
    kept = open_value(work, row, "said")
    return Said(
        id=row.id,
        table=row.table,
        round=row.round,
        kind=row.kind,
        theme=row.theme,
        words=kept["words"],
        by=kept["by"],
        owner=kept["owner"],
        next_step=kept["next"],
        due=row.due,
        done=row.done,
    )
