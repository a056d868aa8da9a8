"""What partners offer: read from a form, kept, and whether it is still to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from farolito.api import N_
from farolito_partners.models import Offer
from farolito_partners.shared import new_id
from farolito_partners.typing_in import LONG

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from farolito.api import PlaceView, Work
    from farolito_partners.typing_in import Fields

PILLARS = {
    "integrated_student_supports": N_("Integrated student supports"),
    "expanded_learning_time": N_("Expanded learning time"),
    "family_community_engagement": N_("Family and community engagement"),
    "collaborative_leadership": N_("Collaborative leadership"),
}
"""The four pillars of community schools."""

TEXTS = ("about", "ready", "cost", "blackout", "source")
DAYS = ("effective_from", "effective_to", "review_by")


def all_of(work: Work, place: PlaceView) -> Sequence[Offer]:
    """The offers at a place, by name."""
    asked = select(Offer).where(Offer.place_id == place.id).order_by(Offer.title, Offer.id)
    return work.session.scalars(asked).all()


def to_check(work: Work, offer: Offer) -> bool:
    """Whether whoever reads it must ask before they count on it."""
    today = work.today()
    past = offer.review_by is not None and offer.review_by < today
    over = offer.effective_to is not None and offer.effective_to < today
    return not offer.verified or past or over


def read(fields: Fields, partner_ids: Collection[str]) -> dict[str, Any]:
    """The columns of an offer as they were typed; ``fields.wrong`` says what is wrong with them."""
    said: dict[str, Any] = {name: fields.words(name, most=LONG) for name in TEXTS}
    said |= {name: fields.day(name) for name in DAYS}
    said["title"] = fields.words("title", needed=True)
    said["lead_days"] = fields.number("lead_days", 0, 400)
    said["pillar"] = fields.form.get("pillar", "")
    said["partner_id"] = fields.form.get("partner", "")
    if said["pillar"] not in PILLARS:
        fields.wrong["pillar"] = "choose"
    if said["partner_id"] and said["partner_id"] not in partner_ids:
        fields.wrong["partner"] = "choose"
    begin, end = said["effective_from"], said["effective_to"]
    if begin and end and end < begin:
        fields.wrong["effective_to"] = "order"
    return said


def write(
    work: Work, place: PlaceView, row: Offer | None, said: dict[str, Any], *, checked: bool
) -> None:
    """Keep an offer, a new one where ``row`` is None. ``checked``: today somebody who knows said that it is so."""
    if row is None:
        row = Offer(place_id=place.id, id=new_id(work), verified=False)
        work.session.add(row)
    for name, value in said.items():
        setattr(row, name, value)
    if checked:
        row.verified, row.checked_on = True, work.today()
    work.session.flush()


def as_typed(row: Offer) -> dict[str, Any]:
    """An offer as its form has it."""
    fields = ("title", *TEXTS, *DAYS, "lead_days", "pillar")
    before = {name: getattr(row, name) for name in fields} | {"partner": row.partner_id}
    return {name: "" if value is None else value for name, value in before.items()}
