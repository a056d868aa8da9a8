"""The page of committees and teams of a school, and the same on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import LANGUAGES, N_, NotFound, gettext, paper_templates, render_page, render_pdf
from farolito_events import access, teams
from farolito_events.addresses import DESK, pages
from farolito_events.paper_pages import language_of_paper
from farolito_events.papers import Words

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work

TITLE = N_("Committees and teams")
RULE = "/desk/<place_slug>/teams"


@pages.route(RULE, permission="forms.view", cache="no-store", csp="staff")
def members(work: Work, place_slug: str) -> str:
    """Who is of which team."""
    return _page(work, _place(work, place_slug), {}, {})


@pages.route(RULE, methods=("POST",), permission="forms.view", cache="no-store", csp="staff")
def change_members(work: Work, place_slug: str) -> Any:
    """Add somebody, or say that somebody left (``left``: their id)."""
    place = _place(work, place_slug)
    left, today = request.form.get("left", ""), work.today()
    if left:
        teams.leave(work.session, place.id, left, today)
    else:
        wrong = teams.add(work, place.id, request.form, today)
        if wrong:
            return _page(work, place, dict(request.form.items()), wrong), 422
    return "", 303, {"Location": f"{DESK}/{place.slug}/teams"}


@pages.route(f"{RULE}.pdf", permission="forms.view", cache="no-store", csp="none")
def members_on_paper(work: Work, place_slug: str) -> Any:
    """The lists, with room to write down who is there. ``?language=``, ``?large=1``."""
    place = _place(work, place_slug)
    language = language_of_paper("minutes")
    say = Words(language, work.translate, large=request.args.get("large") == "1")
    title = f"{say.plain(TITLE)}: {place.name}"
    html = (
        paper_templates(Path(__file__).parent / "templates")
        .get_template("events/paper_teams.html")
        .render(
            sheet=say,
            _=say.words,
            place=place,
            teams=teams.read(work, place.id, work.today()),
            roles=teams.ROLES,
            today=work.today(),
            title=title,
            language=LANGUAGES[language],
        )
    )
    told = f'inline; filename="{place.slug}-teams-{language}.pdf"'
    made = render_pdf(html, title=title, language=language)
    return made, 200, {"Content-Type": "application/pdf", "Content-Disposition": told}


def _place(work: Work, slug: str) -> PlaceView:
    place, kinds = access.place(work, slug)
    if "meeting" not in kinds:
        raise NotFound("There is no such page.")
    return place


def _page(work: Work, place: PlaceView, kept: dict[str, str], wrong: dict[str, str]) -> str:
    found = teams.read(work, place.id, work.today())
    return render_page(
        "events/teams.html",
        place=place,
        here=f"{DESK}/{place.slug}/teams",
        back=f"{DESK}/{place.slug}?kind=meeting",
        teams=found,
        roles=[(name, gettext(words)) for name, words in teams.ROLES.items()],
        said={name: gettext(words) for name, words in teams.ROLES.items()},
        kept=kept,
        wrong={name: gettext(teams.WRONG[code]) for name, code in wrong.items()},
    )
