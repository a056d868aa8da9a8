"""The partners of a place, and what the agreement with each lets us share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import make_response, redirect

from farolito.domain.referring import SHARES, Agreement
from farolito.services import places
from farolito.services.referrals import partners
from farolito.services.referrals.partners import PartnerFacts
from farolito.web.filters import date_words
from farolito.web.i18n import gettext, spoken
from farolito.web.posted import posted
from farolito.web.rendering import render_page
from farolito.web.routes import Pages
from farolito.web.staff.days import day_typed
from farolito.web.staff.words import share_words

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict
    from werkzeug.wrappers import Response

    from farolito.services.work import Work

pages = Pages("staff_partners", "/staff")

LONGEST = 200


@pages.route(
    "/<place>/partners",
    permission="referrals.send",
    cache="no-store",
    csp="staff",
    endpoint="partners",
)
def list_(work: Work, place: str) -> str:
    """Every partner of the place."""
    language = spoken()
    return render_page(
        "staff/partners.html",
        place=places.by_slug(work, place),
        partners=[
            {
                "id": one.id,
                "facts": one.facts,
                "scope": [share_words(share) for share in one.facts.agreement.scope],
                "until": date_words(one.facts.agreement.until_on, language)
                if one.facts.agreement.until_on
                else "",
                "in_force": one.facts.agreement.holds_on(work.today()),
            }
            for one in partners.of_place(work, place)
        ],
    )


@pages.route("/<place>/partners/new", permission="referrals.send", cache="no-store", csp="staff")
def new(work: Work, place: str) -> str:
    """The form for a new partner."""
    return _form(work, place, None, {})


@pages.route(
    "/<place>/partners/<partner_id>", permission="referrals.send", cache="no-store", csp="staff"
)
def edit(work: Work, place: str, partner_id: str) -> str:
    """The form for a partner that is there."""
    facts = partners.one(work, place, partner_id).facts
    days = facts.agreement
    typed = {
        "name": facts.name,
        "service": facts.service,
        "person": facts.person,
        "phone": facts.phone,
        "secure": facts.secure,
        "from_on": str(days.from_on or ""),
        "until_on": str(days.until_on or ""),
        "active": "yes" if facts.active else "",
        "scope": days.scope,
        "users": facts.users,
    }
    return _form(work, place, partner_id, typed)


@pages.route(
    "/<place>/partners/new", ("POST",), permission="referrals.send", cache="no-store", csp="staff"
)
def add(work: Work, place: str) -> Response:
    """Keep a new partner."""
    return _save(work, place, None)


@pages.route(
    "/<place>/partners/<partner_id>",
    ("POST",),
    permission="referrals.send",
    cache="no-store",
    csp="staff",
)
def change(work: Work, place: str, partner_id: str) -> Response:
    """Keep a changed partner."""
    return _save(work, place, partner_id)


def _save(work: Work, place: str, partner_id: str | None) -> Response:
    fields = posted()
    wrong = {}
    for name, sentence in (
        ("name", gettext("Write the partner’s name")),
        ("service", gettext("Write what the partner does, like “Food pantry”")),
    ):
        if not fields.get(name, "").strip():
            wrong[name] = sentence
    for name in ("name", "service", "person", "phone", "secure"):
        if len(fields.get(name, "")) > LONGEST:
            wrong[name] = gettext("Use %(most)s letters or fewer", most=LONGEST)
    from_on, until_on = day_typed(fields.get("from_on", "")), day_typed(fields.get("until_on", ""))
    if from_on and until_on and until_on < from_on:
        wrong["until_on"] = gettext("The last day must be after the first")
    if wrong:
        return make_response(_form(work, place, partner_id, _typed(fields), wrong), 422)
    ticked = fields.getlist("scope")
    facts = PartnerFacts(
        name=fields["name"].strip(),
        service=fields["service"].strip(),
        agreement=Agreement(tuple(share for share in SHARES if share in ticked), from_on, until_on),
        person=fields.get("person", "").strip(),
        phone=fields.get("phone", "").strip(),
        secure=fields.get("secure", "").strip(),
        active=partner_id is None or fields.get("active") == "yes",
        users=tuple(fields.getlist("users")),
    )
    partners.save(work, place, facts, partner_id)
    return redirect(f"/staff/{place}/partners", 303)


def _typed(fields: MultiDict[str, str]) -> dict[str, Any]:
    return {**fields.to_dict(), "scope": fields.getlist("scope"), "users": fields.getlist("users")}


def _form(
    work: Work,
    place: str,
    partner_id: str | None,
    typed: dict[str, Any],
    wrong: dict[str, str] | None = None,
) -> str:
    partners.of_place(work, place)  # not for whoever refers nobody
    return render_page(
        "staff/partner.html",
        place=places.by_slug(work, place),
        partner_id=partner_id,
        typed=typed,
        wrong=wrong or {},
        shares=[(share, share_words(share), share in typed.get("scope", ())) for share in SHARES],
        users=[
            (one.id, one.name, one.id in typed.get("users", ()))
            for one in partners.answerers(work, place)
        ],
    )
