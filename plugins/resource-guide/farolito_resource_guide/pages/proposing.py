"""For whoever knows better: what is different now. Nothing changes before staff have looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import gettext, place_by_slug, render_page, too_often
from farolito_resource_guide import proposals
from farolito_resource_guide.addresses import entry_path
from farolito_resource_guide.choosing import SHOWN
from farolito_resource_guide.pages.group import (
    entry_at,
    here_now,
    pages,
    school_below,
    speech,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from farolito.api import PlaceView, Work
    from farolito_resource_guide.entry import Entry
    from farolito_resource_guide.speech import Speech


@pages.route("/<place>/<number>/change", permission="public", cache="no-store", csp="family")
def change(work: Work, place: str, number: str) -> Any:
    """The form, with what we know; with ``?sent=1`` thanks."""
    here = place_by_slug(work, place)
    one = entry_at(work, here, number)
    speaker = speech(work)
    if one.status not in SHOWN:
        back = entry_path(here.slug, one.number, language=speaker.language, **_at(work, here))
        return "", 303, {"Location": back}
    sent = "sent" in request.args
    return _form(work, here, one, speaker, proposals.as_typed(one), sent=sent)


@pages.route(
    "/<place>/<number>/change", ("POST",), permission="public", cache="no-store", csp="family"
)
def propose(work: Work, place: str, number: str) -> Any:
    """Hold what was sent. What was typed is never lost: when it can not be held, the form comes back with it."""
    here = place_by_slug(work, place)
    one = entry_at(work, here, number)
    speaker = speech(work)
    typed = {name: request.form.get(name, "") for name in ("says", "who")}
    typed |= {name: said for name, said in request.form.items() if name in proposals.FIELDS}
    differs = proposals.different(one, typed)
    if not differs and not typed["says"].strip():
        wrong = gettext("Change what is different, or tell us in your own words.")
        return _form(work, here, one, speaker, typed, wrong=wrong), 422
    if any(len(said) > proposals.MOST for said in typed.values()):
        wrong = gettext("Write less. One thing after the other is enough.")
        return _form(work, here, one, speaker, typed, wrong=wrong), 422
    who = f"{here.id}|{request.remote_addr or ''}"
    seconds = too_often(work, "proposal", who, burst=proposals.BURST, every=proposals.EVERY)
    held = not seconds and proposals.hold(
        work.session,
        here.id,
        one,
        differs,
        typed["who"],
        typed["says"],
        here_now(work).date(),
    )
    if not held:
        wrong = gettext("We have many messages now. Wait a little, or call us.")
        return _form(work, here, one, speaker, typed, wrong=wrong), 429
    path = f"{one.number}/change"
    url = entry_path(here.slug, path, language=speaker.language, sent="1", **_at(work, here))
    return "", 303, {"Location": url}


def _at(work: Work, keeper: PlaceView) -> dict[str, str]:
    """The way back to the school whose guide somebody came from, as part of an address."""
    school = school_below(work, keeper)
    return {} if school.id == keeper.id else {"at": school.slug}


def _form(
    work: Work,
    here: PlaceView,
    one: Entry,
    speaker: Speech,
    typed: Mapping[str, str],
    *,
    wrong: str = "",
    sent: bool = False,
) -> str:
    problem = gettext("Problem: ") if wrong else ""
    title = gettext("Thank you") if sent else gettext("What is different?")
    at = _at(work, here)
    return render_page(
        "resource_guide/change.html",
        title=problem + title,
        heading=title,
        place=school_below(work, here),
        name=one.name,
        sent=sent,
        wrong=wrong,
        back=entry_path(here.slug, one.number, language=speaker.language, **at),
        action=entry_path(here.slug, f"{one.number}/change", language=speaker.language, **at),
        fields=[
            {
                "name": name,
                "words": gettext(words),
                "value": typed.get(name, ""),
                "long": name in proposals.LONG,
            }
            for name, words in proposals.FIELDS.items()
        ],
        says=typed.get("says", ""),
        who=[
            (name, gettext(words), typed.get("who") == name)
            for name, words in proposals.WHO.items()
        ],
        most=proposals.MOST,
        languages_of=[],
    )
