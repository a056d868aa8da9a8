"""Public pages: each checklist to read on a phone, and the same as a PDF. They ask nothing and keep nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Response, request

from farolito.api import LANGUAGES, NotFound, Pages, render_page, render_pdf, speak, spoken, words
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.sheet import document

if TYPE_CHECKING:
    from farolito.api import Work
    from farolito_enrollment_checklists.data import ChecklistData

PURPOSE = "checklist"

pages = Pages("enrollment_checklists", url_prefix="/-/enrollment_checklists")


@pages.route("/", permission="public", cache="short", csp="family")
def index(work: Work) -> str:
    """The list of checklists."""
    language = _language(tuple(checklists().values()))
    found = [
        {"url": _address(one.id, language), "title": words(one.title, language)}
        for one in checklists().values()
    ]
    return render_page(
        "enrollment_checklists/index.html",
        title=work.translate("Checklists", language),
        checklists=found,
    )


@pages.route("/<checklist_id>", permission="public", cache="short", csp="family")
def checklist(work: Work, checklist_id: str) -> str:
    """One checklist to read. ``?language=es`` chooses the language. Raises NotFound for an unknown one."""
    data = _data(checklist_id)
    language = _language((data,))
    found = document(data, language, work.today(), work.translate)
    return render_page(
        "enrollment_checklists/checklist.html",
        title=found.title,
        document=found,
        pdf=_address(f"{data.id}.pdf", language),
        others=[
            {"url": _address(data.id, tag), "tag": tag, "autonym": LANGUAGES[tag].autonym}
            for tag in data.languages
            if tag != language
        ],
    )


@pages.route("/<checklist_id>.pdf", permission="public", cache="short", csp="none")
def printed(work: Work, checklist_id: str) -> Response:
    """The same on paper, laid out by the first plugin that brings a layout for checklists."""
    data = _data(checklist_id)
    language = _language((data,))
    found = document(data, language, work.today(), work.translate)
    layout = next(one for one in work.hooks.register_pdf_layouts() if one.purpose == PURPOSE)
    return Response(
        _pdf(layout.render(found), found.title, language),
        mimetype="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{data.id}-{language}.pdf"'},
    )


@lru_cache(maxsize=16)
def _pdf(html: str, title: str, language: str) -> bytes:
    """Everybody gets the same paper, so it is made once a day in each language and process."""
    return render_pdf(html, title=title, language=language)


def _data(checklist_id: str) -> ChecklistData:
    found = checklists().get(checklist_id)
    if found is None:
        raise NotFound("There is no such page.")
    return found


def _language(offered: tuple[ChecklistData, ...]) -> str:
    """The language asked for if there is a checklist in it, else the reader's own, else English."""
    known = {tag for data in offered for tag in data.languages}
    for tag in (request.args.get("language", ""), spoken()):
        if tag in known:
            speak(tag)
            return tag
    speak("en")
    return "en"


def _address(page: str, language: str) -> str:
    return f"{pages.url_prefix}/{page}?language={language}"
