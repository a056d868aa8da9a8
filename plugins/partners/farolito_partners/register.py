"""The register of agreements: the host's partners, and what this plugin keeps of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from farolito.api import N_, NotFound, open_value, partners_of, save_partner, seal_value
from farolito_partners.models import Agency

if TYPE_CHECKING:
    from farolito.api import PartnerView, PlaceView, Work

KINDS = {
    "county_agency": N_("County agency"),
    "nonprofit": N_("Nonprofit"),
    "district": N_("District"),
    "provider": N_("Provider"),
}

REGIMES = {
    "none": N_("Nobody said yet"),
    "education_record": N_("School record: the partner acts for the school"),
    "provider": N_("The provider’s own record"),
    "independent": N_("The partner’s own record, apart from the school"),
}
"""Whose record the partner's work with a student becomes (34 CFR 99.31(a)(1); 45 CFR 164)."""

STATUSES = {
    "ended": N_("Ended"),
    "soon": N_("Ends soon"),
    "begins": N_("Not begun yet"),
    "in_force": N_("In force"),
    "none": N_("No days written down"),
    "former": N_("Not there any more under this name"),
}
"""How an agreement stands, the most urgent first."""


@dataclass(frozen=True)
class Known:
    """What this plugin keeps of a partner."""

    kind: str = "nonprofit"
    formerly: str = ""
    valid_to: date | None = None
    no_records: bool = False
    regime: str = "none"
    services: str = ""
    signatory: str = ""
    ab1584: bool = False
    link: str = ""
    source: str = ""
    checked_on: date | None = None
    review_by: date | None = None
    verified: bool = True


@dataclass(frozen=True)
class Entry:
    """A partner with its agreement: ``partner`` is the host's, ``known`` is ours, ``status`` how it stands today."""

    partner: PartnerView
    known: Known
    status: str

    @property
    def shares(self) -> tuple[str, ...]:
        """What a referral to it may carry."""
        return self.partner.shares

    @property
    def too_much(self) -> bool:
        """Whether somebody let it see something of a student although it must not."""
        return self.known.no_records and bool(self.partner.shares)


@dataclass(frozen=True)
class Given:
    """What is written down of a partner: what goes into the host's register, and what is ours."""

    name: str
    service: str
    person: str = ""
    phone: str = ""
    shares: tuple[str, ...] = ()
    from_on: date | None = None
    until_on: date | None = None
    active: bool = True
    known: Known = field(default_factory=Known)


def entries(work: Work, place: PlaceView, soon_days: int) -> list[Entry]:
    """Every partner of a place, by name. Raises NotFound where the reader refers nobody."""
    rows = work.session.scalars(select(Agency).where(Agency.place_id == place.id)).all()
    ours = {row.partner_id: _known(work, row) for row in rows}
    today = work.today()
    found = []
    for partner in partners_of(work, place):
        known = ours.get(partner.id, Known())
        found.append(Entry(partner, known, status_of(partner, known, today, soon_days)))
    return found


def one(work: Work, place: PlaceView, partner_id: str, soon_days: int) -> Entry:
    """A partner. Raises NotFound."""
    for entry in entries(work, place, soon_days):
        if entry.partner.id == partner_id:
            return entry
    raise NotFound("There is no such partner.")


def status_of(partner: PartnerView, known: Known, today: date, soon_days: int) -> str:
    """How an agreement stands on a day."""
    if known.valid_to is not None and known.valid_to < today:
        return "former"
    if partner.until_on is not None and partner.until_on < today:
        return "ended"
    if partner.from_on is not None and partner.from_on > today:
        return "begins"
    if partner.until_on is not None and partner.until_on <= today + timedelta(days=soon_days):
        return "soon"
    return "in_force" if partner.from_on or partner.until_on else "none"


def save(work: Work, place: PlaceView, given: Given, partner_id: str = "") -> str:
    """Write a partner down, or change it; its id. Whoever must see no records shares nothing, whatever was ticked."""
    if given.known.no_records:
        given = replace(given, shares=())
    partner_id = save_partner(
        work,
        place,
        name=given.name,
        service=given.service,
        shares=given.shares,
        from_on=given.from_on,
        until_on=given.until_on,
        active=given.active,
        person=given.person,
        phone=given.phone,
        partner_id=partner_id,
    )
    known = given.known
    row = work.session.get(Agency, (place.id, partner_id))
    if row is None:
        row = Agency(place_id=place.id, partner_id=partner_id)
        work.session.add(row)
    row.kind, row.formerly, row.valid_to = known.kind, known.formerly, known.valid_to
    row.no_records, row.regime, row.services = known.no_records, known.regime, known.services
    row.ab1584, row.link, row.source = known.ab1584, known.link, known.source
    row.checked_on, row.review_by, row.verified = (
        known.checked_on,
        known.review_by,
        known.verified,
    )
    row.signatory = None
    if known.signatory:
        seal_value(work, row, "signatory", known.signatory)
    work.session.flush()
    return partner_id


def _known(work: Work, row: Agency) -> Known:
    return Known(
        kind=row.kind,
        formerly=row.formerly,
        valid_to=row.valid_to,
        no_records=row.no_records,
        regime=row.regime,
        services=row.services,
        signatory=open_value(work, row, "signatory") or "",
        ab1584=row.ab1584,
        link=row.link,
        source=row.source,
        checked_on=row.checked_on,
        review_by=row.review_by,
        verified=row.verified,
    )
