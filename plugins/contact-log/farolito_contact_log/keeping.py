"""What the plugin keeps by itself: the template of a school, and attempts to reach students of the roster."""

from __future__ import annotations

import secrets
from itertools import count
from typing import TYPE_CHECKING

from farolito.api import seal_value
from farolito_contact_log.models import Attempt, Template
from farolito_contact_log.template import Template as Said
from farolito_contact_log.template import read, write

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_contact_log.models import Student
    from farolito_contact_log.typed import Typed


_drawn = count()


def template_at(work: Work, place: PlaceView) -> Said:
    """The template of a school; the usual one where nobody made another."""
    row = work.session.get(Template, place.id)
    return Said() if row is None else read(row.content)[0]


def keep_template(work: Work, place: PlaceView, template: Said) -> None:
    """From now on this is the template of the school."""
    row = work.session.get(Template, place.id)
    if row is None:
        row = Template(place_id=place.id)
        work.session.add(row)
    row.content, row.changed_on = write(template), work.today()
    work.session.flush()


def write_attempt(work: Work, place: PlaceView, student: Student, said: Typed) -> None:
    """Keep an attempt in which no problem was found."""
    moment = int(work.now().timestamp() * 1000)
    row = Attempt(
        place_id=place.id,
        # in the order in which they were written
        id=f"{moment:012x}{next(_drawn) % 0x10000:04x}{secrets.token_hex(8)}",
        student_id=student.id,
        on=said.day(work.today()),
        next_try=said.next_day,
    )
    kept = {
        "channel": said.channel,
        "outcome": said.outcome,
        "language": said.language,
        "topics": list(said.topics),
        "by": work.actor.name,
    }
    seal_value(work, row, "said", kept)
    work.session.add(row)
    work.session.flush()
