"""Fairs of the demo's school: one that is held today, with tickets in every state, and one that is planned.

hold(works, place) -> None       # nothing where there are fairs already
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from farolito.services import fairs, links
from farolito.services.demo_work import coordinator
from farolito.services.fairs import Plan, Table

if TYPE_CHECKING:
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work, Works

FORMS = ("needs", "check-in")
LANGUAGES = ("es", "hy", "km", "zh-Hans")
TABLES = (
    Table("Food pantry", helps=("food",), words="Open on Tuesdays, 3–5 pm, behind the gym."),
    Table("Clinic", helps=("health", "talk")),
    Table("DPSS", on=False, helps=("benefits",)),
    Table("Library"),
)
TICKETS = 12
CAME = ("es", "es", "km", "hy", "es", "zh-Hans", "es", "km")


def hold(works: Works, place: PlaceView) -> None:
    """Plan both, print tickets for the one of today, and give eight of them out."""
    actor = coordinator(works, place)
    if actor is None:
        return
    with works.open(actor) as work:
        forms = _forms(work, place)
        if not forms or fairs.of_place(work, place.slug):
            return
        today = work.today()
        later = today + timedelta(days=9)
        fairs.plan(work, place.slug, Plan("Winter resource fair", later, forms, LANGUAGES, TABLES))
        now = fairs.plan(
            work, place.slug, Plan("Fall resource fair", today, forms, LANGUAGES, TABLES)
        )
        fair = fairs.one(work, place.slug, now)
        fairs.print_more(work, fair, TICKETS)
        for number, language in enumerate(CAME):
            fairs.give(work, fair, language, interpreter=number == 2)
        fairs.move(work, fair, 1, "done", "paper")
        fairs.move(work, fair, 2, "left")
        fairs.begin(work, fair, 3, forms[0])


def _forms(work: Work, place: PlaceView) -> tuple[str, ...]:
    here = [one.slug for one in links.of_place(work, place.slug) if fairs.may_be_there(one)]
    return tuple(slug for slug in FORMS if slug in here) or tuple(here[:1])
