"""Partners of a place and what is shared with them, for pages of plugins: the one register that referrals ask.

partners_of(work, place) -> tuple[PartnerView, ...]                 # NotFound
own_partners(work) -> tuple[tuple[PlaceView, PartnerView], ...]     # of a user of an agency
save_partner(work, place, …, partner_id="") -> str                  # NotFound; the id
referrals_under_way(work, place) -> tuple[ReferralLine, ...]        # initials and codes, never names
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from farolito.db.queries import listing as queries
from farolito.domain import codes
from farolito.domain.access import Grant
from farolito.domain.consent_paths import HOUSEHOLD_SEES
from farolito.domain.referring import SHARES, Agreement
from farolito.errors import NotFound
from farolito.services import audit, forms
from farolito.services.households.reading import facts_of
from farolito.services.permits import permits, regimes_open
from farolito.services.places import path_of, row_of
from farolito.services.plugins.places_where import places_where
from farolito.services.referrals import partners
from farolito.services.referrals.partners import PERMISSION, PartnerFacts, day_of
from farolito.services.responses.cells import open_code
from farolito.services.work import SCHOOL_ZONE

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from farolito.domain.referring import Share, State
    from farolito.domain.views import PlaceView
    from farolito.services.work import Work

MOST = 200
"""Referrals of one list."""


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner of a place. ``shares``: what its agreement lets a referral carry, from ``from_on`` until ``until_on``.

    ``in_force``: whether the agreement holds today. ``active``: whether it takes referrals.
    """

    id: str
    name: str
    service: str
    shares: tuple[Share, ...]
    from_on: date | None
    until_on: date | None
    in_force: bool
    active: bool
    person: str
    phone: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral that somebody waits for: initials of the student (or of who answered) and the code, no name."""

    id: str
    response_id: str
    code: str
    initials: str
    partner: str
    service: str
    state: State
    sent_on: date
    next_check_on: date | None


def _staff(work: Work, place: PlaceView) -> Work:
    """Who fills the demo acts as the coordinator of the place; everybody else as who they are."""
    if work.actor.kind != "system":
        return work
    return replace(work, actor=replace(work.actor, grants=(Grant(place.id, "coordinator"),)))


def partners_of(work: Work, place: PlaceView) -> tuple[PartnerView, ...]:
    """The partners of a place, by name. Raises :class:`NotFound` where the reader refers nobody."""
    return tuple(_shown(work, one) for one in partners.of_place(_staff(work, place), place.slug))


def own_partners(work: Work) -> tuple[tuple[PlaceView, PartnerView], ...]:
    """The partners that the reader answers for, each with its place; empty for who answers for none.

    Only at places where the reader may answer referrals and the plugin is on.
    """
    here = {place.id: place for place in places_where(work, "referrals.answer")}
    return tuple(
        (here[place_id], _shown(work, one))
        for place_id, one in partners.own(work)
        if place_id in here
    )


def _shown(work: Work, one: partners.PartnerView) -> PartnerView:
    facts = one.facts
    return PartnerView(
        id=one.id,
        name=facts.name,
        service=facts.service,
        shares=facts.agreement.scope,
        from_on=facts.agreement.from_on,
        until_on=facts.agreement.until_on,
        in_force=facts.agreement.holds_on(work.today()),
        active=facts.active,
        person=facts.person,
        phone=facts.phone,
    )


def save_partner(
    work: Work,
    place: PlaceView,
    *,
    name: str,
    service: str,
    shares: Collection[str] = (),
    from_on: date | None = None,
    until_on: date | None = None,
    active: bool = True,
    person: str = "",
    phone: str = "",
    partner_id: str = "",
) -> str:
    """A new partner, or (``partner_id``) one that is there changed; its id. Recorded in the audit.

    What a referral may carry is limited by ``shares`` from then on; what is no share is left out. Who answers for the
    partner and its secure address stay as they are. Raises :class:`NotFound`.
    """
    work = _staff(work, place)
    facts = PartnerFacts(name, service, Agreement((), None, None))
    if partner_id:
        facts = partners.one(work, place.slug, partner_id).facts
    facts = replace(
        facts,
        name=name,
        service=service,
        agreement=Agreement(tuple(one for one in SHARES if one in shares), from_on, until_on),
        active=active,
        person=person,
        phone=phone,
    )
    return partners.save(work, place.slug, facts, partner_id or None)


def referrals_under_way(work: Work, place: PlaceView) -> tuple[ReferralLine, ...]:
    """The referrals of a place that somebody waits for, the oldest first, at most 200. Needs a writing work.

    Only of records that the reader may refer and that the plugin asks for, and none of a student's own: a list for a
    meeting is read by many. Raises :class:`NotFound` where the reader refers nobody.
    """
    row: Any = row_of(work, place.slug)
    path = path_of(row)
    regimes = [
        regime
        for regime in regimes_open(work, PERMISSION, place, path)
        if not work.plugin
        or work.hooks.given.some_answers(work.plugin, "referrals_under_way", regime)
    ]
    if not regimes:
        raise NotFound("There is no such page.")
    given = {"place_id": place.id, "regimes": regimes, "paths": list(HOUSEHOLD_SEES), "limit": MOST}
    rows = [
        one
        for one in work.peek(queries.UNDER_WAY_AT, given)
        if permits(
            work, PERMISSION, place, path, one.regime, forms.version(work, one.form_hash).name
        )
    ]
    audit.record(work, place.id, "referrals.listed", f"place/{place.id}")
    initials = _initials(work, place.id, [one.response_id for one in rows])
    return tuple(_line(work, place.id, one, initials.get(one.response_id, "")) for one in rows)


def _line(work: Work, place_id: str, row: Any, initials: str) -> ReferralLine:
    code = open_code(work.keyring, place_id, row.response_id, row.response_code)
    return ReferralLine(
        id=row.id,
        response_id=row.response_id,
        code=codes.shown(code) if code else "",
        initials=initials,
        partner=row.partner_name,
        service=row.service,
        state=row.state,
        sent_on=row.sent_at.astimezone(SCHOOL_ZONE).date(),
        next_check_on=day_of(row.next_check_on),
    )


def _initials(work: Work, place_id: str, response_ids: Collection[str]) -> dict[str, str]:
    """First letters of the words of a name: the student's, where the response tells of one."""
    found: dict[str, tuple[bool, str]] = {}
    given = {"place_id": place_id, "responses": sorted(set(response_ids))}
    for row in work.peek(queries.PEOPLE_OF_RESPONSES, given):
        facts = facts_of(work, row)
        _, name = facts.get("student.name") or facts.get("person.name") or ("", "")
        if isinstance(name, dict):
            name = name.get("name", "")
        letters = " ".join(f"{word[0].upper()}." for word in str(name).split()[:3])
        student = row.role == "student"
        if letters and (
            row.response_id not in found or (student and not found[row.response_id][0])
        ):
            found[row.response_id] = (student, letters)
    return {one: letters for one, (_, letters) in found.items()}
