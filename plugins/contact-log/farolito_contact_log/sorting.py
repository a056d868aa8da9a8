"""Once for each place: contacts that kept their topics as English words keep them by key.

Until topics had a place of their own in Farolito's contact log, this plugin wrote "Food, Attendance" where staff write
what was said, so a reader of Spanish was told in English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import words_to_topics
from farolito_contact_log.models import Sorted, Template
from farolito_contact_log.template import USUAL_TOPICS, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import Work


def sort(work: Work) -> None:
    """Look through the places that were not looked through yet. A usual topic that a school took out counts still."""

    def topics_at(place_id: str) -> Mapping[str, Mapping[str, str]]:
        row = work.session.get(Template, place_id)
        own = read(row.content)[0].topics if row is not None else {}
        return {**USUAL_TOPICS, **own}

    done = set(work.session.scalars(select(Sorted.place_id)))
    for place_id in words_to_topics(work, topics_at, done):
        work.session.add(Sorted(place_id=place_id, on=work.today()))
    work.session.flush()
