"""A family's own list on the web: the address is on its paper, and nobody finds one by trying. It ticks for itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import request

from farolito.api import LANGUAGES, NotFound, render_page, speak, too_often
from farolito_enrollment_checklists import copies
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.pages import pages
from farolito_enrollment_checklists.sheet import Own, document, on_screen

if TYPE_CHECKING:
    from farolito.api import Work
    from farolito_enrollment_checklists.copies import Typed
    from farolito_enrollment_checklists.data import ChecklistData
    from farolito_enrollment_checklists.models import Copy

LONGEST_TOKEN = 64


@pages.route("/mine/<token>", permission="public", cache="no-store", csp="family")
def own_list(work: Work, token: str) -> str:
    """The list with its ticks. No name is on it, nor the code."""
    copy, data = _found(work, token)
    return _page(work, copy, data, None)


@pages.route("/mine/<token>", ("POST",), permission="public", cache="no-store", csp="family")
def tick_own_list(work: Work, token: str) -> Any:
    """Keep what the family ticks; what staff have seen stays as it is."""
    copy, data = _found(work, token)
    before = copies.marked(work.session, copy)
    typed = copies.read(data, request.form, before, work.today(), by_staff=False)
    if typed.wrong:
        return _page(work, copy, data, typed), 422
    if too_often(work, "ticks", copy.token, burst=30, every=timedelta(seconds=20)):
        return _page(work, copy, data, typed, busy=True), 429
    copies.save(work.session, copy, typed.marks, copy.revision)
    language = _language(copy, data)
    return "", 303, {"Location": f"{pages.url_prefix}/mine/{token}?language={language}&saved=1"}


def _page(
    work: Work, copy: Copy, data: ChecklistData, typed: Typed | None, *, busy: bool = False
) -> str:
    language = _language(copy, data)
    speak(language)
    marks = typed.marks if typed else copies.marked(work.session, copy)
    found = on_screen(document(data, language, work.today(), work.translate, Own(marks=marks)))
    here = f"{pages.url_prefix}/mine/{copy.token}"
    return render_page(
        "enrollment_checklists/mine.html",
        title=found.title,
        document=found,
        here=f"{here}?language={language}",
        ticks=copies.TICKS,
        wrong=typed.wrong if typed else {},
        busy=busy,
        saved="saved" in request.args and typed is None,
        others=[
            {"url": f"{here}?language={tag}", "tag": tag, "autonym": LANGUAGES[tag].autonym}
            for tag in data.languages
            if tag != language
        ],
    )


def _found(work: Work, token: str) -> tuple[Copy, ChecklistData]:
    copy = None
    if len(token) <= LONGEST_TOKEN and token.isascii():
        copy = copies.of_token(work.session, token)
    if copy is None or copy.checklist not in checklists():
        raise NotFound("There is no such page.")
    return copy, checklists()[copy.checklist]


def _language(copy: Copy, data: ChecklistData) -> str:
    asked = request.args.get("language", copy.language)
    return asked if asked in data.languages else "en"
