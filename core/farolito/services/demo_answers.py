"""Made-up families for the school of the demo: the examples that come with each form, sent once.

send(works, place, packs) -> list[str]    # the ids of what was sent; none where there are responses already
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.db.base import table_of
from farolito.db.models import Response
from farolito.domain.access import NOBODY, SYSTEM
from farolito.services import demo_past, jobs, links, responses, sessions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from farolito.domain.packs import Example, Pack
    from farolito.domain.views import PlaceView
    from farolito.services.links import LinkView
    from farolito.services.work import Works


def send(works: Works, place: PlaceView, packs: Iterable[Pack]) -> list[str]:
    """Send every example without problems whose form is open at the place, each other one in its second language.

    The month before, others answered the anonymous forms: what is counted can be shown already.
    """
    if _is_answered(works, place):
        return []
    packs = [*packs]
    demo_past.send(works, place, packs)
    with works.open(SYSTEM) as work:
        open_here = {link.form.name: link for link in links.of_place(work, place.slug) if link.open}
    examples = [one for pack in packs for one in pack.examples if not one.problems]
    sent = [
        _send(works, open_here[one.form], one, second=bool(number % 2))
        for number, one in enumerate(examples)
        if one.form in open_here
    ]
    jobs.run_all(works)
    return [one for one in sent if one]


def _is_answered(works: Works, place: PlaceView) -> bool:
    response = table_of(Response)
    with works.open(SYSTEM, write=False) as work:
        found = work.peek(select(response.c.id).where(response.c.place_id == place.id).limit(1))
    return bool(found)


def _send(works: Works, link: LinkView, example: Example, *, second: bool) -> str:
    slug = link.place.slug
    language = link.languages[1] if second and len(link.languages) > 1 else link.languages[0]
    with works.open(NOBODY) as work:
        session = sessions.start_family(work)
        responses.start(work, link, language, session.id)
    with works.open(NOBODY) as work:
        handle = responses.load(work, session.token, slug, link.slug)
        responses.save(work, handle, replace(handle.draft, answers=dict(example.answers)))
    with works.open(NOBODY) as work:
        sent = responses.submit(work, responses.load(work, session.token, slug, link.slug))
    return "" if isinstance(sent, list) else handle.response_id or ""
