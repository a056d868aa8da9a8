"""A page was sent whose form is not open here any more: it goes on elsewhere, was sent, or too much time went by.

Which of these is told to nobody: whoever has the old device need not be the family. On the family's own device what
was on that page is shown once more, to be copied; on ours nothing is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import make_response, render_template, request
from markupsafe import Markup, escape

from farolito.domain.languages import words
from farolito.domain.question_types.matrix import row_of
from farolito.services import links
from farolito.web.cookies import token_of
from farolito.web.filters import form_words, own_words
from farolito.web.i18n import gettext, speak
from farolito.web.posted import LANGUAGE_FIELD
from farolito.web.respond.addresses import DEVICE, NEW, OURS, Addresses
from farolito.web.respond.compiling import LEAVE_TO
from farolito.web.respond.dressing import first_language

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.datastructures import MultiDict

    from farolito.domain.definitions import Form, Question
    from farolito.services.work import Work

_UNSEEN = ("consent", "note", "signature", "photo", "file")
_TICKS = ("skip", "none", "unsure", "call", "text", "message", "find")
SKIP = "_skip"


def is_over() -> bool:
    """Whether a page that leads to no answers was sent by somebody who had begun.

    Who has begun nothing sends a page that says so. Where a browser of the family's own has lost its cookie, nobody can
    have gone on with these answers elsewhere unless by a code: they begin anew with what was on the page.
    """
    if NEW in request.args:
        return False
    return token_of("family") is not None or DEVICE in request.args


def elsewhere(work: Work, place: str, link: str, fields: MultiDict[str, str]) -> Response:
    """The page that says so, in the language of the page that was sent. 409: nothing was kept of it."""
    opened, to = links.open_link(work, place, link), Addresses(place, link)
    form, language = opened.form, fields.get(LANGUAGE_FIELD, "")
    if language not in opened.languages:
        language = first_language(opened)
    speak(language)
    heading = gettext("This form is not open here any more")
    is_ours = request.args.get(DEVICE) == OURS
    page = render_template(
        "respond/elsewhere.html",
        title=words(form.neutral_title, language) or f"{heading} – {opened.place.name}",
        place=opened.place.name,
        action=to.start,
        heading=heading,
        ours=is_ours,
        typed=[] if is_ours else typed(form, fields, language),
        start=to.start,
        resume=Addresses(place, "resume").start,
        leave={"to": LEAVE_TO, "url": to.step("leave")} if form.leave_now else None,
    )
    return make_response(page, 409)


def typed(
    form: Form, fields: MultiDict[str, str], language: str
) -> list[tuple[Markup, list[Markup]]]:
    """What stood in the fields of a page, unchecked: the label of each question with what was typed or chosen."""
    found: dict[str, tuple[Markup, list[Markup]]] = {}
    for name, value in fields.items(multi=True):
        asked, _, suffix = name.partition(".")
        question = form.questions.get(asked)
        if question is None or question.type in _UNSEEN or suffix in _TICKS:
            continue
        if value.strip() and value != SKIP:
            row = row_of(question)
            label = form_words(row.label if row else question.label, language)
            found.setdefault(asked, (label, []))[1].append(_said(question, value, language))
    return list(found.values())


def _said(question: Question, value: str, language: str) -> Markup:
    chosen = next((one.label for one in question.choices if one.name == value), None)
    if chosen is not None:
        return form_words(chosen, language)
    if question.type == "yes_no" and value in ("yes", "no"):
        return escape(gettext("Yes") if value == "yes" else gettext("No"))
    return own_words(value)
