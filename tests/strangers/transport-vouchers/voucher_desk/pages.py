"""The desk: who waits, giving a voucher, and the slip."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from farolito.api import (
    NotFound,
    Pages,
    codes_of,
    gettext,
    places_where,
    render_page,
    render_pdf,
)
from flask import request

from voucher_desk import slip, vouchers
from voucher_desk.models import Voucher

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

HOME = "/-/voucher_desk/"
MAY = "responses.list"

pages = Pages("voucher_desk", url_prefix="/-/voucher_desk")


@pages.route("/", permission=MAY, cache="no-store", csp="staff")
def first(work: Work) -> str:
    """The desk of the first school of the reader."""
    places = _places(work)
    if not places:
        raise NotFound("You have no school whose vouchers you may give.")
    return _desk(work, places[0])


@pages.route("/<slug>", permission=MAY, cache="no-store", csp="staff")
def desk(work: Work, slug: str) -> str:
    """The desk of one school."""
    return _desk(work, _place(work, slug))


@pages.route("/<slug>/<response>", methods=("POST",), permission=MAY, cache="no-store", csp="staff")
def give(work: Work, slug: str, response: str) -> Any:
    """Give a voucher; when that does not work, the desk again with what was typed."""
    place = _place(work, slug)
    typed = request.form.get("number", "")
    if response not in codes_of(work, place, [response]):
        raise NotFound("There is no such page.")
    wrong = vouchers.give(work.session, place.id, response, typed, work.today())
    if wrong:
        return _desk(work, place, at=response, typed=typed, wrong=_words(wrong)), 422
    return "", 303, {"Location": f"{HOME}{place.slug}"}


@pages.route("/<slug>/<response>/slip.pdf", permission=MAY, cache="no-store", csp="none")
def printed(work: Work, slug: str, response: str) -> Any:
    """The slip of a voucher that was given."""
    place = _place(work, slug)
    code = codes_of(work, place, [response]).get(response)
    voucher = work.session.get(Voucher, (place.id, response))
    if code is None or voucher is None or voucher.number is None:
        raise NotFound("There is no such page.")
    html, title, language = slip.render(voucher, code, place.name, work.translate)
    made = render_pdf(html, title=title, language=language)
    return made, 200, {"Content-Type": "application/pdf"}


def _places(work: Work) -> tuple[PlaceView, ...]:
    return places_where(work, MAY, regime=vouchers.REGIME)


def _place(work: Work, slug: str) -> PlaceView:
    for place in _places(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")


def _words(wrong: str) -> str:
    return {
        "empty": gettext("Type the number that is printed on the voucher."),
        "long": gettext("This number is too long. Type what is printed on the voucher."),
        "taken": gettext("Another family has this number. Look at the voucher again."),
        "gone": gettext("This family has a voucher already, or does not ask any more."),
    }[wrong]


def _desk(work: Work, place: PlaceView, at: str = "", typed: str = "", wrong: str = "") -> str:
    waiting = vouchers.waiting(work.session, place.id)
    given = vouchers.given(work.session, place.id, work.today())
    codes = codes_of(work, place, [one.response_id for one in (*waiting, *given)])
    return render_page(
        "voucher_desk/desk.html",
        place=place,
        others=[other for other in _places(work) if other.id != place.id],
        waiting=[one for one in waiting if one.response_id in codes],
        given=[one for one in given if one.response_id in codes],
        codes=codes,
        at=at,
        typed=typed,
        wrong=wrong,
        longest=vouchers.LONGEST,
    )
