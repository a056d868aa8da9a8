"""What partners offer: a menu with a card for each, on screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from sqlalchemy import select

from farolito.api import N_, NotFound, gettext, partners_of, render_page
from farolito_partners.models import Offer
from farolito_partners.shared import HOME, MAY, named, new_id, pages, paper, place_of
from farolito_partners.typing_in import LONG, Fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from farolito.api import PlaceView, Work

PILLARS = {
    "integrated_student_supports": N_("Integrated student supports"),
    "expanded_learning_time": N_("Expanded learning time"),
    "family_community_engagement": N_("Family and community engagement"),
    "collaborative_leadership": N_("Collaborative leadership"),
}
"""The four pillars of community schools."""

TEXTS = ("about", "ready", "cost", "blackout", "source")


@pages.route("/<place>/offers", permission=MAY, cache="no-store", csp="staff")
def offers(work: Work, place: str) -> str:
    """The menu of offers; ``?edit=`` names one to be changed, ``new`` another one."""
    return _page(work, place_of(work, place))


@pages.route("/<place>/offers.pdf", permission=MAY, cache="no-store", csp="none")
def offers_paper(work: Work, place: str) -> Any:
    """One card for each offer."""
    here = place_of(work, place)
    return paper(
        work, "offers_paper.html", gettext("What our partners offer"), here, "offers",
        offers=_all(work, here), **_words(work, here),
    )  # fmt: skip


@pages.route("/<place>/offers", ("POST",), permission=MAY, cache="no-store", csp="staff")
def keep(work: Work, place: str) -> Any:
    """Keep an offer, or take it off the menu."""
    here = place_of(work, place)
    offer_id = request.form.get("id", "")
    row = work.session.get(Offer, (here.id, offer_id)) if offer_id else None
    if offer_id and row is None:
        raise NotFound("There is no such offer.")
    if request.form.get("do") == "remove":
        if row is not None:
            work.session.delete(row)
        return "", 303, {"Location": f"{HOME}{here.slug}/offers"}
    fields = Fields(request.form)
    said = {name: fields.words(name, most=LONG) for name in TEXTS}
    title, lead_days = fields.words("title", needed=True), fields.number("lead_days", 0, 400)
    days = {name: fields.day(name) for name in ("effective_from", "effective_to", "review_by")}
    pillar = fields.form.get("pillar", "")
    partner_id = fields.form.get("partner", "")
    if pillar not in PILLARS:
        fields.wrong["pillar"] = "choose"
    if partner_id and partner_id not in {one.id for one in partners_of(work, here)}:
        fields.wrong["partner"] = "choose"
    begin, end = days["effective_from"], days["effective_to"]
    if begin and end and end < begin:
        fields.wrong["effective_to"] = "order"
    if fields.wrong:
        return _page(work, here, named(fields.wrong)), 422
    if row is None:
        row = Offer(place_id=here.id, id=new_id(work), verified=False)
        work.session.add(row)
    row.title, row.lead_days, row.pillar, row.partner_id = title, lead_days, pillar, partner_id
    row.about, row.ready, row.cost = said["about"], said["ready"], said["cost"]
    row.blackout, row.source = said["blackout"], said["source"]
    row.effective_from, row.effective_to, row.review_by = begin, end, days["review_by"]
    if fields.ticked("checked"):
        row.verified, row.checked_on = True, work.today()
    work.session.flush()
    return "", 303, {"Location": f"{HOME}{here.slug}/offers"}


def to_check(work: Work, offer: Offer) -> bool:
    """Whether whoever reads it must ask before they count on it."""
    today = work.today()
    past = offer.review_by is not None and offer.review_by < today
    over = offer.effective_to is not None and offer.effective_to < today
    return not offer.verified or past or over


def _all(work: Work, place: PlaceView) -> Sequence[Offer]:
    asked = select(Offer).where(Offer.place_id == place.id).order_by(Offer.title, Offer.id)
    return work.session.scalars(asked).all()


def _words(work: Work, place: PlaceView) -> dict[str, Any]:
    return {
        "pillar_words": {name: gettext(words) for name, words in PILLARS.items()},
        "names": {one.id: one.name for one in partners_of(work, place)},
        "ask": {offer.id for offer in _all(work, place) if to_check(work, offer)},
    }


def _page(work: Work, place: PlaceView, wrong: dict[str, str] | None = None) -> str:
    edit = request.form.get("id", "") or "new" if wrong else request.args.get("edit", "")
    row = work.session.get(Offer, (place.id, edit)) if edit not in ("", "new") else None
    if edit not in ("", "new") and row is None:
        raise NotFound("There is no such offer.")
    before: dict[str, Any] = {}
    if row is not None:
        fields = ("title", *TEXTS, "lead_days", "pillar", "effective_from", "effective_to")
        before = {name: getattr(row, name) for name in (*fields, "review_by")}
        before["partner"] = row.partner_id
    typed = request.form.to_dict() if wrong else before
    return render_page(
        "partners/offers.html",
        place=place,
        offers=_all(work, place),
        edit=edit,
        row=row,
        typed={name: "" if value is None else value for name, value in typed.items()},
        wrong=wrong or {},
        pillars=[(name, gettext(words)) for name, words in PILLARS.items()],
        partners=[(one.id, one.name) for one in partners_of(work, place)],
        **_words(work, place),
    )
