"""The guide as PDF: a list with the filters of the screen, and the booklet, in large print too."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Response, request

from farolito.api import (
    N_,
    place_by_slug,
    qr_svg,
    render_pdf,
    settings_of,
    site_address,
)
from farolito_resource_guide.addresses import list_path
from farolito_resource_guide.booklet import Chapter, Sheet, render
from farolito_resource_guide.categories import categories, group_of, groups
from farolito_resource_guide.checked import age
from farolito_resource_guide.choosing import Found, Wanted, choose
from farolito_resource_guide.hours_words import day_words
from farolito_resource_guide.inherited import guide_of
from farolito_resource_guide.pages.group import here_now, pages, speech
from farolito_resource_guide.settings import GuideSettings

if TYPE_CHECKING:
    from farolito.api import PlaceView, Work
    from farolito_resource_guide.inherited import Together
    from farolito_resource_guide.speech import Speech

MOST_ON_LIST = 6
"""Of a list: what fits one page in two columns, the nearest first. In large print it takes more of them."""

NEAR = N_("%(what)s near %(zip)s")
PRINTED = N_("Printed on %(day)s")
EVERYTHING = N_("Places that help")
GUIDE = N_("Help near you")


@pages.route("/<place>/list.pdf", permission="public", cache="short", csp="none")
def list_paper(work: Work, place: str) -> Response:
    """ "Food near 91104": what the screen shows with the same filters, old ones with their sentence. ``?large=1``."""
    here = place_by_slug(work, place)
    speaker = speech(work)
    wanted = Wanted.asked(request.args)
    guide = guide_of(work, here)
    found = choose(guide.entries, wanted, here_now(work))
    kind = wanted.category if wanted.category in categories() else ""
    what = speaker.category(kind) if kind else speaker.say(EVERYTHING)
    title = (
        speaker.say(NEAR) % {"what": what, "zip": wanted.zip}
        if wanted.zip and wanted.zip_known
        else what
    )
    path = list_path(here.slug, wanted, **({} if wanted != Wanted() else {"all": "1"}))
    chapter = _chapter(work, speaker, guide, "list", "", found[:MOST_ON_LIST], path)
    left_out = max(0, len(found) - MOST_ON_LIST)
    return _pdf(work, here, speaker, title, (chapter,), f"{here.slug}-list", left_out=left_out)


@pages.route("/<place>/booklet.pdf", permission="public", cache="short", csp="none")
def booklet(work: Work, place: str) -> Response:
    """Every kind of help, with contents: what somebody has checked; with ``?old=1`` the rest too, marked."""
    here = place_by_slug(work, place)
    speaker = speech(work)
    today = work.today()
    guide = guide_of(work, here)
    found = choose(guide.entries, Wanted(), here_now(work))
    if request.args.get("old") != "1":
        found = [one for one in found if age(one.entry, today) == "checked"]
    chapters = []
    for group in groups():
        # an entry stands where its first kind of help is: once, not under each
        inside = [
            one
            for one in found
            if one.entry.categories and group_of(one.entry.categories[0]) == group.code
        ]
        if inside:
            path = list_path(here.slug, Wanted(category=group.code))
            title = speaker.category(group.code)
            chapters.append(_chapter(work, speaker, guide, group.code, title, inside, path))
    return _pdf(
        work,
        here,
        speaker,
        speaker.say(GUIDE),
        tuple(chapters),
        f"{here.slug}-guide",
        contents=True,
    )


def _chapter(
    work: Work,
    speaker: Speech,
    guide: Together,
    name: str,
    title: str,
    found: list[Found],
    path: str,
) -> Chapter:
    today = work.today()
    address = site_address(work, path)
    return Chapter(
        name=name,
        title=title,
        entries=tuple(
            speaker.entry(one.entry, today, one.miles, guide.keeper_of(one.entry)) for one in found
        ),
        qr=qr_svg(address),
        address=address.partition("://")[2],
    )


def _pdf(
    work: Work,
    here: PlaceView,
    speaker: Speech,
    title: str,
    chapters: tuple[Chapter, ...],
    name: str,
    *,
    contents: bool = False,
    left_out: int = 0,
) -> Response:
    large = request.args.get("large") == "1"
    sheet = Sheet(
        title=title,
        place=here.name,
        language=speaker.language,
        chapters=chapters,
        made=speaker.say(PRINTED) % {"day": day_words(work.today(), speaker.language)},
        foot=site_address(work, list_path(here.slug)).partition("://")[2],
        help_line=settings_of(work, GuideSettings, here).help_line,
        contents=contents,
        large=large,
        say=speaker.say,
        left_out=left_out,
    )
    made = _made(render(sheet), title, speaker.language)
    file = f"{name}-{speaker.language}{'-large' if large else ''}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{file}"', "Vary": "Accept-Language"}
    return Response(made, mimetype="application/pdf", headers=headers)


@lru_cache(maxsize=16)
def _made(html: str, title: str, language: str) -> bytes:
    """Everybody gets the same paper, so it is made once in each process."""
    return render_pdf(html, title=title, language=language)
