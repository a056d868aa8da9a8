"""The register of partners and agreements, on screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import NotFound, gettext, render_page
from farolito_partners import register
from farolito_partners.register import KINDS, REGIMES, STATUSES, Given, Known
from farolito_partners.shared import (
    HOME,
    MAY,
    named,
    pages,
    paper,
    place_of,
    places_of,
    share_words,
    soon_days,
)
from farolito_partners.typing_in import LONG, Fields

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_partners.register import Entry

SHOW = ("all", "soon", "ended", "check")
NEW = "new"


@pages.route("/", permission=MAY, cache="no-store", csp="staff")
def first(work: Work) -> str:
    """The register of the first school of the reader."""
    places = places_of(work)
    if not places:
        raise NotFound("You have no school whose partners you may see.")
    return _register(work, places[0])


@pages.route("/<place>", permission=MAY, cache="no-store", csp="staff")
def of_place(work: Work, place: str) -> str:
    """The register of a school."""
    return _register(work, place_of(work, place))


@pages.route("/<place>/register.pdf", permission=MAY, cache="no-store", csp="none")
def register_paper(work: Work, place: str) -> Any:
    """The list of agreements and how each stands."""
    here = place_of(work, place)
    found = _by_status(register.entries(work, here, soon_days(work, here)))
    return paper(
        work, "register_paper.html", gettext("Agreements"), here, "agreements",
        entries=found, **_words(),
    )  # fmt: skip


@pages.route("/<place>/agency/<partner_id>/sheet.pdf", permission=MAY, cache="no-store", csp="none")
def sheet(work: Work, place: str, partner_id: str) -> Any:
    """Who may see what: what a partner is given, what never, and what it must do."""
    here = place_of(work, place)
    entry = register.one(work, here, partner_id, soon_days(work, here))
    title = gettext("Who may see what")
    return paper(work, "sheet.html", title, here, "who-sees-what", entry=entry, **_words())


@pages.route("/<place>/agency/<partner_id>", permission=MAY, cache="no-store", csp="staff")
def agency(work: Work, place: str, partner_id: str) -> str:
    """One partner, to be changed; ``new`` for another one."""
    here = place_of(work, place)
    if partner_id == NEW:
        return _form(work, here, None, Given("", ""))
    entry = register.one(work, here, partner_id, soon_days(work, here))
    partner = entry.partner
    given = Given(
        name=partner.name,
        service=partner.service,
        person=partner.person,
        phone=partner.phone,
        shares=partner.shares,
        from_on=partner.from_on,
        until_on=partner.until_on,
        active=partner.active,
        known=entry.known,
    )
    return _form(work, here, entry, given)


@pages.route(
    "/<place>/agency/<partner_id>", ("POST",), permission=MAY, cache="no-store", csp="staff"
)
def save(work: Work, place: str, partner_id: str) -> Any:
    """Keep it; when something is wrong, the form again with what was typed."""
    here = place_of(work, place)
    entry = None
    if partner_id != NEW:
        entry = register.one(work, here, partner_id, soon_days(work, here))
    given, wrong = _given(Fields(request.form), entry, work)
    if wrong:
        return _form(work, here, entry, given, named(wrong)), 422
    register.save(work, here, given, entry.partner.id if entry else "")
    return "", 303, {"Location": f"{HOME}{here.slug}?did=saved"}


def _given(fields: Fields, entry: Entry | None, work: Work) -> tuple[Given, dict[str, str]]:
    kind, regime = fields.form.get("kind", ""), fields.form.get("regime", "none")
    from_on, until_on = fields.day("from_on"), fields.day("until_on")
    shares = tuple(one for one in share_words() if one in fields.form.getlist("share"))
    before = entry.known if entry else Known()
    checked = fields.ticked("checked")
    known = Known(
        kind=kind,
        formerly=fields.words("formerly"),
        valid_to=fields.day("valid_to"),
        no_records=fields.ticked("no_records"),
        regime=regime,
        services=fields.words("services", most=LONG),
        signatory=fields.words("signatory"),
        ab1584=fields.ticked("ab1584"),
        link=fields.words("link"),
        source=fields.words("source") or before.source,
        checked_on=work.today() if checked else before.checked_on,
        review_by=fields.day("review_by"),
        verified=checked or before.verified,
    )
    given = Given(
        name=fields.words("name", needed=True),
        service=fields.words("service", needed=True),
        person=fields.words("person"),
        phone=fields.words("phone"),
        shares=shares,
        from_on=from_on,
        until_on=until_on,
        active=fields.ticked("active"),
        known=known,
    )
    wrong = fields.wrong
    if kind not in KINDS:
        wrong["kind"] = "choose"
    if regime not in REGIMES:
        wrong["regime"] = "choose"
    if from_on and until_on and until_on < from_on:
        wrong["until_on"] = "order"
    if known.no_records and shares:
        wrong["share"] = "no_records"
    if known.link and not known.link.startswith("https://"):
        wrong["link"] = "web"
    return given, wrong


def _form(
    work: Work,
    place: PlaceView,
    entry: Entry | None,
    given: Given,
    wrong: dict[str, str] | None = None,
) -> str:
    typed: Any = request.form if wrong else None
    return render_page(
        "partners/agency.html",
        place=place,
        entry=entry,
        given=given,
        typed=typed,
        wrong=wrong or {},
        kinds=[(name, gettext(words)) for name, words in KINDS.items()],
        regimes=[(name, gettext(words)) for name, words in REGIMES.items()],
        shares=list(share_words().items()),
        day=work.today(),
    )


def _register(work: Work, place: PlaceView) -> str:
    show = request.args.get("show", "all")
    show = show if show in SHOW else "all"
    found = _by_status(register.entries(work, place, soon_days(work, place)))
    if show == "check":
        found = [one for one in found if _to_check(work, one)]
    elif show != "all":
        found = [one for one in found if one.status == show]
    return render_page(
        "partners/register.html",
        place=place,
        others=[other for other in places_of(work) if other.id != place.id],
        notes=[gettext("Saved.")] if request.args.get("did") == "saved" else [],
        entries=found,
        show=show,
        shows=[
            ("all", gettext("All")),
            ("soon", gettext("Ends soon")),
            ("ended", gettext("Ended")),
            ("check", gettext("Ask to confirm")),
        ],
        to_check={one.partner.id for one in found if _to_check(work, one)},
        **_words(),
    )


def _to_check(work: Work, entry: Entry) -> bool:
    known = entry.known
    past = known.review_by is not None and known.review_by < work.today()
    return past or not known.verified or entry.too_much


def _by_status(found: list[Entry]) -> list[Entry]:
    order = list(STATUSES)
    return sorted(
        found,
        key=lambda one: (
            order.index(one.status),
            str(one.partner.until_on or "9"),
            one.partner.name.casefold(),
        ),
    )


def _words() -> dict[str, Any]:
    return {
        "kind_words": {name: gettext(words) for name, words in KINDS.items()},
        "status_words": {name: gettext(words) for name, words in STATUSES.items()},
        "regime_words": {name: gettext(words) for name, words in REGIMES.items()},
        "share_words": share_words(),
    }
