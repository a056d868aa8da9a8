"""For families: what do you need, the list of who helps, and each entry. They ask nothing and keep nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import (
    LANGUAGES,
    gettext,
    languages_offered,
    ngettext,
    place_by_slug,
    render_page,
    settings_of,
)
from farolito_resource_guide.addresses import entry_path, list_path, paper_path
from farolito_resource_guide.categories import categories, groups, within
from farolito_resource_guide.checked import age
from farolito_resource_guide.choosing import SHOWN, Wanted, choose, shown
from farolito_resource_guide.inherited import guide_of
from farolito_resource_guide.pages.group import (
    entry_at,
    here_now,
    pages,
    school_below,
    speech,
)
from farolito_resource_guide.settings import GuideSettings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from farolito.api import PlaceView, Work
    from farolito_resource_guide.choosing import Found
    from farolito_resource_guide.entry import Entry
    from farolito_resource_guide.inherited import Together
    from farolito_resource_guide.speech import Speech

ON_A_PAGE = 12

Reply = tuple[str, int, dict[str, str]]


@pages.route("/<place>", permission="public", cache="short", csp="family")
def guide(work: Work, place: str) -> Reply:
    """What do you need; with anything asked for, the list. ``?category=food&zip=91010&open=today&speaks=es``."""
    found = place_by_slug(work, place)
    speaker = speech(work)
    guide = guide_of(work, found)
    wanted = Wanted.asked(request.args)
    asked = any(name in request.args for name in ("category", "zip", "open", "speaks", "all"))
    if asked and wanted.zip_known:
        return _list(work, found, speaker, guide, wanted)
    return _start(work, found, speaker, shown(guide.entries), wanted)


@pages.route("/<place>/<number>", permission="public", cache="short", csp="family")
def entry(work: Work, place: str, number: str) -> Reply:
    """One entry. Retired ones say so, for whoever scans an old sheet; ``?at=duarte`` leads back to a school below."""
    keeper = place_by_slug(work, place)
    one = entry_at(work, keeper, number)
    found = school_below(work, keeper)
    at = {} if found.id == keeper.id else {"at": found.slug}
    speaker = speech(work)
    said = speaker.entry(one, work.today(), keeper=keeper.name if at else "")
    html = render_page(
        "resource_guide/entry.html",
        title=said.name.text,
        place=found,
        entry=said,
        gone=one.status not in SHOWN,
        back=list_path(found.slug, language=speaker.language),
        change=entry_path(keeper.slug, f"{one.number}/change", language=speaker.language, **at),
        languages_of=_languages(
            speaker.language, lambda tag: entry_path(place, number, language=tag, **at)
        ),
        help_line=_help_line(work, found),
    )
    return html, 200, VARIES


VARIES = {"Vary": "Accept-Language"}


def _start(
    work: Work, place: PlaceView, speaker: Speech, entries: list[Entry], wanted: Wanted
) -> Reply:
    language = speaker.language
    doors = [
        {
            "title": speaker.category(group.code),
            "url": list_path(place.slug, Wanted(category=group.code), language=language),
            "count": sum(within(one.categories, group.code) for one in entries),
        }
        for group in groups()
    ]
    html = render_page(
        "resource_guide/start.html",
        title=gettext("Help near you"),
        place=place,
        doors=[door for door in doors if door["count"]],
        action=list_path(place.slug),
        wanted=wanted,
        wrong_zip=not wanted.zip_known,
        today=list_path(place.slug, Wanted(open="today"), language=language),
        everything=list_path(place.slug, all="1", language=language),
        booklet=paper_path(place.slug, "booklet.pdf", language=language),
        languages_of=_languages(language, lambda tag: list_path(place.slug, language=tag)),
        help_line=_help_line(work, place),
        many=len(entries),
    )
    return html, 200, VARIES


def _list(work: Work, place: PlaceView, speaker: Speech, guide: Together, wanted: Wanted) -> Reply:
    language, today = speaker.language, work.today()
    entries = shown(guide.entries)
    found = choose(entries, wanted, here_now(work))
    page = _page_of(request.args, len(found))
    here = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    more = {"language": language} | ({} if _asks(wanted) else {"all": "1"})
    kind = wanted.category if wanted.category in categories() else ""

    def path(page: int) -> str:
        return list_path(place.slug, wanted, **more, **({"page": str(page)} if page > 1 else {}))

    html = render_page(
        "resource_guide/list.html",
        title=speaker.category(kind) if kind else gettext("Places that help"),
        place=place,
        wanted=wanted,
        language=language,
        found=[_shown(speaker, place, guide, one, today) for one in here],
        first_old=next(
            (at for at, one in enumerate(here) if age(one.entry, today) != "checked"), len(here)
        ),
        count=ngettext("%(num)s place", "%(num)s places", len(found)),
        filters=_filters(place, speaker, entries, wanted, more),
        action=list_path(place.slug),
        before=path(page - 1) if page > 1 else "",
        after=path(page + 1) if page * ON_A_PAGE < len(found) else "",
        paper=paper_path(place.slug, "list.pdf", wanted, language=language),
        large=paper_path(place.slug, "list.pdf", wanted, language=language, large="1"),
        start=list_path(place.slug, language=language),
        languages_of=_languages(
            language, lambda tag: list_path(place.slug, wanted, **{**more, "language": tag})
        ),
        help_line=_help_line(work, place),
    )
    return html, 200, VARIES


def _shown(
    speaker: Speech, place: PlaceView, guide: Together, one: Found, today: date
) -> dict[str, Any]:
    slug = guide.slug_of(one.entry, place)
    at = {} if slug == place.slug else {"at": place.slug}
    return {
        "said": speaker.entry(one.entry, today, one.miles, guide.keeper_of(one.entry)),
        "url": entry_path(slug, one.entry.number, language=speaker.language, **at),
    }


def _filters(
    place: PlaceView, speaker: Speech, entries: list[Entry], wanted: Wanted, more: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Links that put a filter on or, where it is on, take it away."""
    chosen = [("open", "today", gettext("Open today")), ("open", "now", gettext("Open now"))]
    spoken = {tag for one in entries for tag in one.languages if tag != "en"}
    for tag in LANGUAGES:
        if tag in spoken:
            chosen.append(("speaks", tag, LANGUAGES[tag].autonym))
    found = []
    for name, value, words in chosen:
        on = getattr(wanted, name) == value
        put: dict[str, Any] = {name: "" if on else value}
        changed = replace(wanted, **put)
        said = dict(more) | ({} if _asks(changed) else {"all": "1"})
        url = list_path(place.slug, changed, **said)
        tag = value if name == "speaks" else ""
        found.append({"url": url, "words": words, "on": on, "tag": tag})
    return found


def _asks(wanted: Wanted) -> bool:
    return wanted != Wanted()


def _page_of(given: Mapping[str, str], many: int) -> int:
    typed = given.get("page", "1")
    page = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    return min(max(1, page), max(1, -(-many // ON_A_PAGE)))


def _languages(now: str, path: Any) -> list[dict[str, str]]:
    return [
        {"url": path(tag), "tag": tag, "autonym": LANGUAGES[tag].autonym}
        for tag in languages_offered()
        if tag != now
    ]


def _help_line(work: Work, place: PlaceView) -> str:
    return settings_of(work, GuideSettings, place).help_line
