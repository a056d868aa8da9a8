"""The list for the coordination team (COST): referrals under way with initials and codes, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import request
from sqlalchemy import select

from farolito.api import N_, NotFound, gettext, referrals_under_way, render_page, settings_of
from farolito_partners.models import Decision
from farolito_partners.settings import PartnersSettings
from farolito_partners.shared import HOME, MAY, pages, paper, place_of

if TYPE_CHECKING:
    from datetime import date

    from farolito.api import PlaceView, ReferralLine, Work

DECISIONS = {
    "go_on": N_("Go on as it is"),
    "ask_partner": N_("Ask the partner"),
    "call_family": N_("Call the family"),
    "other_partner": N_("Find another partner"),
}
STATES = {
    "sent": N_("Sent"),
    "received": N_("They have it"),
    "accepted": N_("They said yes"),
    "waitlisted": N_("On a waiting list"),
    "in_progress": N_("They have started"),
    "no_contact": N_("They could not reach the family"),
}


@dataclass(frozen=True)
class Line:
    """A referral for the meeting: ``number`` on the list, when it is looked at again, and what was decided last."""

    number: int
    referral: ReferralLine
    check_on: date
    due: bool
    decided: str
    decided_on: date | None


# who looked at the list is recorded: these pages write
@pages.route("/<place>/team", permission=MAY, cache="no-store", csp="staff", writes=True)
def team(work: Work, place: str) -> str:
    """The list on screen."""
    return _page(work, place_of(work, place))


@pages.route("/<place>/team.pdf", permission=MAY, cache="no-store", csp="none", writes=True)
def team_paper(work: Work, place: str) -> Any:
    """The list on paper: initials and numbers, never a name."""
    here = place_of(work, place)
    return paper(
        work, "team_paper.html", gettext("Referrals for the team"), here, "team",
        lines=_lines(work, here), **_words(),
    )  # fmt: skip


@pages.route("/<place>/team", ("POST",), permission=MAY, cache="no-store", csp="staff")
def decide(work: Work, place: str) -> Any:
    """Write down what the team decided about one referral."""
    here = place_of(work, place)
    wanted, decided = request.form.get("referral", ""), request.form.get("decided", "")
    for line in _lines(work, here):
        if line.referral.id == wanted and decided in DECISIONS:
            row = work.session.get(Decision, (here.id, wanted))
            if row is None:
                row = Decision(
                    place_id=here.id, referral_id=wanted, response_id=line.referral.response_id
                )
                work.session.add(row)
            row.decided, row.on = decided, work.today()
            work.session.flush()
            return "", 303, {"Location": f"{HOME}{here.slug}/team#r{line.number}"}
    raise NotFound("There is no such referral.")


def _lines(work: Work, place: PlaceView) -> list[Line]:
    """The referrals under way, those to be looked at first."""
    after = timedelta(days=settings_of(work, PartnersSettings, place).check_days or 30)
    asked = select(Decision).where(Decision.place_id == place.id)
    decided = {row.referral_id: row for row in work.session.scalars(asked)}
    today = work.today()
    found = []
    for referral in referrals_under_way(work, place):
        row = decided.get(referral.id)
        check_on = (row.on if row else referral.sent_on) + after
        found.append((check_on, referral, row))
    found.sort(key=lambda one: (one[0], one[1].id))
    return [
        Line(
            number=number,
            referral=referral,
            check_on=check_on,
            due=check_on <= today,
            decided=row.decided if row else "",
            decided_on=row.on if row else None,
        )
        for number, (check_on, referral, row) in enumerate(found, 1)
    ]


def _page(work: Work, place: PlaceView) -> str:
    return render_page("partners/team.html", place=place, lines=_lines(work, place), **_words())


def _words() -> dict[str, Any]:
    return {
        "decisions": {name: gettext(words) for name, words in DECISIONS.items()},
        "states": {name: gettext(words) for name, words in STATES.items()},
    }
