"""The desk for staff, and the sheet for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from farolito.api import (
    NotFound,
    Pages,
    codes_of,
    places_where,
    render_page,
    render_pdf,
    settings_of,
    speak,
    spoken,
)

from farolito_food_bank import asking, sheet
from farolito_food_bank.settings import DeskSettings

if TYPE_CHECKING:
    from farolito.api import Checklist, PlaceView, Work

HOME = "/-/food_bank/"

pages = Pages("food_bank", url_prefix="/-/food_bank")


@pages.route("/", permission="responses.list", cache="no-store", csp="staff")
def first_desk(work: Work) -> str:
    """The desk of the first school whose records the reader may read."""
    places = _places(work)
    if not places:
        raise NotFound("You have no school whose records you may read. Ask an admin.")
    return _desk(work, places[0], places)


@pages.route("/at/<place_slug>", permission="responses.list", cache="no-store", csp="staff")
def desk(work: Work, place_slug: str) -> str:
    """Who waits at one school. Raises NotFound for a school that the reader has no role at."""
    return _desk(work, _place(work, place_slug), _places(work))


@pages.route(
    "/at/<place_slug>/<response_id>/done",
    methods=("POST",),
    permission="responses.list",
    cache="no-store",
    csp="staff",
)
def done(work: Work, place_slug: str, response_id: str) -> tuple[str, int, dict[str, str]]:
    """The button: this family was helped. Then the desk again, with a GET: going back sends nothing twice."""
    place = _place(work, place_slug)
    asking.done(work.session, place.id, response_id, work.today())
    return "", 303, {"Location": f"{HOME}at/{place.slug}"}


@pages.route("/sheet", permission="public", cache="no-store", csp="family")
def to_read(work: Work) -> str:
    """What to bring, on a phone, in the reader's language if we speak it."""
    found = _sheet(work)
    return render_page(
        "food_bank/sheet.html",
        title=found.title,
        document=found,
    )


@pages.route("/sheet.pdf", permission="public", cache="no-store", csp="none")
def to_print(work: Work) -> tuple[bytes, int, dict[str, str]]:
    """The same on paper."""
    found = _sheet(work)
    made = render_pdf(sheet.render(found), title=found.title, language=found.language)
    return made, 200, {"Content-Type": "application/pdf"}


def _places(work: Work) -> tuple[PlaceView, ...]:
    return places_where(work, "responses.list", regime=asking.REGIME)


def _place(work: Work, slug: str) -> PlaceView:
    for place in _places(work):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")


def _desk(work: Work, place: PlaceView, places: tuple[PlaceView, ...]) -> str:
    waiting = asking.who_waits(work.session, place.id)
    codes = codes_of(work, place, [one.response_id for one in waiting])
    return render_page(
        "food_bank/desk.html",
        place=place,
        others=[other for other in places if other.id != place.id],
        waiting=[one for one in waiting if one.response_id in codes],
        codes=codes,
    )


def _sheet(work: Work) -> Checklist:
    """In the reader's language if we have it, else in English; from here on the page speaks it."""
    language = spoken() if spoken() in asking.ASK else "en"
    speak(language)
    return sheet.document(settings_of(work, DeskSettings), language, work.translate)
