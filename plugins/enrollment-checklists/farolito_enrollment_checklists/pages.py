"""Public pages: each checklist to read on a phone, and the same as a PDF. They ask nothing and keep nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Response, request

from farolito.api import (
    LANGUAGES,
    NotFound,
    Pages,
    gettext,
    render_page,
    render_pdf,
    speak,
    spoken,
    words,
)
from farolito_enrollment_checklists import affidavit, doctor_letter
from farolito_enrollment_checklists.data import checklists
from farolito_enrollment_checklists.printing import paper, qr
from farolito_enrollment_checklists.sheet import Own, document, on_screen

if TYPE_CHECKING:
    from farolito.api import Work
    from farolito_enrollment_checklists.data import ChecklistData

pages = Pages("enrollment_checklists", url_prefix="/-/enrollment_checklists")


@pages.route("/", permission="public", cache="short", csp="family")
def index(work: Work) -> str:
    """The list of checklists."""
    language = chosen_language(tuple(checklists().values()))
    found = [
        {
            "url": address(one.id, language),
            "title": words(one.title, language),
            "language": language if language in one.languages else "en",
        }
        for one in checklists().values()
    ]
    return render_page(
        "enrollment_checklists/index.html",
        title=gettext("Checklists"),
        checklists=found,
    )


@pages.route("/<checklist_id>", permission="public", cache="short", csp="family")
def checklist(work: Work, checklist_id: str) -> str:
    """One checklist to read. ``?language=es`` chooses the language. Raises NotFound for an unknown one."""
    data = known(checklist_id)
    language = chosen_language((data,))
    found = on_screen(document(data, language, work.today(), work.translate))
    return render_page(
        "enrollment_checklists/checklist.html",
        title=found.title,
        document=found,
        pdf=address(f"{data.id}.pdf", language),
        beside=beside(data, language),
        others=[
            {"url": address(data.id, tag), "tag": tag, "autonym": LANGUAGES[tag].autonym}
            for tag in data.languages
            if tag != language
        ],
    )


@pages.route("/caregiver-affidavit.pdf", permission="public", cache="short", csp="none")
def caregiver_affidavit(work: Work) -> Response:
    """The affidavit of Family Code 6552 to sign, with its meaning in the reader's language."""
    language = chosen_language((known("school-enrollment"),))
    made = render_pdf(affidavit.render(language), title=affidavit.TITLE, language="en")
    return Response(
        made,
        mimetype="application/pdf",
        headers={"Content-Disposition": 'inline; filename="caregiver-affidavit.pdf"'},
    )


@pages.route("/doctor-letter.pdf", permission="public", cache="short", csp="none")
def letter_for_the_doctor(work: Work) -> Response:
    """The letter that goes with form SOC 873; ``?due=2027-01-04`` prints the last day on it."""
    language = chosen_language((known("ihss"),))
    try:
        due = date.fromisoformat(request.args.get("due", ""))
    except ValueError:
        due = None
    made = render_pdf(doctor_letter.render(language, due), title=doctor_letter.TITLE, language="en")
    return Response(
        made,
        mimetype="application/pdf",
        headers={"Content-Disposition": 'inline; filename="doctor-letter.pdf"'},
    )


@pages.route("/<checklist_id>.pdf", permission="public", cache="short", csp="none")
def printed(work: Work, checklist_id: str) -> Response:
    """The same on paper, with the way back to this page. ``?large`` prints it in 18 points."""
    data = known(checklist_id)
    language = chosen_language((data,))
    large = "large" in request.args
    web, picture = qr(work, address(data.id, language))
    own = Own(address=web, qr_svg=picture, large_print=large)
    found = document(data, language, work.today(), work.translate, own)
    return paper(work, found, f"{data.id}-{language}{'-large' if large else ''}.pdf")


def beside(data: ChecklistData, language: str, due: date | None = None) -> tuple[str, str]:
    """The paper that belongs to a list: its address and what it is called; nothing where there is none."""
    if data.id == "ihss":
        day = f"&due={due.isoformat()}" if due else ""
        return address("doctor-letter.pdf", language) + day, gettext("Letter for the doctor (PDF)")
    if data.id == "school-enrollment":
        label = gettext("The paper for grandparents and other caregivers, to sign (PDF)")
        return address("caregiver-affidavit.pdf", language), label
    return "", ""


def known(checklist_id: str) -> ChecklistData:
    """The list with this id. Raises NotFound."""
    found = checklists().get(checklist_id)
    if found is None:
        raise NotFound("There is no such page.")
    return found


def chosen_language(offered: tuple[ChecklistData, ...]) -> str:
    """The language asked for if there is a checklist in it, else the reader's own, else English."""
    tags = {tag for data in offered for tag in data.languages}
    for tag in (request.args.get("language", ""), spoken()):
        if tag in tags:
            speak(tag)
            return tag
    speak("en")
    return "en"


def address(page: str, language: str) -> str:
    """The address of a public page in a language."""
    return f"{pages.url_prefix}/{page}?language={language}"
