"""For whoever runs the assessment: begin a cycle, say how many were asked, publish, import outcomes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import LANGUAGES, NotFound, gettext, places_where, render_page
from farolito_community_assessment import cycles, outcomes, telling, themes
from farolito_community_assessment.addresses import HOME, pages
from farolito_community_assessment.pages import cycle_page, editions
from farolito_community_assessment.variants import VARIANTS

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_community_assessment.models import Cycle

LONGEST = 1000
MOST_ASKED = 20_000
THEMES = ("themes_en", "themes_es")
TEXTS = ("next_en", "next_es", "third_words", *THEMES)


@pages.route(
    "/<place_slug>", methods=("POST",), permission="places.manage", cache="no-store", csp="staff"
)
def begin(work: Work, place_slug: str) -> Any:
    """Begin the cycle of this school year."""
    place = _place(work, place_slug)
    made = cycles.begin(work.session, place.id, work.today())
    return "", 303, {"Location": f"{HOME}/{place.slug}/{made.year}"}


@pages.route(
    "/<place_slug>/<year>",
    methods=("POST",),
    permission="places.manage",
    cache="no-store",
    csp="staff",
)
def change(work: Work, place_slug: str, year: str) -> Any:
    """Save what was typed, or publish what may be shown today."""
    place = _place(work, place_slug)
    one = cycles.one(work.session, place.id, year)
    if request.form.get("go") == "publish":
        made = editions(work, place, one)
        if made["en"].parts:
            telling.keep(one, made)
            one.told_on = work.today()
    elif request.form.get("go") == "hide":
        one.told, one.told_on = "", None
    else:
        kept = request.form.to_dict()
        wrong = _save(one, kept)
        if wrong:
            said = {name: _words(what) for name, what in wrong.items()}
            return cycle_page(work, place, one, kept, said), 422
    return "", 303, {"Location": f"{HOME}/{place.slug}/{one.year}"}


@pages.route("/<place_slug>/outcomes", permission="places.manage", cache="no-store", csp="staff")
def importing(work: Work, place_slug: str) -> str:
    """Where a small CSV is pasted or chosen."""
    return _outcomes(_place(work, place_slug), "", [])


@pages.route(
    "/<place_slug>/outcomes",
    methods=("POST",),
    permission="places.manage",
    cache="no-store",
    csp="staff",
)
def take_in(work: Work, place_slug: str) -> Any:
    """Take it in, and say of each row what became of it."""
    place = _place(work, place_slug)
    sent = request.files.get("file")
    text = sent.read(outcomes.LONGEST + 1).decode("utf-8", "replace") if sent else ""
    text = text or request.form.get("rows", "")
    rows = outcomes.read(work.session, place.id, text)
    return _outcomes(place, text, rows), 200 if all(row.kept for row in rows) else 422


def _outcomes(place: PlaceView, text: str, rows: list[outcomes.Row]) -> str:
    return render_page(
        "community_assessment/outcomes.html",
        place=place,
        home=f"{HOME}/{place.slug}",
        head=",".join(outcomes.COLUMNS),
        indicators=[(name, gettext(words)) for name, words in outcomes.INDICATORS.items()],
        students=[(name, gettext(words)) for name, words in outcomes.STUDENTS.items()],
        typed=text if any(not row.kept for row in rows) else "",
        rows=[(row, gettext(outcomes.SAID[row.said])) for row in rows],
    )


def _save(one: Cycle, kept: dict[str, str]) -> dict[str, str]:
    wrong: dict[str, str] = {}
    days: dict[str, date] = {}
    for name in ("begins", "ends"):
        try:
            days[name] = date.fromisoformat(kept.get(name, "").strip())
        except ValueError:
            wrong[name] = "day"
    if not wrong and days["ends"] < days["begins"]:
        wrong["ends"] = "after"
    asked: cycles.Asked = {}
    for variant in VARIANTS:
        for language in ("", *telling.BY_STAFF):
            name = f"asked_{variant}_{language}" if language else f"asked_{variant}"
            said = kept.get(name, "").strip()
            if not said:
                continue
            if not said.isascii() or not said.isdecimal() or not 0 < int(said[:6]) <= MOST_ASKED:
                wrong[name] = "number"
                continue
            asked.setdefault(variant, {})[language] = int(said)
    texts = {name: kept.get(name, "").strip() for name in TEXTS}
    wrong |= {name: "long" for name, said in texts.items() if len(said) > LONGEST or "\0" in said}
    wrong |= {name: "theme" for name in THEMES if themes.read(texts[name]) is None}
    if wrong:
        return wrong
    one.begins, one.ends = days["begins"], days["ends"]
    cycles.keep_asked(one, asked)
    for name, said in texts.items():
        setattr(one, name, said)
    third = kept.get("third_language", "")
    one.third_language = third if third in LANGUAGES and third not in telling.BY_STAFF else ""
    return {}


def _words(what: str) -> str:
    return {
        "day": gettext("Choose a day, for example 2026-10-05"),
        "after": gettext("It must end after it begins"),
        "number": gettext("Write how many were asked, or leave it empty"),
        "long": gettext("Use fewer letters"),
        "theme": gettext(
            "Begin each line with how many wrote of it, for example: 12 Shade at the gate"
        ),
    }[what]


def _place(work: Work, slug: str) -> PlaceView:
    for place in places_where(work, "places.manage"):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")
