"""The registry entry of the pages of fairs, and what all of them say of a fair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.domain.access import holds
from farolito.domain.languages import LANGUAGES, WRITTEN, pick
from farolito.services import places
from farolito.web.filters import date_words
from farolito.web.i18n import gettext, spoken
from farolito.web.routes import Pages

if TYPE_CHECKING:
    from farolito.domain.languages import Language
    from farolito.services.fairs import FairView
    from farolito.services.links import LinkView
    from farolito.services.work import Work

pages = Pages("staff_fairs", "/staff")


def address(fair: FairView, *more: str) -> str:
    """The address of a page of a fair."""
    return "/".join((f"/staff/{fair.place.slug}/fairs/{fair.id}", *more))


def about(work: Work, fair: FairView) -> dict[str, Any]:
    """What the head of each page says, and which of the others this person may open."""
    path = places.path(work, fair.place.slug)
    return {
        "place": fair.place,
        "fair": fair,
        "name": fair.plan.name,
        "day": date_words(fair.plan.day, spoken()),
        "state": state_words(fair),
        "here": address(fair),
        "may_manage": holds(work.actor.grants, "events.manage", path),
    }


def state_words(fair: FairView) -> str:
    """How far a fair is."""
    if fair.state == "open" and not fair.goes_on:
        return gettext("Its day is over, and it is not closed yet")
    return {
        "planned": gettext("Planned"),
        "open": gettext("The fair is on"),
        "closed": gettext("Closed"),
    }[fair.state]


def title_of(link: LinkView) -> tuple[str, str]:
    """What a form is called, and in which language that is."""
    return pick(link.form.title, spoken())


def in_order(first: tuple[str, ...]) -> list[Language]:
    """The twelve written languages, those first that the fair shows first."""
    shown = [tag for tag in first if tag in WRITTEN]
    return [LANGUAGES[tag] for tag in (*shown, *(tag for tag in WRITTEN if tag not in shown))]
