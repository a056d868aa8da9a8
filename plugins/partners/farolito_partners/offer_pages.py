"""The menu of what partners offer, on screen and on paper; staff edit it, and so does each partner for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import NotFound, gettext, own_partners, partners_of, render_page
from farolito_partners import offers
from farolito_partners.models import Offer
from farolito_partners.offers import PILLARS
from farolito_partners.shared import HOME, MAY, named, pages, paper, place_of
from farolito_partners.typing_in import Fields

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

ANSWERS = "referrals.answer"
OWN = f"{HOME}own"


@pages.route("/<place>/offers", permission=MAY, cache="no-store", csp="staff", endpoint="offers")
def menu(work: Work, place: str) -> str:
    """The menu of offers; ``?edit=`` names one to be changed, ``new`` another one."""
    return _page(work, place_of(work, place))


@pages.route("/<place>/offers.pdf", permission=MAY, cache="no-store", csp="none")
def offers_paper(work: Work, place: str) -> Any:
    """One card for each offer."""
    here = place_of(work, place)
    return paper(
        work, "offers_paper.html", gettext("What our partners offer"), here, "offers",
        offers=offers.all_of(work, here), **_words(work, here),
    )  # fmt: skip


@pages.route("/<place>/offers", ("POST",), permission=MAY, cache="no-store", csp="staff")
def keep(work: Work, place: str) -> Any:
    """Keep an offer, or take it off the menu."""
    here = place_of(work, place)
    row = _row(work, here, request.form.get("id", ""))
    if request.form.get("do") == "remove":
        if row is not None:
            work.session.delete(row)
        return "", 303, {"Location": f"{HOME}{here.slug}/offers"}
    fields = Fields(request.form)
    said = offers.read(fields, {one.id for one in partners_of(work, here)})
    if fields.wrong:
        return _page(work, here, named(fields.wrong)), 422
    offers.write(work, here, row, said, checked=fields.ticked("checked"))
    return "", 303, {"Location": f"{HOME}{here.slug}/offers"}


@pages.route("/own", permission=ANSWERS, cache="no-store", csp="staff")
def own(work: Work) -> str:
    """What a partner offers itself, for somebody with an account who answers for it. Nothing of any family is here."""
    return _own_page(work)


@pages.route("/own", ("POST",), permission=ANSWERS, cache="no-store", csp="staff")
def keep_own(work: Work) -> Any:
    """Keep what a partner says of its own offer: from then on it is confirmed, until the day to look again."""
    for place, partner in own_partners(work):
        if f"{place.slug}:{partner.id}" == request.form.get("whose", ""):
            row = _row(work, place, request.form.get("id", ""))
            if row is not None and row.partner_id != partner.id:
                break
            fields = Fields(request.form)
            said = offers.read(fields, {partner.id}) | {"partner_id": partner.id}
            said["source"] = partner.name
            if fields.wrong:
                return _own_page(work, named(fields.wrong)), 422
            offers.write(work, place, row, said, checked=True)
            return "", 303, {"Location": OWN}
    raise NotFound("There is no such offer.")


def _row(work: Work, place: PlaceView, offer_id: str) -> Offer | None:
    row = work.session.get(Offer, (place.id, offer_id)) if offer_id else None
    if offer_id and row is None:
        raise NotFound("There is no such offer.")
    return row


def _words(work: Work, place: PlaceView) -> dict[str, Any]:
    return {
        "pillar_words": {name: gettext(words) for name, words in PILLARS.items()},
        "names": {one.id: one.name for one in partners_of(work, place)},
        "ask": {one.id for one in offers.all_of(work, place) if offers.to_check(work, one)},
    }


def _page(work: Work, place: PlaceView, wrong: dict[str, str] | None = None) -> str:
    edit = request.form.get("id", "") or "new" if wrong else request.args.get("edit", "")
    row = _row(work, place, edit) if edit != "new" else None
    return render_page(
        "partners/offers.html",
        place=place,
        offers=offers.all_of(work, place),
        edit=edit,
        row=row,
        typed=request.form.to_dict() if wrong else offers.as_typed(row) if row else {},
        wrong=wrong or {},
        pillars=[(name, gettext(words)) for name, words in PILLARS.items()],
        partners=[(one.id, one.name) for one in partners_of(work, place)],
        **_words(work, place),
    )


def _own_page(work: Work, wrong: dict[str, str] | None = None) -> str:
    asked = request.form if wrong else request.args
    whose, edit = asked.get("whose", ""), asked.get("id" if wrong else "edit", "")
    found, row = [], None
    for place, partner in own_partners(work):
        mine = [one for one in offers.all_of(work, place) if one.partner_id == partner.id]
        key = f"{place.slug}:{partner.id}"
        found.append((key, place, partner, mine))
        if key == whose:
            row = next((one for one in mine if one.id == edit), row)
    if whose and whose not in {key for key, *_ in found}:
        raise NotFound("There is no such page.")
    return render_page(
        "partners/own.html",
        found=found,
        whose=whose,
        row=row,
        typed=request.form.to_dict() if wrong else offers.as_typed(row) if row else {},
        wrong=wrong or {},
        pillars=[(name, gettext(words)) for name, words in PILLARS.items()],
    )
