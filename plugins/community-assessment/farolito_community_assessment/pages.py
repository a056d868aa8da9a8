"""The pages of staff who may see counts: cycles, who answered so far, the report, paper and files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    NotFound,
    form_addresses,
    gettext,
    languages_offered,
    places_where,
    qr_svg,
    render_page,
    render_pdf,
    report_csv,
    shown_form,
    site_address,
    speak,
    spoken,
)
from farolito_community_assessment import cycles, outcomes, papers, results, telling, themes
from farolito_community_assessment.addresses import HOME, pages
from farolito_community_assessment.variants import VARIANTS

if TYPE_CHECKING:
    from farolito.api import PlaceView, ShownForm, Work
    from farolito_community_assessment.models import Cycle
    from farolito_community_assessment.results import Results


@pages.route("/", permission="counts.view", cache="no-store", csp="staff")
def start(work: Work) -> Any:
    """The first school whose counts the reader may see."""
    found = places_where(work, "counts.view")
    if not found:
        raise NotFound("You have no school whose numbers you may see. Ask an admin.")
    return "", 303, {"Location": f"{HOME}/{found[0].slug}"}


@pages.route("/<place_slug>", permission="counts.view", cache="no-store", csp="staff")
def overview(work: Work, place_slug: str) -> str:
    """The cycles of a school, and its outcomes by year."""
    place = _place(work, place_slug)
    known = cycles.of_place(work.session, place.id)
    year = cycles.year_of(work.today())
    years, lines = outcomes.table(work.session, place.id)
    return render_page(
        "community_assessment/overview.html",
        place=place,
        home=f"{HOME}/{place.slug}",
        others=[one for one in places_where(work, "counts.view") if one.id != place.id],
        cycles=known,
        year=year,
        begun=any(one.year == year for one in known),
        may_change=may_change(work, place),
        years=years,
        lines=outcome_words(lines),
        public=f"{HOME}/results/{place.slug}",
        told=any(one.told for one in known),
    )


@pages.route("/<place_slug>/<year>", permission="counts.view", cache="no-store", csp="staff")
def cycle(work: Work, place_slug: str, year: str) -> str:
    """One cycle: who answered so far, where families answer, what staff set."""
    place = _place(work, place_slug)
    return cycle_page(work, place, cycles.one(work.session, place.id, year), {}, {})


def cycle_page(
    work: Work, place: PlaceView, one: Cycle, kept: dict[str, str], wrong: dict[str, str]
) -> str:
    """The page of a cycle; with what was typed and what is to be mended."""
    found = _results(work, place, one)
    asked = cycles.asked_of(one)
    addresses = form_addresses(work, place.slug)
    return render_page(
        "community_assessment/cycle.html",
        place=place,
        home=f"{HOME}/{place.slug}",
        here=f"{HOME}/{place.slug}/{one.year}",
        cycle=one,
        results=found,
        asked=asked,
        variants=[
            (name, gettext(variant.who), addresses.get(variant.form, ""))
            for name, variant in VARIANTS.items()
        ],
        languages=[(tag, LANGUAGES[tag].autonym) for tag in telling.BY_STAFF],
        tongues=[
            (tag, tongue.autonym, tongue.english)
            for tag, tongue in LANGUAGES.items()
            if tag in languages_offered() and tag not in telling.BY_STAFF
        ],
        may_change=may_change(work, place),
        papers=papers.offered(one, found),
        public=f"{HOME}/results/{place.slug}",
        kept=kept,
        wrong=wrong,
    )


@pages.route("/<place_slug>/<year>/report", permission="counts.view", cache="no-store", csp="staff")
def report(work: Work, place_slug: str, year: str) -> str:
    """Everything that may be shown, finding by finding, with the table under each chart."""
    place = _place(work, place_slug)
    one = cycles.one(work.session, place.id, year)
    found = _results(work, place, one)
    if not found.anything:
        raise NotFound("There is nothing to show yet.")
    return render_page(
        "community_assessment/report.html",
        place=place,
        here=f"{HOME}/{place.slug}/{one.year}",
        cycle=one,
        results=found,
        how=[(gettext(heading), gettext(words)) for heading, words in results.HOW],
        next=telling.next_steps(one, spoken()),
        themes=themes.told(one, spoken(), found.small),
        csv=[(group.name, group.rate.who) for group in found.groups if group.report],
    )


@pages.route(
    "/<place_slug>/<year>/<variant>.csv", permission="counts.view", cache="no-store", csp="none"
)
def numbers(work: Work, place_slug: str, year: str, variant: str) -> Any:
    """The numbers of a variant, for other programs."""
    place = _place(work, place_slug)
    one = cycles.one(work.session, place.id, year)
    found = _shown(work, place, one).get(variant)
    if found is None or found.report is None:
        raise NotFound("There is nothing to show yet.")
    name = f"{place.slug}-{VARIANTS[variant].form}-{one.year}.csv"
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return report_csv(found.report), 200, {"Content-Type": "text/csv; charset=utf-8", **told}


@pages.route(
    "/<place_slug>/<year>/<paper>.pdf", permission="counts.view", cache="no-store", csp="none"
)
def paper(work: Work, place_slug: str, year: str, paper: str) -> Any:
    """The report, the family edition, the poster, or the one-pager. ``?language=``, ``?large=1``."""
    place = _place(work, place_slug)
    one = cycles.one(work.session, place.id, year)
    wanted = request.args.get("language", "")
    known = languages_offered() if paper == "family" else telling.BY_STAFF
    language = wanted if wanted in known else spoken()
    speak(language)
    found = _results(work, place, one)
    if paper == "family" and not telling.is_whole(found, language):
        language = "en"
        speak(language)
        found = _results(work, place, one)
    if not papers.can_be_made(paper, one, found):
        raise NotFound("There is nothing to print yet.")
    address = site_address(work, f"{HOME}/results/{place.slug}")
    years, lines = outcomes.table(work.session, place.id)
    sheet = papers.Sheet(
        place.name,
        one,
        language,
        found,
        work.translate,
        address=address.partition("://")[2],
        qr_svg=qr_svg(address),
        large=request.args.get("large") == "1",
        years=years,
        outcomes=outcome_words(lines),
    )
    html, title = papers.render(paper, sheet)
    made = render_pdf(html, title=title, language=language)
    file = f"{place.slug}-{one.year}-{paper}-{language}.pdf"
    told = {"Content-Type": "application/pdf", "Content-Disposition": f'inline; filename="{file}"'}
    return made, 200, told


def outcome_words(lines: list[outcomes.Line]) -> list[tuple[str, str, tuple[str, ...]]]:
    """Outcomes with their words."""
    return [
        (
            gettext(outcomes.INDICATORS[one.indicator]),
            gettext(outcomes.STUDENTS[one.students]),
            one.values,
        )
        for one in lines
    ]


def editions(work: Work, place: PlaceView, one: Cycle) -> dict[str, telling.Edition]:
    """What is published: the results as they may be shown today, in English and each language that has all words."""
    before, made = spoken(), {}
    for tag in telling.TOLD_IN:
        speak(tag)
        found = _results(work, place, one)
        if tag == "en" or telling.is_whole(found, tag):
            made[tag] = telling.edition(found)
    speak(before)
    return made


def may_change(work: Work, place: PlaceView) -> bool:
    """Whether the reader runs the assessment of the school."""
    return place.id in {one.id for one in places_where(work, "places.manage")}


def _place(work: Work, slug: str) -> PlaceView:
    for place in places_where(work, "counts.view"):
        if place.slug == slug:
            return place
    raise NotFound("There is no such page.")


def _shown(work: Work, place: PlaceView, one: Cycle) -> dict[str, ShownForm]:
    return {
        name: shown_form(work, place.slug, variant.form, one.year, spoken())
        for name, variant in VARIANTS.items()
    }


def _results(work: Work, place: PlaceView, one: Cycle) -> Results:
    return results.of(place.name, _shown(work, place, one), cycles.asked_of(one))
