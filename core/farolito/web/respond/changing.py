"""Change or take back what was sent, once code and second fact were shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.services import responses
from farolito.web.i18n import gettext, speak
from farolito.web.posted import posted
from farolito.web.respond.addresses import Addresses
from farolito.web.respond.dressing import dressed
from farolito.web.respond.endings import goodbye
from farolito.web.respond.next_steps import contact_of
from farolito.web.respond.pages import pages
from farolito.web.respond.visits import CHECK, Visit, see, visit_of
from farolito.web.respond.ways_back import known_way

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as Reply

    from farolito.services.work import Work

WITHDRAW = "later/withdraw"


def may_change(visit: Visit) -> bool:
    """Whether whoever is here has shown code and second fact for what was sent."""
    if visit.handle.changing:
        return True
    way = known_way(visit) if visit.handle.sent else None
    return way is not None and way.opened


def change(visit: Visit) -> Reply:
    """Open what was sent: every answer with its Change button."""
    if not may_change(visit):
        return see(visit.to.step("done"))
    if not visit.handle.changing:
        responses.begin_change(visit.work, visit.handle)
    return see(visit.to.step(CHECK))


@pages.route(f"/<place>/<link>/{WITHDRAW}", permission="public", cache="no-store", csp="family")
def withdraw(work: Work, place: str, link: str) -> Reply | str:
    """What taking back means, before it is done."""
    visit = visit_of(work, place, link)
    if visit is None or not may_change(visit):
        return see(Addresses(place, link).start)
    speak(visit.handle.language)
    return dressed(
        visit,
        "respond/withdraw.html",
        visit.to.step(WITHDRAW),
        gettext("Take back your answers?"),
        enter="back",
        language_button=False,
        help=contact_of(visit.handle.place_settings),
    )


@pages.route(
    f"/<place>/<link>/{WITHDRAW}",
    methods=("POST",),
    permission="public",
    cache="no-store",
    csp="family",
)
def withdrawn(work: Work, place: str, link: str) -> Reply:
    """Take them back, or leave them as they are."""
    visit = visit_of(work, place, link)
    if visit is None or not may_change(visit):
        return see(Addresses(place, link).start)
    if posted().get("_go") != "withdraw":
        return see(visit.to.step("done" if visit.handle.sent else CHECK))
    responses.withdraw(work, visit.handle)
    return goodbye(visit, "withdrawn")
